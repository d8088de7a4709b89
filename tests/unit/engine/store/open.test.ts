import { describe, expect, it } from 'vitest';
import { fail } from '../../../../renderer/base/failure.ts';
import type { StoresOpened } from '../../../../renderer/engine/store/api.ts';
import { createStoreKey } from '../../../../renderer/engine/store/keys.ts';
import { openStores } from '../../../../renderer/engine/store/open.ts';
import { message, roomSync, sync } from './matrix-samples.ts';
import { createMemoryFiles, createMemoryProfile, type MemoryProfile } from './support.ts';

const open = ({ host, environment }: MemoryProfile): Promise<StoresOpened> => openStores(host, environment);

/** A profile with something in both databases, closed. */
async function used(): Promise<MemoryProfile> {
  const profile = createMemoryProfile();
  const opened = await open(profile);
  if (opened.outcome !== 'fresh') throw new Error(opened.outcome);
  opened.chat.applySync(sync([roomSync([message('$a')], { limited: true })]));
  opened.queue.add({ txnId: 't1', roomId: '!a:x', type: 'm.room.message', content: {}, text: 'Hallo', createdAt: 1 });
  opened.chat.close();
  opened.queue.close();
  return profile;
}

const outcomeOf = (opened: StoresOpened): string => ('failure' in opened ? `${opened.outcome}: ${opened.failure.code}` : opened.outcome);

describe('opening the stores', () => {
  it('is fresh once, and then opens what is there', async () => {
    const profile = await used();
    expect(JSON.parse(profile.keys ?? '')).toMatchObject({ version: 1, chat: { state: 'exists' }, queue: { state: 'exists' } });
    const opened = await open(profile);
    expect(opened.outcome).toBe('opened');
    if (opened.outcome !== 'opened') return;
    expect(opened.chat.nextBatch()).toBe('s1');
    expect(opened.queue.messages()).toHaveLength(1);
  });

  it('says that the keychain changed: another key, no key, a key that is none', async () => {
    for (const storeKey of [createStoreKey(), undefined, 'not base64!']) {
      const profile = await used();
      profile.storeKey = storeKey;
      const before = profile.keys;
      expect(outcomeOf(await open(profile))).toBe('failed: keychain-changed');
      expect([profile.keys, profile.storeKey], 'nothing is made anew').toEqual([before, storeKey]);
    }
  });

  it('says that the store is missing where it is known to exist', async () => {
    const profile = await used();
    profile.databases.clear();
    expect(outcomeOf(await open(profile))).toBe('failed: store-missing');
    const half = await used();
    half.databases.set('chat', createMemoryFiles());
    expect(outcomeOf(await open(half))).toBe('chat-failed: store-missing');
    expect(half.databases.get('chat')?.main.getSize()).toBe(0);
  });

  it('says that the store is damaged, and keeps the queue', async () => {
    const profile = await used();
    profile.databases.get('chat')?.main.bytes.fill(0, 0, 100);
    const opened = await open(profile);
    expect(outcomeOf(opened)).toBe('chat-failed: store-damaged');
    if (opened.outcome !== 'chat-failed') return;
    expect(opened.queue.messages().map(({ text }) => text)).toEqual(['Hallo']);
  });

  it('does not take one database for the other', async () => {
    const profile = await used();
    const keys = JSON.parse(profile.keys ?? '') as { chat: unknown; queue: unknown };
    profile.keys = JSON.stringify({ ...keys, chat: keys.queue });
    expect(outcomeOf(await open(profile))).toBe('chat-failed: keychain-changed');
  });

  it('refuses a key file that is broken, lost or of a later version', async () => {
    const profile = await used();
    profile.keys = '{"version":1,';
    expect(outcomeOf(await open(profile))).toBe('failed: store-damaged');
    profile.keys = '{"version":2}';
    expect(outcomeOf(await open(profile))).toBe('failed: store-too-new');
    profile.keys = undefined;
    const before = profile.databases.get('chat')?.main.bytes.slice();
    expect(outcomeOf(await open(profile))).toBe('failed: store-damaged');
    expect(profile.databases.get('chat')?.main.bytes, 'what cannot be read stays').toEqual(before);
  });

  it('finishes a first start that was cut off at any point', async () => {
    for (const cut of ['writeStoreKey', 'writeKeys', 'second writeKeys'] as const) {
      const profile = createMemoryProfile();
      let writes = 0;
      const stop = fail('keychain-refused');
      const cutHost = {
        ...profile.host,
        writeStoreKey: async (value: string) => {
          if (cut === 'writeStoreKey') throw stop;
          await profile.host.writeStoreKey(value);
        },
        writeKeys: async (text: string) => {
          writes += 1;
          if (cut === 'writeKeys' || (cut === 'second writeKeys' && writes === 2)) throw stop;
          await profile.host.writeKeys(text);
        },
      };
      await expect(openStores(cutHost, profile.environment)).rejects.toBe(stop);
      expect(outcomeOf(await open(profile)), cut).toBe('fresh');
    }
  });
});
