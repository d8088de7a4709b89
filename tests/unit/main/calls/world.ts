import { join } from 'node:path';
import { composeCalls } from '../../../../main/calls/compose.ts';
import { createCallHandlers } from '../../../../main/calls/handlers.ts';
import type { CallView, CallViewEvents } from '../../../../main/calls/parts.ts';
import { resolvePolicies } from '../../../../main/policy/resolve.ts';
import { createQuiet } from '../../../../main/quiet/quiet.ts';
import { NetError } from '../../../../main/network/net-errors.ts';
import type { QuietHours } from '../../../../preload/contract.ts';
import type { CallSnapshot, IncomingCall } from '../../../../preload/contract/calls.ts';
import { createPortClient } from '../../../../renderer/base/port-client.ts';
import { servePort, type PortService, type TopicSink } from '../../../../renderer/base/port-server.ts';
import type { CallBrief, CallReport } from '../../../../renderer/call/contract.ts';
import { engineRequests, engineTopics, type EngineContract, type RunningCall } from '../../../../renderer/engine/contract.ts';
import { toFailure } from '../../../../renderer/base/failure.ts';
import { wirePair } from '../../base/wire-pair.ts';
import { handClock, memoryLog, testFolder } from '../fakes.ts';
import { directRoom, petra, report } from './support.ts';

type Asked = { readonly name: string; readonly args: unknown };
type Answers = Readonly<Record<string, (args: never) => unknown>>;

const account = {
  userId: '@me:land.example',
  deviceId: 'DEVICE',
  displayName: 'Ich Selbst',
  avatar: undefined,
  homeserver: { serverName: 'land.example', baseUrl: 'https://matrix.land.example' },
};
const signedIn = {
  phase: 'signed-in',
  account,
  connection: { state: 'online' },
  encryption: { state: 'ready' },
  lastOpenRoom: undefined,
  queued: 0,
} as const;

const room = {
  key: directRoom,
  roomId: directRoom,
  name: { kind: 'people', names: ['Petra Lang'], others: 0 },
  kind: 'direct',
  membership: 'join',
  avatar: undefined,
  peer: petra,
  presence: 'online',
  inviter: undefined,
  encrypted: true,
  unread: 2,
  mentions: 0,
  lastTs: 0,
  preview: undefined,
  draft: undefined,
  queued: 0,
  failed: 0,
} as const;

export const meetingRoom = '!lage:land.example';
const meeting = { ...room, key: meetingRoom, roomId: meetingRoom, name: { kind: 'named', text: 'Lage' }, kind: 'room', peer: undefined } as const;

const conference = { domain: 'meet.land.example', id: 'KONFERENZ', auth: 'openidtoken-jwt', announced: true };
const openId = {
  accessToken: 'openid-token',
  serverName: 'land.example',
  userId: account.userId,
  displayName: 'Ich Selbst',
  avatar: undefined,
  expiresTs: 3_600_000,
};

const defaults: Answers = {
  'call.conference': () => conference,
  'call.openIdToken': () => openId,
  'call.ring': () => ({ eventId: '$ring' }),
};

/** An engine on a port of its own, which answers null to what it is not told to answer otherwise. */
function createEngine(answers: Answers) {
  const asked: Asked[] = [];
  const sinks = new Map<string, TopicSink<never>>();
  let calls: readonly RunningCall[] = [];
  let session: unknown = signedIn;
  let doNotDisturb = false;
  const publish = (name: string, state: unknown): void => sinks.get(name)?.publish(state as never);
  const topic = (name: string, state: () => unknown) => (_params: unknown, sink: TopicSink<never>) => {
    sinks.set(name, sink);
    publish(name, state());
    return () => void sinks.delete(name);
  };
  const all: Answers = { ...defaults, ...answers };
  const service = {
    requestSchemas: engineRequests,
    topicSchemas: engineTopics,
    requests: Object.fromEntries(
      Object.keys(engineRequests).map((name) => [
        name,
        (args: unknown) => {
          asked.push({ name, args });
          return all[name]?.(args as never) ?? null;
        },
      ]),
    ),
    topics: {
      ownPresence: topic('ownPresence', () => ({ head: { doNotDisturb }, items: [] })),
      session: topic('session', () => ({ head: session, items: [] })),
      calls: topic('calls', () => ({ head: null, items: calls })),
      roomList: topic('roomList', () => ({ head: { loaded: true, unread: 0, mentions: 0, invitations: 0 }, items: [room, meeting] })),
    },
  } as unknown as PortService<EngineContract>;
  return {
    asked,
    service,
    follows: (name: string) => sinks.has(name),
    tell: (...next: readonly RunningCall[]) => {
      calls = next;
      publish('calls', { head: null, items: next });
    },
    doNotDisturb: (on: boolean) => {
      doNotDisturb = on;
      publish('ownPresence', { head: { doNotDisturb }, items: [] });
    },
    signOut: () => {
      session = { phase: 'signed-out' };
      publish('session', { head: session, items: [] });
    },
  };
}

/** A view that only remembers. */
function createView() {
  const did: string[] = [];
  const briefs: CallBrief[] = [];
  let events: CallViewEvents | undefined;
  /** Hosts at which a page waits while it rings; `undefined`: no more. */
  const readied: (string | undefined)[] = [];
  const view: CallView = {
    ready: (ground) => void readied.push(ground?.deployment.host),
    open: (brief, heard) => {
      did.push('open');
      briefs.push(brief);
      events = heard;
    },
    update: (brief) => void briefs.push(brief),
    command: (command) => void did.push(command),
    stage: () => undefined,
    focus: () => undefined,
    close: () => void did.push('close'),
  };
  return { view, did, briefs, readied, events: () => events };
}

interface WorldOptions {
  readonly answers?: Answers;
  readonly policies?: Readonly<Record<string, unknown>>;
  /** At the start it is one o'clock in the night. */
  readonly quietHours?: Partial<QuietHours>;
  /** What the net answers, by address; everything else is not there. */
  readonly net?: Readonly<Record<string, unknown>>;
}

const wellKnown = {
  'https://land.example/.well-known/matrix/client': { 'io.element.jitsi': { preferredDomain: 'meet.land.example' } },
  'https://meet.land.example/.well-known/element/jitsi': { auth: 'openidtoken-jwt' },
};

/** The calls of a program, with an engine, a view and a net that are played. */
export function callWorld({ answers = {}, policies = {}, net = wellKnown, quietHours = {} }: WorldOptions = {}) {
  const clock = handClock();
  const log = memoryLog();
  const engine = createEngine(answers);
  const page = createView();
  const shown: CallSnapshot[] = [];
  const notified: (readonly [string, IncomingCall])[] = [];
  const told: (readonly [string, unknown])[] = [];
  const net1: string[] = [];
  const awake: boolean[] = [];
  /** What was brought before the person's eyes. */
  const forward: string[] = [];
  const folder = testFolder();
  const port = createPortClient<EngineContract>();
  let pair = wirePair();
  const { policies: resolved, problems } = resolvePolicies([
    { level: 'machine', origin: 'test', content: { values: policies } },
  ]);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));

  const quiet = createQuiet({ now: clock.now, after: clock.after, hours: () => ({ on: false, from: '18:00', to: '07:00', ...quietHours }) });
  const calls = composeCalls({
    quiet,
    now: clock.now,
    after: clock.after,
    client: port.client,
    view: page.view,
    surfaces: { show: (snapshot) => void shown.push(snapshot), notify: (kind, call) => void notified.push([kind, call]) },
    tell: (name, value) => void told.push([name, value]),
    ask: async (address) => {
      net1.push(address);
      const found = net[address];
      if (found === undefined) throw new NetError('ERR_NAME_NOT_RESOLVED');
      return typeof found === 'number'
        ? { status: found, redirect: undefined, text: '' }
        : { status: 200, redirect: undefined, text: JSON.stringify(found) };
    },
    policies: resolved,
    environment: () => ({ language: 'de' }),
    theme: () => 'dark',
    keepAwake: (on) => void awake.push(on),
    remembered: join(folder, 'calls.json'),
    log,
  });
  const connect = (): void => {
    pair = wirePair();
    servePort(pair.server, engine.service, queueMicrotask);
    port.attach(pair.client);
    calls.engineCame();
  };
  connect();

  /** Lets everything run that can without the clock. */
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 20; i += 1) {
      pair.deliver();
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return {
    ...calls,
    handlers: createCallHandlers({ ...calls, view: page.view, closeWindow: () => Promise.resolve(), showWorkspace: () => void forward.push('workspace') }),
    forward,
    clock,
    log,
    engineSide: engine,
    page,
    shown,
    notified,
    told,
    netAsked: net1,
    awake,
    folder,
    settle,
    /** Lets time pass, and what comes of it. */
    pass: async (ms: number) => {
      await settle();
      clock.pass(ms);
      await settle();
    },
    asked: (name: string) => engine.asked.filter((each) => each.name === name).map(({ args }) => args),
    /** The engine dies; the next is there once `connect` is called. */
    disconnect: () => pair.server.close(),
    connect,
    report: (phase: CallReport['phase'], more?: Partial<CallReport>) => page.events()?.reported(report(phase, more)),
  };
}

/** What came of a request that is under way: nothing yet, an answer, or the code of its failure. */
export function outcome(promise: unknown): { readonly now: () => string } {
  let is = 'waits';
  Promise.resolve(promise).then(
    () => (is = 'done'),
    (error: unknown) => (is = toFailure(error).code),
  );
  return { now: () => is };
}

/** Calls Petra, with the camera. */
export const startCall = async (world: ReturnType<typeof callWorld>) => {
  const started = outcome(world.handlers['call.start']({ roomId: directRoom, media: 'video' }));
  await world.settle();
  return started;
};
