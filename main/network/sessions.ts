import { session, type Session } from 'electron';
import { trustSystemStore } from './certificates.ts';

/** One session a role; main's own (discovery, probes) keeps nothing. */
export interface Sessions {
  readonly workspace: Session;
  readonly engine: Session;
  /** Of the small windows of calls; they keep nothing. */
  readonly ring: Session;
  readonly main: Session;
}

/** Which https ports are asked at a host, as the requests themselves show. */
function createPortBook() {
  const ports = new Map<string, Set<number>>();
  return {
    note: (address: string): void => {
      const url = new URL(address);
      if (url.protocol !== 'https:') return;
      const known = ports.get(url.hostname) ?? new Set();
      ports.set(url.hostname, known.add(url.port === '' ? 443 : Number(url.port)));
    },
    of: (host: string): readonly number[] => [...(ports.get(host) ?? [])],
  };
}

/**
 * Without an HTTP cache: it would keep media in the clear, which servers mark as public for a day. The database and
 * the crypto store do not need it. Nothing runs in the default session; it gets nowhere.
 */
export function openSessions(): Sessions {
  const sessions: Sessions = {
    workspace: session.fromPartition('persist:workspace', { cache: false }),
    engine: session.fromPartition('persist:engine', { cache: false }),
    ring: session.fromPartition('ring', { cache: false }),
    main: session.fromPartition('main', { cache: false }),
  };
  const book = createPortBook();
  for (const each of [sessions.engine, sessions.main]) {
    each.webRequest.onSendHeaders({ urls: ['https://*/*'] }, ({ url }) => book.note(url));
    trustSystemStore(each, book.of);
  }
  session.defaultSession.webRequest.onBeforeRequest((_details, callback) => callback({ cancel: true }));
  return sessions;
}
