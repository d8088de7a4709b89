import type { MatrixClient, MatrixEvent } from 'matrix-js-sdk';
import type { CryptoApi } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { beforeEach, describe, expect, test } from 'vitest';
import { sendMessage } from '../../../../renderer/engine/crypto/transport.ts';
import type { ChatStore } from '../../../../renderer/engine/store/api.ts';
import { anna, message, room, roomSync, state, sync } from '../store/matrix-samples.ts';
import { openStoresFast } from '../stores.ts';

let chat: ChatStore;
beforeEach(async () => {
  chat = (await openStoresFast()).chat();
  chat.putOwnUser(anna);
});

interface Views {
  /** What each of the three believes of the room's encryption; the SDK may not know the room at all. */
  readonly sdk: boolean | 'unknown';
  readonly store: boolean;
  readonly crypto: boolean;
  readonly encrypt?: (event: MatrixEvent) => Promise<void>;
}

function post({ sdk, store, crypto, encrypt = cipher }: Views) {
  const events = store ? [state('$enc', 'm.room.encryption', { algorithm: 'm.megolm.v1.aes-sha2' })] : [];
  chat.applySync(sync([roomSync([...events, message('$1')])]));
  const sent: { path: string; body: unknown }[] = [];
  const send = (): Promise<string> =>
    sendMessage(
      {
        chat,
        client: { getRoom: () => (sdk === 'unknown' ? null : { hasEncryptionStateEvent: () => sdk }) } as unknown as MatrixClient,
        crypto: { isEncryptionEnabledInRoom: async () => crypto, encryptEvent: encrypt } as unknown as CryptoApi,
        request: async (_method, path, options) => {
          sent.push({ path: decodeURIComponent(path), body: options?.body });
          return { event_id: '$neu' };
        },
      },
      { roomId: room, txnId: 'txn-0001', type: 'm.room.message', content: { msgtype: 'm.text', body: 'geheim' } },
    );
  return { send, sent };
}

const cipher = async (event: MatrixEvent): Promise<void> => event.makeEncrypted('m.room.encrypted', { ciphertext: 'AwgA' }, 'a', 'b');

describe('a message on its way out', () => {
  test('goes encrypted under its own transaction ID', async () => {
    const { send, sent } = post({ sdk: true, store: true, crypto: true });
    expect(await send()).toBe('$neu');
    expect(sent).toEqual([{ path: `/_matrix/client/v3/rooms/${room}/send/m.room.encrypted/txn-0001`, body: { ciphertext: 'AwgA' } }]);
  });

  test('goes in the clear only where all agree that the room is not encrypted', async () => {
    const { send, sent } = post({ sdk: false, store: false, crypto: false });
    await send();
    expect(sent).toMatchObject([{ path: `/_matrix/client/v3/rooms/${room}/send/m.room.message/txn-0001` }]);
  });

  test.each([
    { sdk: 'unknown', store: false, crypto: false },
    { sdk: 'unknown', store: true, crypto: true },
    { sdk: false, store: true, crypto: true },
    { sdk: false, store: true, crypto: false },
    { sdk: false, store: false, crypto: true },
    { sdk: true, store: false, crypto: true },
    { sdk: true, store: true, crypto: false },
  ] as const)('waits where they do not: %j', async (views) => {
    const { send, sent } = post(views);
    await expect(send()).rejects.toMatchObject({ failure: { code: 'not-ready' } });
    expect(sent).toEqual([]);
  });

  test('does not go where encrypting fails or does nothing', async () => {
    const broken = post({ sdk: true, store: true, crypto: true, encrypt: () => Promise.reject(new Error('keine Sitzung')) });
    await expect(broken.send()).rejects.toMatchObject({ failure: { code: 'encryption-failed' } });
    const idle = post({ sdk: true, store: true, crypto: true, encrypt: async () => undefined });
    await expect(idle.send()).rejects.toMatchObject({ failure: { code: 'encryption-failed' } });
    const offline = Object.assign(new Error('fetch failed'), { name: 'ConnectionError' });
    const cut = post({ sdk: true, store: true, crypto: true, encrypt: () => Promise.reject(offline) });
    await expect(cut.send()).rejects.toMatchObject({ failure: { code: 'offline' } });
    expect([...broken.sent, ...idle.sent, ...cut.sent]).toEqual([]);
  });
});
