import { fail } from '../../base/failure.ts';
import type { Unsubscribe } from '../../base/listen.ts';
import { markStatus, readStatus, type CallMark } from '../people/status-marker.ts';
import type { Request } from '../session/api.ts';
import { isObject, textAt } from '../session/json.ts';
import type { Log } from '../session/log.ts';
import type { QueueStore } from '../store/api.ts';

interface Sources {
  readonly queue: Pick<QueueStore, 'setting' | 'putSetting'>;
  readonly request: Request;
  readonly reachability: { now(): boolean; listen(listener: () => void): Unsubscribe };
  /** Has something done before the first sync of a start. */
  readonly beforeSync: (work: () => Promise<unknown>) => Unsubscribe;
  readonly userId: string;
  readonly log: Log;
}

export interface OwnPresence {
  /** Resolves when the server has it; what is wanted then is kept up over a lost connection. */
  set(state: 'none' | CallMark): Promise<void>;
  /** Changes what the person wrote, behind the marker of a call. Resolves when the server has it; rejects when offline. */
  write(edit: (text: string) => string): Promise<void>;
  stop(): void;
}

const key = 'presence.before-call';

/** What was set before a call: the text, and whether the person had set "busy" by hand. */
interface Before {
  readonly text: string;
  readonly busy: boolean;
}

const isBusy = (presence: string | undefined): boolean => presence === 'busy' || presence === 'org.matrix.msc3026.busy';

/**
 * Own presence in a call: online, with a marker before the own status text. A PUT takes the text along that was set
 * elsewhere, so it is read first; and as a server may forget it while one is away, it is kept until it is back.
 */
export function createOwnPresence({ queue, request, reachability, beforeSync, userId, log }: Sources): OwnPresence {
  const path = `/_matrix/client/v3/presence/${encodeURIComponent(userId)}/status`;
  let wanted: 'none' | CallMark = 'none';
  let turn: Promise<unknown> = Promise.resolve();

  const kept = (): Before | undefined => {
    const value = queue.setting(key);
    return isObject(value) ? { text: textAt(value, 'text') ?? '', busy: value['busy'] === true } : undefined;
  };
  const put = (presence: string, text: string): Promise<unknown> =>
    request('PUT', path, { body: { presence, ...(text === '' ? {} : { status_msg: text }) } });

  const bring = async (): Promise<void> => {
    const before = kept();
    if (wanted === 'none' && !before) return;
    const answer = await request('GET', path);
    const now = readStatus(textAt(answer, 'status_msg'));
    // Changed elsewhere meanwhile: that is the text now. Forgotten by the server: what was kept.
    const text = now.text === '' && now.mark === undefined ? (before?.text ?? '') : now.text;
    if (wanted === 'none') {
      if (now.mark !== undefined || now.text === '') await put(before?.busy ? 'busy' : 'online', text);
      queue.putSetting(key, undefined);
      return;
    }
    queue.putSetting(key, { text, busy: before ? before.busy : isBusy(textAt(answer, 'presence')) } satisfies Before);
    await put('online', markStatus(wanted, text));
  };

  const edit = async (change: (text: string) => string): Promise<void> => {
    const answer = await request('GET', path);
    const { mark, text } = readStatus(textAt(answer, 'status_msg'));
    const next = change(text);
    await put(isBusy(textAt(answer, 'presence')) ? 'busy' : 'online', mark === undefined ? next : markStatus(mark, next));
    const before = kept();
    if (before) queue.putSetting(key, { ...before, text: next } satisfies Before);
  };

  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const done = turn.then(work, work);
    turn = done.catch(() => undefined);
    return done;
  };
  const tryNow = (): Promise<void> => inTurn(bring).catch((error: unknown) => log.info('own presence could not be set yet', error));
  const again = (): void => {
    if (reachability.now()) void tryNow();
  };
  // What a crash has left would be seen again by everybody between the sync, which makes one online, and its removal.
  const stops = [reachability.listen(again), beforeSync(tryNow)];
  again();

  return {
    set: async (state) => {
      wanted = state;
      if (!reachability.now()) throw fail('offline');
      await inTurn(bring);
    },
    write: async (change) => {
      if (!reachability.now()) throw fail('offline');
      await inTurn(() => edit(change));
    },
    stop: () => stops.forEach((stop) => stop()),
  };
}
