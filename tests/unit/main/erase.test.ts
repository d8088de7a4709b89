import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Session } from 'electron';
import type { Keychain } from '../../../main/credentials/keychain.ts';
import { eraseProfile, finishErasing } from '../../../main/erase.ts';
import { createKeyFile } from '../../../main/key-file.ts';
import { memoryLog, testFolder } from './fakes.ts';

function setUp(remove: (name: string) => Promise<void>) {
  const folder = testFolder();
  const kept = join(folder, 'keys.json');
  const trace = join(folder, 'trace');
  writeFileSync(kept, '{}');
  writeFileSync(trace, '');
  const cleared: string[] = [];
  const note = (what: string) => async () => void cleared.push(what);
  let meanwhile = (): void => undefined;
  const session = {
    clearStorageData: async () => {
      cleared.push('storage');
      meanwhile();
    },
    clearCache: note('cache'),
    clearAuthCache: () => Promise.reject(new Error('no auth cache')),
  } as unknown as Session;
  const log = memoryLog();
  const parts = {
    sessions: [session],
    keychain: { remove } as Keychain,
    keyFile: createKeyFile(kept),
    log,
    mark: join(folder, 'erasing'),
    files: [trace, join(folder, 'never-there')],
  };
  return { parts, during: (look: () => void) => void (meanwhile = look), erase: () => eraseProfile(parts), cleared, log, left: () => [kept, trace].filter((path) => existsSync(path)) };
}

describe('erasing a profile', () => {
  it('removes secrets, keys, files and storage, and tells what failed', async () => {
    const removed: string[] = [];
    const { erase, cleared, log, left } = setUp(async (name) => void removed.push(name));
    log.info('said before');
    await erase();
    expect(removed).toEqual(['access-token', 'store-key', 'crypto-key', 'recovery-key']);
    expect(cleared).toEqual(['storage', 'cache']);
    expect(left()).toEqual([]);
    expect(log.lines).toEqual(['error erase: Error: no auth cache']);
  });

  it('does all else while the keychain waits for its person', async () => {
    const { erase, cleared, left } = setUp(() => new Promise(() => undefined));
    await erase();
    expect(cleared).toEqual(['storage', 'cache']);
    expect(left()).toEqual([]);
  });

  it('leaves a mark until it is through, by which the next start brings it to its end', async () => {
    const { parts, during, erase, cleared, left } = setUp(async () => undefined);
    await finishErasing(parts);
    expect(cleared).toEqual([]);
    expect(left()).toHaveLength(2);
    let markedMeanwhile = false;
    during(() => void (markedMeanwhile = existsSync(parts.mark)));
    await erase();
    expect([markedMeanwhile, existsSync(parts.mark)]).toEqual([true, false]);
    writeFileSync(parts.mark, '');
    await finishErasing(parts);
    expect(existsSync(parts.mark)).toBe(false);
    expect(cleared).toEqual(['storage', 'cache', 'storage', 'cache']);
  });
});
