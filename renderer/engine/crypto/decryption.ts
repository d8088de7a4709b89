import { MatrixEvent, MatrixEventEvent, type MatrixClient } from 'matrix-js-sdk';
import type { CryptoApi } from 'matrix-js-sdk/lib/crypto-api/index.js';
import type { Log } from '../session/log.ts';
import type { ChatStore, DecryptionResult, RawEvent, Shield } from '../store/api.ts';
import { decryptionProblem, shieldOf } from './problems.ts';

export interface EncryptedEvent {
  readonly roomId: string;
  readonly raw: RawEvent;
}

/** Reads encrypted events: once as they come, and again whenever a key turns up. */
export interface Decryption {
  /** One try each, in order; resolves with what came of it. Never rejects. */
  decrypt(events: readonly EncryptedEvent[]): Promise<readonly DecryptionResult[]>;
  /** Tries what the store has and nobody has read or holds yet, and writes the results. Resolves when through. */
  retryStored(where?: { readonly roomId?: string; readonly sessionId?: string }): Promise<void>;
  /**
   * Weighs again the messages of this run by these people that stand under a warning about their device: a new device
   * is often signed moments after its first message.
   */
  reweigh(userIds: readonly string[]): Promise<void>;
  stop(): void;
}

interface Options {
  readonly client: MatrixClient;
  readonly crypto: CryptoApi;
  readonly chat: ChatStore;
  readonly log: Log;
  /** Called after results were written later than their event. */
  readonly mended: (roomIds: ReadonlySet<string>) => void;
}

/** Events between two pauses of a long pass; one takes one to two milliseconds. */
const chunk = 50;

/** Of one sender; whoever signs no device at all would fill the memory. */
const mostWeighedAgain = 100;

export function createDecryption({ client, crypto, chat, log, mended }: Options): Decryption {
  let stopped = false;
  /** Failed events that the SDK holds and tries again by itself when their key comes. */
  const held = new Set<string>();
  /** By sender. */
  const shielded = new Map<string, Map<string, EncryptedEvent>>();

  const remember = ({ roomId, raw }: EncryptedEvent, shield: Shield | undefined): void => {
    const ofSender = shielded.get(raw.sender) ?? new Map<string, EncryptedEvent>();
    if (shield === 'unverified-device' || shield === 'unknown-device') ofSender.set(raw.event_id, { roomId, raw });
    else ofSender.delete(raw.event_id);
    const [oldest] = ofSender.keys();
    if (ofSender.size > mostWeighedAgain && oldest !== undefined) ofSender.delete(oldest);
    shielded.set(raw.sender, ofSender);
  };

  const resultOf = async ({ roomId, raw }: EncryptedEvent, event: MatrixEvent): Promise<DecryptionResult> => {
    const eventId = raw.event_id;
    if (event.isDecryptionFailure()) return { roomId, eventId, problem: decryptionProblem(event.decryptionFailureReason) };
    const shield = shieldOf(await crypto.getEncryptionInfoForEvent(event));
    remember({ roomId, raw }, shield);
    return { roomId, eventId, type: event.getType(), content: event.getContent(), ...(shield ? { shield } : {}) };
  };

  const write = (results: readonly DecryptionResult[]): void => {
    if (stopped || results.length === 0) return;
    chat.putDecrypted(results);
    mended(new Set(results.map(({ roomId }) => roomId)));
  };

  /** The SDK keeps a failed event and tries it again when its key comes; then its whole session can be read. */
  const mend = async (encrypted: EncryptedEvent, event: MatrixEvent, sessionId: string | undefined): Promise<void> => {
    write([await resultOf(encrypted, event)]);
    if (sessionId !== undefined) await retryStored({ roomId: encrypted.roomId, sessionId });
  };

  const decryptOne = async ({ roomId, raw }: EncryptedEvent): Promise<DecryptionResult> => {
    try {
      const event = new MatrixEvent({ ...raw, room_id: roomId });
      await client.decryptEventIfNeeded(event);
      if (event.isDecryptionFailure()) {
        held.add(raw.event_id);
        const { session_id: sessionId } = raw.content;
        event.on(MatrixEventEvent.Decrypted, () => {
          if (stopped || event.isDecryptionFailure()) return;
          held.delete(raw.event_id);
          mend({ roomId, raw }, event, typeof sessionId === 'string' ? sessionId : undefined).catch((error: unknown) =>
            log.warn('a message that can be read now could not be written', error),
          );
        });
      }
      return await resultOf({ roomId, raw }, event);
    } catch (error) {
      log.warn('an encrypted message could not be read', error);
      return { roomId, eventId: raw.event_id, problem: 'broken' };
    }
  };

  const decrypt = async (events: readonly EncryptedEvent[]): Promise<readonly DecryptionResult[]> => {
    const results: DecryptionResult[] = [];
    for (const event of events) {
      if (stopped) break;
      results.push(await decryptOne(event));
    }
    return results;
  };

  const retryStored: Decryption['retryStored'] = async (where = {}) => {
    const events = chat.undecrypted(where).filter(({ eventId }) => !held.has(eventId));
    for (let start = 0; start < events.length && !stopped; start += chunk) {
      write(await decrypt(events.slice(start, start + chunk)));
    }
  };

  const reweigh: Decryption['reweigh'] = async (userIds) => {
    for (const userId of userIds) {
      const results = await decrypt([...(shielded.get(userId)?.values() ?? [])]);
      write(results.filter((result) => !('problem' in result)));
    }
  };

  return { decrypt, retryStored, reweigh, stop: () => void (stopped = true) };
}

/** True for what the crypto can read; others stay as they came. */
export const isEncrypted = ({ type, state_key }: RawEvent): boolean => type === 'm.room.encrypted' && state_key === undefined;
