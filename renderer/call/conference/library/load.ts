import { fail } from '../../../base/failure.ts';
import type { CallFailureCode } from '../../contract.ts';
import type { JitsiLibrary } from './api.ts';
import { initOptions } from './options.ts';

export const failCall = (code: CallFailureCode, detail?: string): Error => fail(code, detail);

const neededEvents = [
  'CONFERENCE_JOINED', 'CONFERENCE_FAILED', 'CONFERENCE_LEFT', 'TRACK_ADDED', 'TRACK_REMOVED', 'TRACK_MUTE_CHANGED',
  'USER_JOINED', 'USER_LEFT', 'USER_ROLE_CHANGED', 'DISPLAY_NAME_CHANGED', 'PARTICIPANT_PROPERTY_CHANGED', 'KICKED',
  'P2P_STATUS', 'DOMINANT_SPEAKER_CHANGED', 'LOCK_STATE_CHANGED', 'ENDPOINT_MESSAGE_RECEIVED',
  'CONNECTION_INTERRUPTED', 'CONNECTION_RESTORED',
];

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

/** What a build must have to be used, named by what it lacks; undefined: it has all. */
export function lackOf(library: unknown): string | undefined {
  if (!isObject(library)) return 'JitsiMeetJS';
  for (const name of ['JitsiConnection', 'init', 'createLocalTracks', 'setLogLevel']) {
    if (typeof library[name] !== 'function') return name;
  }
  const { events, errors } = library;
  if (!isObject(events) || !isObject(errors)) return 'events';
  for (const group of [events['connection'], events['track'], errors['conference'], errors['connection']]) {
    if (!isObject(group)) return 'events';
  }
  const { conference } = events;
  return isObject(conference) ? neededEvents.find((event) => typeof conference[event] !== 'string') : 'events.conference';
}

/** What the loading needs of the page. */
export interface LibraryPage {
  readonly document: Document;
  readonly fetch: (address: string, init: RequestInit) => Promise<{ readonly ok: boolean; readonly status: number }>;
  readonly global: { readonly JitsiMeetJS?: unknown };
}

/** A script element does not tell why it failed: asked again, the server does. */
async function explain({ fetch }: LibraryPage, address: string): Promise<Error> {
  try {
    const { ok, status } = await fetch(address, { method: 'HEAD', cache: 'no-store', signal: AbortSignal.timeout(5_000) });
    return ok ? failCall('call-library-broken') : failCall('call-library-missing', `HTTP ${status}`);
  } catch (error) {
    return failCall('call-unreachable', String(error));
  }
}

/**
 * Loads the deployment's library into the page and starts it. Rejects with `call-library-missing`, `-broken` or `-too-old`, or with
 * `call-unreachable` where nothing comes within `timeoutMs`.
 */
export async function loadLibrary(page: LibraryPage, address: string, timeoutMs: number): Promise<JitsiLibrary> {
  const script = page.document.createElement('script');
  script.src = address;
  const loaded = await new Promise<'loaded' | 'failed' | 'late'>((resolve) => {
    const timer = setTimeout(() => resolve('late'), timeoutMs);
    const end = (how: 'loaded' | 'failed') => (): void => {
      clearTimeout(timer);
      resolve(how);
    };
    script.addEventListener('load', end('loaded'));
    script.addEventListener('error', end('failed'));
    page.document.head.append(script);
  });
  if (loaded === 'late') {
    script.remove();
    throw failCall('call-unreachable', `library: nothing within ${timeoutMs} ms`);
  }
  if (loaded === 'failed') throw await explain(page, address);
  const library = page.global.JitsiMeetJS;
  if (library === undefined) throw failCall('call-library-broken');
  const lack = lackOf(library);
  if (lack !== undefined) throw failCall('call-library-too-old', lack);
  const usable = library as JitsiLibrary;
  usable.setLogLevel('error');
  usable.init(initOptions);
  return usable;
}
