import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createKeyFile } from '../../../main/key-file.ts';
import { testFolder } from './fakes.ts';

describe('keys.json', () => {
  it('is absent, written, replaced, removed', async () => {
    const folder = testFolder();
    const file = createKeyFile(join(folder, 'keys.json'));
    expect(await file.read()).toBe(undefined);
    await file.write('one');
    await file.write('two');
    expect(await file.read()).toBe('two');
    expect(readdirSync(folder)).toEqual(['keys.json']);
    expect(statSync(join(folder, 'keys.json')).mode & 0o777).toBe(0o600);
    await file.remove();
    await file.remove();
    expect(await file.read()).toBe(undefined);
  });

  it('never takes a file that cannot be read for none', async () => {
    const path = join(testFolder(), 'keys.json');
    mkdirSync(path);
    await expect(createKeyFile(path).read()).rejects.toThrow('EISDIR');
  });

  it('keeps the old text where a write was cut off before its end', async () => {
    const path = join(testFolder(), 'keys.json');
    await createKeyFile(path).write('old');
    writeFileSync(`${path}.new`, 'ha'); // what a power cut leaves
    expect(await createKeyFile(path).read()).toBe('old');
    await createKeyFile(path).write('new');
    expect(await createKeyFile(path).read()).toBe('new');
  });

  it('reads what was written before, in the order of the calls', async () => {
    const file = createKeyFile(join(testFolder(), 'keys.json'));
    const [, first, , second] = await Promise.all([file.write('a'), file.read(), file.write('b'), file.read()]);
    expect([first, second]).toEqual(['a', 'b']);
  });
});
