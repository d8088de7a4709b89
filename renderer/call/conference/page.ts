import type { PortClient } from '../../base/port-client.ts';
import type { CallBrief, CallGround, CallPageContract } from '../contract.ts';
import { createConference, type OwnConference } from './conference.ts';
import { guardPeerConnections, ownHosts } from './ice.ts';
import type { JitsiLibrary } from './library/api.ts';
import { mendDescriptions } from './library/descriptions.ts';
import { loadLibrary } from './library/load.ts';
import { createTrackMaker } from './library/tracks.ts';
import { createMeter } from './media/meter.ts';
import { mixWith } from './media/mix.ts';
import { createSpeaker } from './media/speaker.ts';

/** Milliseconds. Whoever waits longer than this for a call has given up. */
const limits = {
  libraryMs: 10_000,
  connectMs: 10_000,
  joinMs: 12_000,
  interruptedMs: 12_000,
  reconnectMs: 120_000,
  pausesMs: [0, 500, 1_000, 2_000, 4_000],
  deviceMs: 10_000,
  blockedMs: 12_000,
  heldMs: 30_000,
  graceMs: 8_000,
} as const;

/** One frame. Not by animation frames: those stop while the view is not seen. */
const frameMs = 16;
const pulseMs = 2_000;

/** This window before it has a conference, and for one. */
export interface Ground {
  openConference(brief: CallBrief): OwnConference;
}

/**
 * Gives this window over to conferences there: holds its media connections to the rules and begins to load the library,
 * while nobody is called yet. To be called once.
 */
export function takeGround(page: Window & typeof globalThis, client: PortClient<CallPageContract>, { deployment, relayOnly }: CallGround): Ground {
  const { document, navigator } = page;
  const connections = new Set<RTCPeerConnection>();
  let conference: OwnConference | undefined;
  mendDescriptions(page.RTCPeerConnection.prototype);
  // What the library makes of the page's media connections passes this gate; it is not loaded before the next turn.
  guardPeerConnections(page, {
    relayOnly,
    isOwn: ownHosts(deployment),
    foreign: (hosts) => conference?.foreignIce(hosts),
    opened: (connection) => connections.add(connection),
  });

  let library: Promise<JitsiLibrary> | undefined;
  const load = (): Promise<JitsiLibrary> => {
    const global = page as { readonly JitsiMeetJS?: unknown };
    const loading = (library ??= loadLibrary({ document, fetch: page.fetch.bind(page), global }, deployment.library, limits.libraryMs));
    loading.catch(() => (library = undefined)); // another try may find it
    return loading;
  };
  void load().catch(() => undefined); // told to whoever needs it

  return {
    openConference: (brief) =>
      (conference = createConference({
        client,
        brief,
        mediaDevices: navigator.mediaDevices,
        loadLibrary: load,
        trackMaker: (loaded) => createTrackMaker(loaded, navigator.mediaDevices, page),
        createMeter,
        mixWith,
        speaker: createSpeaker(() => new Audio()),
        limits,
        now: Date.now,
        schedule: (run) => void setTimeout(run, frameMs),
        whenOnline: (listener) => {
          page.addEventListener('online', listener);
          return () => page.removeEventListener('online', listener);
        },
        every: (act) => void setInterval(act, pulseMs),
        connections: () => {
          for (const connection of connections) if (connection.connectionState === 'closed') connections.delete(connection);
          return [...connections];
        },
      })),
  };
}
