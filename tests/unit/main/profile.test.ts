import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { profileFolder, profileFromArguments } from '../../../main/profile.ts';

describe('the profile of a start', () => {
  it.each([
    [['electron', '.'], 'default'],
    [['electron', '.', '--profile', 'anna'], 'anna'],
    [['electron', '--profile=zweites-konto', '.'], 'zweites-konto'],
    [['electron', '.', '--profiles', 'x'], 'default'],
  ])('is read from %j', (argv, name) => {
    expect(profileFromArguments(argv)).toBe(name);
  });

  it.each(['', '..', 'a/b', 'a\\b', 'Anna', 'a.', '.a', 'a b', '-a', 'ä', 'x'.repeat(33)])('is not %j', (name) => {
    expect(() => profileFromArguments(['electron', '--profile', name])).toThrow('--profile');
  });

  it('is missing where the name is forgotten', () => {
    expect(() => profileFromArguments(['electron', '--profile'])).toThrow('--profile');
  });

  it('has a folder of its own', () => {
    expect(profileFolder('/home/a/.config', 'anna')).toBe(join('/home/a/.config/einklang/profiles/anna'));
  });
});
