import { FailureError } from '../../base/failure.ts';
import { createEmitter } from '../../base/listen.ts';
import type { PortClient } from '../../base/port-client.ts';
import { kept, same } from '../../base/same.ts';
import type { CallBrief, CallPageCommand, CallPageContract, CallReport } from '../contract.ts';
import { availableActions } from './actions.ts';
import { createCourse, type CourseLimits } from './course.ts';
import { createDeeds } from './deeds.ts';
import { createEquipment } from './equipment.ts';
import { callFailure } from './failure.ts';
import { initialState, keptActions } from './initial.ts';
import { createLevels } from './levels.ts';
import { announceTo } from './library/announce.ts';
import type { JitsiLibrary } from './library/api.ts';
import { hasSourceNames } from './library/options.ts';
import type { TrackMaker } from './library/tracks.ts';
import { createLock } from './lock.ts';
import { createLocalMedia } from './media/local.ts';
import type { CreateMeter } from './media/meter.ts';
import type { mixWith } from './media/mix.ts';
import { createSlots } from './media/slots.ts';
import type { Speaker } from './media/speaker.ts';
import type { Conference, ConferenceFailure, Happening } from './model.ts';
import { createOthers, type Present } from './others.ts';
import { createPulse } from './pulse.ts';
import { toReport } from './report.ts';
import { readSelf } from './self.ts';
import { createStateStore } from './store.ts';
import { sayPassword } from './talk.ts';

/** Milliseconds. */
export interface ConferenceLimits extends CourseLimits {
  readonly deviceMs: number;
  readonly blockedMs: number;
  /** After so long a hold the server has given up on this connection. */
  readonly heldMs: number;
}

/** What a conference needs of its page and of main. */
export interface ConferenceWorld {
  readonly client: PortClient<CallPageContract>;
  readonly brief: CallBrief;
  readonly mediaDevices: MediaDevices;
  readonly loadLibrary: () => Promise<JitsiLibrary>;
  readonly trackMaker: (library: JitsiLibrary) => TrackMaker;
  readonly createMeter: CreateMeter;
  readonly mixWith: typeof mixWith;
  readonly speaker: Speaker;
  readonly limits: ConferenceLimits;
  readonly now: () => number;
  /** Runs it in the next frame. */
  readonly schedule: (run: () => void) => void;
  readonly whenOnline: (listener: () => void) => () => void;
  /** Calls every few seconds, as long as the page lasts. */
  readonly every: (act: () => void) => void;
  /** The media connections that are open. */
  readonly connections: () => readonly RTCPeerConnection[];
}

export interface OwnConference extends Conference {
  /** A new brief: who is who, where it is shown, looks. */
  update(brief: CallBrief): void;
  command(command: CallPageCommand['command']): void;
  foreignIce(hosts: readonly string[]): void;
}

type Troubled = 'audioinput' | 'videoinput' | 'media';

/** Joins the conference of a brief, or waits before it where the brief says so, and keeps it until it is left. */
export function createConference(world: ConferenceWorld): OwnConference {
  const { client, mediaDevices, speaker, limits, now } = world;
  const happenings = createEmitter<Happening>();
  const happened = (happening: Happening): void => happenings.emit(happening);
  const log = (text: string): void => {
    client.request('log', { level: 'warn', text: text.slice(0, 2_000) }).catch(() => undefined);
  };
  let present: Present | undefined;

  const deeds = createDeeds({
    client,
    mediaDevices,
    store: () => store,
    equipment: () => equipment,
    course: () => course,
    others: () => others,
    lock: () => lock,
    present: () => present,
    happened,
    log,
    now,
    leave: () => void course.leave(),
  });
  const store = createStateStore(
    initialState(world.brief, deeds),
    (state) => ({ actions: keptActions(state.actions, availableActions(state, deeds, equipment.isTesting())) }),
    world.schedule,
  );
  const levels = createLevels(store, world.createMeter, now);

  const troubles = new Map<Troubled, ConferenceFailure>();
  function setTrouble(of: Troubled, failure: ConferenceFailure | undefined): void {
    if (same(troubles.get(of), failure)) return;
    if (failure) troubles.set(of, failure);
    else troubles.delete(of);
    store.set({ troubles: [...troubles.values()] });
  }

  const local = createLocalMedia({
    source: mediaDevices,
    timeoutMs: limits.deviceMs,
    mixWith: world.mixWith,
    changed: () => refreshSelf(undefined),
    trouble: setTrouble,
    ended: (kind) => {
      if (kind === 'desktop') void equipment.share(undefined);
      else void equipment.refresh();
    },
  });
  const equipment = createEquipment({ store, client, mediaDevices, local, speaker, wanted: world.brief.devices, happened });
  const others = createOthers({
    store,
    speaker,
    now,
    happened,
    heard: levels.hear,
    selfChanged: (dominantId) => refreshSelf(dominantId),
    wasMuted: () => void local.wasMuted(),
    passwordTold: (password) => lock.told(password),
    opened: () => lock.opened(),
  });

  let lastDominant: string | undefined;
  function refreshSelf(dominantId: string | undefined): void {
    lastDominant = dominantId ?? lastDominant;
    const media = local.state();
    const { self: before, participants } = store.get();
    const self = readSelf(before, media, present, lastDominant);
    store.set({ self });
    if (self.role === 'moderator' && before.role !== 'moderator' && participants.length > 0) happened({ kind: 'now-moderator' });
    levels.follow(media.microphone);
    const video = media.share ? 'desktop' : media.camera && 'camera';
    if (present) announceTo(present.library, present.conference, { muted: media.muted, video });
  }

  let library: Promise<JitsiLibrary> | undefined;
  function loadLibrary(): Promise<JitsiLibrary> {
    const loading = (library ??= world.loadLibrary().then(async (loaded) => {
      await local.useLibrary(world.trackMaker(loaded));
      return loaded;
    }));
    loading.catch(() => (library = undefined)); // another try may find it
    return loading;
  }

  const course = createCourse({
    store,
    brief: () => store.get().brief,
    library: loadLibrary,
    token: () =>
      client.request('token', {}).then(
        ({ jwt }) => jwt,
        // Most often the network is away: whoever comes back to a conference asks again.
        (error: unknown) => Promise.reject(new FailureError(callFailure(error, 'call-unreachable'))),
      ),
    password: {
      recall: () => client.request('password.recall', {}).then(({ password }) => password).catch(() => undefined),
      keep: (password) => void client.request('password.keep', password ? { password } : {}).catch(() => undefined),
    },
    limits,
    async prepare(loaded, conference) {
      present = { library: loaded, conference };
      others.enter(present);
      await local.attach(createSlots(conference, hasSourceNames(loaded)));
      refreshSelf(undefined);
    },
    joined() {
      others.refresh();
      if (store.get().self.handRaised) deeds.raiseHand();
    },
    lost() {
      present = undefined;
      lastDominant = undefined;
      void local.attach(undefined);
      others.leave();
    },
    left() {
      local.stop();
      speaker.stop();
      refreshSelf(undefined);
    },
    whenOnline: world.whenOnline,
    log,
  });

  const lock = createLock({
    store,
    remember: course.rememberPassword,
    tell: (participantId, password) => {
      if (present) sayPassword(present.conference, participantId, password);
    },
  });

  let heldAt = 0;
  function command(name: CallPageCommand['command']): void {
    const { actions, phase } = store.get();
    const hold = (held: boolean): void => {
      if (phase === 'left' || held === store.get().self.isHeld) return;
      void equipment.hold(held);
      if (held) heldAt = now();
      else if (phase !== 'prejoin' && now() - heldAt > limits.heldMs) course.renew();
    };
    const commands: Readonly<Record<typeof name, (() => void) | undefined>> = {
      'mute': actions.mute,
      'unmute': actions.unmute,
      'toggle-mute': actions.mute ?? actions.unmute,
      'camera-on': actions.cameraOn,
      'camera-off': actions.cameraOff,
      'share': actions.share,
      'stop-sharing': actions.stopSharing,
      'raise-hand': actions.raiseHand,
      'lower-hand': actions.lowerHand,
      'hang-up': () => void course.leave(),
      'suspend': () => hold(true),
      'resume': () => hold(false),
      'focus-first': () => happened({ kind: 'focus', at: 'first' }),
      'focus-last': () => happened({ kind: 'focus', at: 'last' }),
    };
    commands[name]?.();
  }

  const look = createPulse({
    present: () => present,
    connections: world.connections,
    now,
    blockedMs: limits.blockedMs,
    beat: ({ self: own, others: theirs, isBlocked, isRelayed }) => {
      const { self } = store.get();
      if (isRelayed) store.set({ isDirect: false });
      const quality = kept(self.quality, own);
      if (quality !== self.quality) store.set({ self: { ...self, quality } });
      others.measured(theirs);
      setTrouble('media', isBlocked ? { code: 'call-media-blocked' } : undefined);
    },
  });
  world.every(() => void look().catch((error: unknown) => log(`statistics: ${String(error)}`)));

  let told: CallReport | undefined;
  const tell = (): void => {
    const report = toReport(store.get());
    if (same(told, report)) return;
    told = report;
    client.request('report', report).catch(() => undefined);
  };
  let lastPhase = store.get().phase;
  store.listen(({ phase }) => {
    tell();
    if (phase === 'reconnecting' && lastPhase === 'joined') happened({ kind: 'reconnecting' });
    if (phase === 'joined' && lastPhase === 'reconnecting') happened({ kind: 'reconnected' });
    lastPhase = phase;
  });
  mediaDevices.addEventListener('devicechange', () => void equipment.refresh());

  void equipment.start(world.brief.startMuted, world.brief.startCamera && world.brief.media === 'video');
  if (world.brief.prejoin) {
    store.set({ phase: 'prejoin' });
    loadLibrary().catch(() => undefined);
  } else void course.join();
  tell();

  return {
    state: store.get,
    listen: store.listen,
    listenLevels: levels.listen,
    listenHappenings: happenings.listen,
    update(brief) {
      store.set({ brief });
      others.refresh();
    },
    command,
    foreignIce(hosts) {
      const known = store.get().foreignIceHosts;
      const all = [...new Set([...known, ...hosts])].slice(0, 20);
      if (all.length === known.length) return;
      store.set({ foreignIceHosts: all });
      client.request('foreign-ice', { hosts: all }).catch(() => undefined);
    },
  };
}
