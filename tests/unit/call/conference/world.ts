import type { OwnConference } from '../../../../renderer/call/conference/conference.ts';
import { createConference } from '../../../../renderer/call/conference/conference.ts';
import type { Happening } from '../../../../renderer/call/conference/model.ts';
import type { PortClient } from '../../../../renderer/base/port-client.ts';
import type { CallBrief, CallPageContract, CallReport } from '../../../../renderer/call/contract.ts';
import { fakeDevices, type FakeDevices } from './fake-media.ts';
import { fakeLibrary, fakeMix, fakeTrack, type FakeLibrary } from './fake-library.ts';

export const brief: CallBrief = {
  callId: 'call-0001',
  deployment: {
    host: 'meet.example.org',
    domain: 'meet.example.org',
    muc: 'conference.meet.example.org',
    focus: 'focus.meet.example.org',
    serviceUrl: 'wss://meet.example.org/xmpp-websocket',
    library: 'https://meet.example.org/libs/lib-jitsi-meet.min.js',
  },
  conference: 'besprechung',
  title: 'Besprechung',
  kind: 'direct',
  media: 'video',
  prejoin: false,
  self: { name: 'Anna' },
  known: {},
  former: {},
  placement: 'stage',
  language: 'de',
  theme: 'light',
  devices: {},
  startMuted: false,
  startCamera: true,
  noiseSuppression: true,
  relayOnly: false,
  chat: false,
  unread: 0,
};

export const limits = {
  connectMs: 1_000, joinMs: 1_000, interruptedMs: 1_000, reconnectMs: 10_000, pausesMs: [0, 100, 200], graceMs: 500,
  deviceMs: 1_000, blockedMs: 3_000, heldMs: 2_000,
} as const;

export interface World {
  readonly conference: OwnConference;
  readonly fake: FakeLibrary;
  readonly devices: FakeDevices;
  readonly asked: { readonly name: string; readonly args: unknown }[];
  readonly happened: Happening[];
  readonly phases: readonly string[];
  readonly report: () => CallReport | undefined;
  readonly argsOf: (name: string) => readonly unknown[];
  /** Media connections that are open. */
  connections: readonly RTCPeerConnection[];
}

export interface WorldOptions {
  readonly brief?: Partial<CallBrief>;
  readonly generation?: 'current' | 'of 2021';
  readonly prepare?: (fake: FakeLibrary, devices: FakeDevices) => void;
  readonly loadLibrary?: () => Promise<never>;
  /** The person lets the machine's sound go along with what they share. */
  readonly withSound?: boolean;
  /** What a page of the same call before this one has left with main. */
  readonly recalled?: string;
  /** Main's answer to the request for a token. */
  readonly token?: () => Promise<unknown>;
}

/** A conference with fakes at its edges: the library, devices, main. Timers are the test's. */
export function openWorld({ brief: change = {}, generation = 'current', prepare, loadLibrary, withSound = false, recalled, token }: WorldOptions = {}): World {
  const fake = fakeLibrary(generation);
  const devices = fakeDevices();
  prepare?.(fake, devices);
  const asked: World['asked'] = [];
  const phases: string[] = [];
  const happened: Happening[] = [];
  const answers: Readonly<Record<string, unknown>> = {
    'token': { jwt: 'a-token' },
    'password.recall': { password: recalled },
    'screen.choose': { source: { name: 'Bildschirm 1', kind: 'screen', audio: withSound } },
  };
  const client = {
    request: async (name: string, args: unknown) => {
      asked.push({ name, args });
      if (name === 'report') phases.push((args as CallReport).phase);
      return name === 'token' && token ? token() : (answers[name] ?? null);
    },
    follow: () => () => undefined,
  } as unknown as PortClient<CallPageContract>;
  const world: World = {
    fake, devices, asked, happened, phases,
    connections: [],
    argsOf: (name) => asked.filter((one) => one.name === name).map(({ args }) => args),
    report: () => world.argsOf('report').at(-1) as CallReport | undefined,
    conference: createConference({
      client,
      brief: { ...brief, ...change },
      mediaDevices: devices.mediaDevices,
      loadLibrary: loadLibrary ?? (async () => fake.library),
      trackMaker: () => async (stream, kind) => fakeTrack(stream, kind, undefined, !(stream.getTracks()[0]?.enabled ?? true)),
      createMeter: () => ({ stop: () => undefined }),
      mixWith: (sound) => fakeMix(sound),
      speaker: { play: () => undefined, use: () => undefined, hold: () => undefined, test: async () => undefined, stop: () => undefined },
      limits,
      now: () => Date.now(),
      schedule: (run) => void setTimeout(run, 16),
      whenOnline: () => () => undefined,
      every: (act) => void setInterval(act, 1_000),
      connections: () => world.connections,
    }),
  };
  world.conference.listenHappenings((happening) => happened.push(happening));
  return world;
}
