import { toFailure, type Failure } from '../../base/failure.ts';
import { isEncrypted, type Decryption, type EncryptedEvent } from '../crypto/decryption.ts';
import type { Log } from '../session/log.ts';
import type { ChatStore } from '../store/api.ts';
import type { SyncGate } from './gate.ts';
import type { SyncUpdate } from './response.ts';

interface Options {
  readonly chat: ChatStore;
  readonly gate: Pick<SyncGate, 'take'>;
  readonly decryption: Pick<Decryption, 'decrypt' | 'retryStored'>;
  readonly log: Log;
  /** Rooms were written; counts are to be made anew. */
  readonly written: (roomIds: ReadonlySet<string>) => void;
  /** The store no longer takes what comes. Its last `next_batch` is behind: nothing is lost, the next start repeats it. */
  readonly fault: (failure: Failure) => void;
}

/** Above this the store is written first, so that a long first sync is seen before all of it has been read. */
const readBeforeWriting = 50;

/**
 * What the SDK's store does after each sync: the keys of the response are in the crypto by then, so that its
 * messages can be read before they are written, and a person does not see them change. Never rejects.
 */
export function createSave({ chat, gate, decryption, log, written, fault }: Options): (nextBatch: string) => Promise<void> {
  const save = async (update: SyncUpdate): Promise<void> => {
    const { nextBatch, rooms, accountData, presence } = update;
    const encrypted = rooms.flatMap(encryptedEvents);
    const early = encrypted.length <= readBeforeWriting;
    const results = early ? await decryption.decrypt(encrypted) : [];
    chat.applySync({ nextBatch, rooms, accountData, presence });
    if (results.length > 0) chat.putDecrypted(results);
    written(new Set(rooms.map(({ roomId }) => roomId)));
    if (early) return;
    decryption.retryStored().catch((error: unknown) => log.warn('messages of the first sync could not be read', error));
  };

  return async (nextBatch) => {
    try {
      const update = gate.take(nextBatch);
      if (update) await save(update);
    } catch (error) {
      log.error('a sync could not be written', error);
      fault(toFailure(error));
    }
  };
}

const encryptedEvents = ({ roomId, timeline }: SyncUpdate['rooms'][number]): readonly EncryptedEvent[] =>
  (timeline?.events ?? []).filter(isEncrypted).map((raw) => ({ roomId, raw }));
