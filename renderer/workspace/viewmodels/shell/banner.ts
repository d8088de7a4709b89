import type { OpenSession } from '../session/session.ts';

/** The one thing that concerns the whole window, the gravest first. */
export type BannerState =
  | { readonly kind: 'expired' }
  | { readonly kind: 'offline'; readonly since: number; readonly queued: number }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'catching-up' };

/** `settled`: the connection has been in this state long enough that saying so is no flash. */
export function bannerOf(session: OpenSession, settled: boolean): BannerState | undefined {
  if (session.phase === 'expired') return { kind: 'expired' };
  const { connection, queued } = session;
  switch (connection.state) {
    case 'offline':
      return { kind: 'offline', since: connection.since, queued };
    case 'connecting':
      return settled ? { kind: 'connecting' } : undefined;
    case 'catching-up':
      return settled ? { kind: 'catching-up' } : undefined;
    case 'online':
      return undefined;
  }
}
