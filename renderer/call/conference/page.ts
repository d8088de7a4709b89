import type { PortClient } from '../../base/port-client.ts';
import type { CallBrief, CallPageContract } from '../contract.ts';
import { createConference, type OwnConference } from './conference.ts';
import { guardPeerConnections, ownHosts } from './ice.ts';
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

/** A conference in this window, which is given over to it. To be called once, before anything of the library is there. */
export function openConference(page: Window & typeof globalThis, client: PortClient<CallPageContract>, brief: CallBrief): OwnConference {
  const { document, navigator } = page;
  const connections = new Set<RTCPeerConnection>();
  const speaker = createSpeaker(() => new Audio());
  const conference = createConference({
    client,
    brief,
    mediaDevices: navigator.mediaDevices,
    loadLibrary: () =>
      loadLibrary({ document, fetch: page.fetch.bind(page), global: page as { readonly JitsiMeetJS?: unknown } }, brief.deployment.library, limits.libraryMs),
    trackMaker: (library) => createTrackMaker(library, navigator.mediaDevices, page),
    createMeter,
    mixWith,
    speaker,
    limits,
    now: Date.now,
    schedule: (run) => void setTimeout(run, frameMs),
    whenOnline: (listener) => {
      page.addEventListener('online', listener);
      return () => page.removeEventListener('online', listener);
    },
    every: (act) => void setInterval(act, pulseMs),
    // What the library makes of the page's media connections passes this gate; it is not loaded before the next turn.
    connections: () => {
      for (const connection of connections) if (connection.connectionState === 'closed') connections.delete(connection);
      return [...connections];
    },
  });
  mendDescriptions(page.RTCPeerConnection.prototype);
  guardPeerConnections(page, {
    relayOnly: brief.relayOnly,
    isOwn: ownHosts(brief.deployment),
    foreign: (hosts) => conference.foreignIce(hosts),
    opened: (connection) => connections.add(connection),
  });
  return conference;
}
