import { fail } from '../../renderer/base/failure.ts';
import type { Unsubscribe } from '../../renderer/base/listen.ts';
import type { CallSubject } from '../../preload/contract/calls.ts';
import type { CallHosts } from './deployment/hosts.ts';
import type { CallEngine } from './engine.ts';
import type { Place } from './machine/state.ts';

export interface PrepareParts {
  readonly engine: CallEngine;
  readonly hosts: CallHosts;
  readonly after: (ms: number, then: () => void) => Unsubscribe;
}

/** Whoever waits for a call waits no longer than this for its conference. */
const patienceMs = 20_000;

/** Where a conference takes place that may take place anywhere, as the engine asks for it. */
export async function preference(hosts: CallHosts): Promise<{ preferredDomain?: string; preferredAuth?: string }> {
  const preferredDomain = await hosts.preferred();
  const preferredAuth = preferredDomain === undefined ? undefined : await hosts.auth(preferredDomain);
  return { ...(preferredDomain === undefined ? {} : { preferredDomain }), ...(preferredAuth === undefined ? {} : { preferredAuth }) };
}

async function findPlace({ engine, hosts }: PrepareParts, roomId: string): Promise<Place> {
  const conference = await engine.request('call.conference', { roomId, ...(await preference(hosts)) });
  if (conference.domain === '') throw fail('call-no-server');
  return conference;
}

/**
 * Finds where a call takes place: where it runs already, else in its room's conference. Throws `call-no-server`,
 * `call-host-not-allowed`, `call-unreachable`, or what the engine says.
 */
export async function preparePlace(parts: PrepareParts, subject: CallSubject, known: Place | undefined): Promise<Place> {
  const prepare = async (): Promise<Place> => {
    const place = known ?? (subject.roomId === undefined ? undefined : await findPlace(parts, subject.roomId));
    if (!place) throw fail('call-no-server');
    const domain = await parts.hosts.admit(place.domain);
    // The deployment says itself how one signs in: a room's events could send a token where none is asked for.
    return { domain, id: place.id, auth: await parts.hosts.auth(domain) };
  };
  let stopTimer: Unsubscribe = () => undefined;
  const tooLong = new Promise<never>((_resolve, reject) => {
    stopTimer = parts.after(patienceMs, () => reject(fail('call-unreachable', 'no conference in time')));
  });
  try {
    return await Promise.race([prepare(), tooLong]);
  } finally {
    stopTimer();
  }
}
