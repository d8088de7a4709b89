import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { session, type Session } from 'electron';
import { trustSystemStore } from '../../network/certificates.ts';
import { answerFile, fileBelow } from '../../protocol.ts';
import type { Place, Wall } from '../../walls/wall.ts';
import { ownPath, portsOf, refusalPath } from './place.ts';
import { refusedBy } from './refusal.ts';

/**
 * The deployment's own resources, from the network. A redirect is not followed: where it leads is for the deployment's
 * own pages, of which none is shown here.
 */
async function fetchFrom(own: Session, request: Request): Promise<Response> {
  const response = await own.fetch(request, { bypassCustomProtocolHandlers: true, redirect: 'manual' });
  return response.type === 'opaqueredirect' || response.redirected ? Response.error() : response;
}

/**
 * A partition for one call, in memory. Electron never frees one: half a megabyte stays of each (0.37 MB in main, 0.12 in
 * the network service; 40 calls one after the other in Electron 33), 15 of a day with thirty. That is the price for a
 * call that finds nothing of any other, whatever clearing might forget. Under `ownPath` of the deployment's origin it shows the page in `folder`; all
 * else of that origin comes from the network, and nothing of any other. `refused` hears what Chromium kept the page from.
 */
export function openCallSession(
  place: Place,
  folder: string,
  walls: readonly Wall[],
  refused: (what: string) => void,
): Session {
  const own = session.fromPartition(`call-${randomUUID()}`, { cache: false });
  trustSystemStore(own, (host) => portsOf(place, host));
  for (const wall of walls) wall.session?.(own, place);
  own.protocol.handle('https', (request) => {
    const { origin, pathname } = new URL(request.url);
    if (origin !== place.origin) return Response.error();
    if (!pathname.startsWith(ownPath)) return fetchFrom(own, request);
    if (pathname === refusalPath && request.method === 'POST') {
      void request.text().then(
        (report) => refused(refusedBy(report)),
        () => undefined, // the page has gone meanwhile
      );
      return new Response(undefined, { status: 204 });
    }
    return answerFile(
      request.method === 'GET' ? fileBelow(folder, pathname.slice(ownPath.length - 1)) : undefined,
      place,
      walls,
    );
  });
  return own;
}

/** Nothing of a call stays: no storage, no connection. */
export async function clearCallSession(own: Session): Promise<void> {
  own.protocol.unhandle('https');
  await Promise.all([own.clearStorageData(), own.clearAuthCache(), own.closeAllConnections()]);
}

/** `dist/renderer/call`. */
export const callFolder = (dist: string): string => join(dist, 'renderer', 'call');
