import { MatrixEvent, type MatrixClient, type Room } from 'matrix-js-sdk';
import type { CryptoApi } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { fail } from '../../base/failure.ts';
import { markerOf } from '../send-queue/echo.ts';
import type { Outgoing, Request } from '../session/api.ts';
import { sdkFailure } from '../session/failures.ts';
import type { ChatStore, JsonObject } from '../store/api.ts';

/** The part of the SDK's crypto that its public interface leaves out (`CryptoBackend`, matrix-js-sdk 43). */
interface Encryptor {
  encryptEvent(event: MatrixEvent, room: Room): Promise<void>;
}

interface Options {
  readonly client: MatrixClient;
  readonly crypto: CryptoApi;
  readonly chat: ChatStore;
  readonly request: Request;
}

/**
 * Sends one message, without the SDK's own queue and echo: these would keep and repeat what the send queue keeps and
 * repeats. Nothing leaves in the clear unless the SDK, its crypto and the store agree that the room is not encrypted.
 */
export async function sendMessage({ client, crypto, chat, request }: Options, message: Outgoing): Promise<string> {
  const { roomId, txnId } = message;
  const room = client.getRoom(roomId);
  if (!room) throw fail('not-ready', 'room unknown');
  const inSdk = room.hasEncryptionStateEvent();
  const inStore = chat.stateEvent(roomId, 'm.room.encryption') !== undefined;
  // The crypto remembers what a room once was: a server cannot take encryption away by forgetting the event.
  const remembered = await crypto.isEncryptionEnabledInRoom(roomId);
  if (inSdk !== inStore || inSdk !== remembered) throw fail('not-ready', 'encryption of the room unclear');

  const { type, content } = inSdk ? await encrypt(crypto, room, message) : message;
  const path = ['rooms', roomId, 'send', type, txnId].map(encodeURIComponent).join('/');
  const answer = await request('PUT', `/_matrix/client/v3/${path}`, { body: content });
  if (typeof answer['event_id'] !== 'string') throw fail('server-error', 'no event ID');
  return answer['event_id'];
}

async function encrypt(
  crypto: CryptoApi,
  room: Room,
  { roomId, type, content, txnId }: Outgoing,
): Promise<{ readonly type: string; readonly content: JsonObject }> {
  const event = new MatrixEvent({ type, content: { ...content }, room_id: roomId, event_id: `~${txnId}` });
  try {
    await (crypto as unknown as Encryptor).encryptEvent(event, room);
  } catch (error) {
    const { failure } = sdkFailure(error);
    throw failure.code === 'internal' ? fail('encryption-failed', failure.detail) : fail(failure.code, failure.detail, failure.retryAfterMs);
  }
  if (event.getWireType() !== 'm.room.encrypted') throw fail('encryption-failed', 'no ciphertext');
  return { type: 'm.room.encrypted', content: { ...event.getWireContent(), ...markerOf(content) } };
}
