import { toFailure, type Failure } from '../../base/failure.ts';
import { createEmitter } from '../../base/listen.ts';
import { isEncrypted, type Decryption } from '../crypto/decryption.ts';
import type { History, HistoryState, Request } from '../session/api.ts';
import { listAt, textAt } from '../session/json.ts';
import type { ChatStore } from '../store/api.ts';
import { readList, readRawEvent } from './events.ts';

interface Options {
  readonly chat: ChatStore;
  readonly request: Request;
  /** Undefined until the crypto is up: events are then written unread, and read with the rest when it is. */
  readonly decryption: () => Pick<Decryption, 'decrypt'> | undefined;
}

const step = 50;
const idle: HistoryState = { loading: false, failure: undefined };

/** Brings older messages into the store; one request a gap at a time. */
export function createHistory({ chat, request, decryption }: Options): History {
  const changes = createEmitter<string>();
  const running = new Map<string, Promise<void>>();
  const failures = new Map<string, Failure>();

  const fetchStep = async (roomId: string, token: string | undefined): Promise<void> => {
    const filter = JSON.stringify({ lazy_load_members: true });
    const query = { dir: 'b', limit: String(step), filter, ...(token === undefined ? {} : { from: token }) };
    const answer = await request('GET', `/_matrix/client/v3/rooms/${encodeURIComponent(roomId)}/messages`, { query });
    const events = readList(listAt(answer, 'chunk'), readRawEvent, { count: 0 });
    const end = textAt(answer, 'end');
    const encrypted = events.filter(isEncrypted).map((raw) => ({ roomId, raw }));
    const results = (await decryption()?.decrypt(encrypted)) ?? [];
    // A token that leads to itself would be asked for ever.
    const filled = chat.prependHistory(roomId, { from: token, events, end: end === token ? undefined : end });
    if (filled === 'filled' && results.length > 0) chat.putDecrypted(results);
  };

  const run = async (roomId: string, key: string, token: string | undefined): Promise<void> => {
    try {
      await fetchStep(roomId, token);
    } catch (error) {
      failures.set(roomId, toFailure(error));
      throw error;
    } finally {
      running.delete(key);
      changes.emit(roomId);
    }
  };

  return {
    fill(roomId, token) {
      const key = `${roomId} ${token ?? ''}`;
      const under = running.get(key);
      if (under) return under;
      const started = run(roomId, key, token);
      running.set(key, started);
      failures.delete(roomId);
      changes.emit(roomId);
      return started;
    },
    state(roomId) {
      const failure = failures.get(roomId);
      const loading = [...running.keys()].some((key) => key.startsWith(`${roomId} `));
      return loading || failure ? { loading, failure } : idle;
    },
    listen: changes.listen,
  };
}
