import type { Allowlist } from '../network/allowlist.ts';
import type { Wall } from './wall.ts';

/** Every request of every page, redirects included, against the allowlist. */
export const requests = (allowlist: Allowlist): Wall => ({
  name: 'requests',
  session: (session, place) => {
    session.webRequest.onBeforeRequest(({ url }, callback) => callback({ cancel: !allowlist.allows(place, url) }));
  },
});
