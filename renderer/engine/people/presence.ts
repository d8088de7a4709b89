import { createEmitter, type Unsubscribe } from '../../base/listen.ts';
import type { Presence } from '../contract/rooms.ts';
import type { ChatStore, PresenceRow } from '../store/api.ts';
import { isQuietText, readStatus } from './status-marker.ts';

/** Whether the server is heard at the moment: what was known before that is not known now. */
export interface Reachability {
  now(): boolean;
  listen(listener: () => void): Unsubscribe;
}

/** Who is there. `unknown` for everybody while the server is not heard, so that nobody is shown as away by guess. */
export interface PresenceMap {
  of(userId: string): Presence;
  /** Told with the people whose presence changed; undefined: all may have. */
  listen(listener: (changed: ReadonlySet<string> | undefined) => void): Unsubscribe;
  stop(): void;
}

/** The marker of a person who is offline is what a crash has left. */
function shown(row: PresenceRow | undefined): Presence {
  if (!row) return 'unknown';
  const { mark, text } = readStatus(row.statusText);
  if (row.presence === 'offline') return 'offline';
  if (mark === undefined) return isQuietText(text) ? 'do-not-disturb' : row.presence;
  return mark === 'call' ? 'in-call' : 'presenting';
}

export function createPresence(chat: Pick<ChatStore, 'listen' | 'presence'>, reachability: Reachability): PresenceMap {
  const known = new Map<string, Presence>();
  const { emit, listen } = createEmitter<ReadonlySet<string> | undefined>();
  const stops = [
    chat.listen(({ presence }) => {
      if (presence.size === 0) return;
      for (const userId of presence) known.delete(userId);
      emit(presence);
    }),
    reachability.listen(() => emit(undefined)),
  ];
  return {
    of: (userId) => {
      if (!reachability.now()) return 'unknown';
      const presence = known.get(userId) ?? shown(chat.presence([userId])[0]);
      known.set(userId, presence);
      return presence;
    },
    listen,
    stop: () => stops.forEach((stop) => stop()),
  };
}
