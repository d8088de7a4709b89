import type { MatrixClient, MatrixEvent } from 'matrix-js-sdk';
import { DecryptionFailureCode, EventShieldColour, EventShieldReason, type CryptoApi, type EventEncryptionInfo } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createDecryption } from '../../../../renderer/engine/crypto/decryption.ts';
import type { ChatStore } from '../../../../renderer/engine/store/api.ts';
import { silent } from '../session/fake-host.ts';
import { anna, encrypted, room, roomSync, sync } from '../store/matrix-samples.ts';
import { openStoresFast } from '../stores.ts';

// The SDK says on the console what these tests are about.
beforeAll(() => void [vi.spyOn(console, 'warn'), vi.spyOn(console, 'info')].forEach((spy) => spy.mockReturnValue()));
afterAll(() => void vi.restoreAllMocks());

let chat: ChatStore;
beforeEach(async () => {
  chat = (await openStoresFast()).chat();
  chat.putOwnUser(anna);
  chat.applySync(sync([roomSync([encrypted('$1', 'sitzung'), encrypted('$2', 'sitzung'), encrypted('$3', 'andere')])]));
});

/** A crypto that has the keys of some sessions, and tries failed events again when one comes, as the SDK does. */
function keys(...known: string[]) {
  const has = new Set(known);
  const failed: MatrixEvent[] = [];
  const tries: string[] = [];
  const backend = {
    decryptEvent: async (event: MatrixEvent) => {
      tries.push(event.getId() ?? '');
      const { session_id: session } = event.getWireContent() as { session_id: string };
      if (has.has(session)) return { clearEvent: { type: 'm.room.message', content: { msgtype: 'm.text', body: `klar ${event.getId()}` } } };
      throw Object.assign(new Error('kein Schlüssel'), { code: DecryptionFailureCode.MEGOLM_UNKNOWN_INBOUND_SESSION_ID });
    },
  };
  const attempt = (event: MatrixEvent, isRetry: boolean): Promise<void> =>
    event.attemptDecryption(backend as unknown as Parameters<MatrixEvent['attemptDecryption']>[0], { isRetry });
  const mended: string[][] = [];
  let info: EventEncryptionInfo | null = null;
  const decryption = createDecryption({
    chat,
    log: silent,
    client: {
      decryptEventIfNeeded: async (event: MatrixEvent) => {
        await attempt(event, false);
        if (event.isDecryptionFailure()) failed.push(event);
      },
    } as unknown as MatrixClient,
    crypto: { getEncryptionInfoForEvent: async () => info } as unknown as CryptoApi,
    mended: (rooms) => mended.push([...rooms]),
  });
  return {
    decryption, tries, mended,
    weigh: (next: EventEncryptionInfo | null) => void (info = next),
    async arrive(session: string) {
      has.add(session);
      for (const event of failed.filter((each) => each.getWireContent()['session_id'] === session)) await attempt(event, true);
    },
  };
}

const state = (id: string): string | undefined => chat.event(room, id)?.encryption;

describe('reading encrypted messages', () => {
  test('reads what is stored and writes why the rest cannot be read', async () => {
    const { decryption, mended } = keys('sitzung');
    await decryption.retryStored();
    expect(['$1', '$2', '$3'].map(state)).toEqual(['decrypted', 'decrypted', 'undecrypted']);
    expect(chat.event(room, '$1')?.content['body']).toBe('klar $1');
    expect(chat.event(room, '$3')?.problem).toBe('broken');
    expect(mended).toEqual([[room]]);
  });

  test('mends by itself when the key comes, once for each event', async () => {
    const { decryption, tries, arrive } = keys();
    await decryption.retryStored();
    await decryption.retryStored();
    expect(tries).toEqual(['$1', '$2', '$3']);
    await arrive('sitzung');
    await expect.poll(() => ['$1', '$2', '$3'].map(state), { timeout: 10_000 }).toEqual(['decrypted', 'decrypted', 'undecrypted']);
    expect(tries).toEqual(['$1', '$2', '$3', '$1', '$2']);
  });

  test('reads with a new key also what an earlier run had failed to read', async () => {
    const { decryption, arrive } = keys();
    const [first] = chat.undecrypted({ roomId: room });
    await decryption.decrypt([{ roomId: room, raw: first?.raw ?? encrypted('$1', 'sitzung') }]);
    await arrive('sitzung');
    await expect.poll(() => ['$1', '$2', '$3'].map(state), { timeout: 10_000 }).toEqual(['decrypted', 'decrypted', 'undecrypted']);
  });

  test('writes nothing after its end', async () => {
    const { decryption, arrive } = keys();
    await decryption.retryStored();
    decryption.stop();
    await arrive('sitzung');
    await new Promise(setImmediate);
    expect(state('$1')).toBe('undecrypted');
  });

  test('does not stumble over content of any shape', async () => {
    const { decryption } = keys();
    const odd = { ...encrypted('$x', 's'), content: { algorithm: 5, session_id: {} } };
    expect(await decryption.decrypt([{ roomId: room, raw: odd }])).toMatchObject([{ eventId: '$x', problem: 'broken' }]);
  });

  test('takes a warning back once the sender has signed the device, and only for that sender', async () => {
    const { decryption, weigh, tries } = keys('sitzung');
    weigh({ shieldColour: EventShieldColour.RED, shieldReason: EventShieldReason.UNSIGNED_DEVICE });
    await decryption.retryStored();
    const sender = chat.event(room, '$1')?.sender ?? '';
    const shields = (): unknown[] => ['$1', '$2'].map((id) => chat.event(room, id)?.shield);
    expect(shields()).toEqual(['unverified-device', 'unverified-device']);
    weigh(null);
    await decryption.reweigh(['@somebody:else.example']);
    expect(shields()).toEqual(['unverified-device', 'unverified-device']);
    await decryption.reweigh([sender]);
    expect(shields()).toEqual([undefined, undefined]);
    tries.length = 0;
    await decryption.reweigh([sender]);
    expect(tries).toEqual([]);
  });
});
