import { createEmitter } from '../../base/listen.ts';
import type { PortClient } from '../../base/port-client.ts';
import { same } from '../../base/same.ts';
import type { CallBrief, CallPageCommand, CallPageContract, CallReport } from '../contract.ts';
import { availableActions, type Deeds } from './actions.ts';
import { createCourse, type CourseLimits } from './course.ts';
import { createEquipment } from './equipment.ts';
import { initialState, keptActions } from './initial.ts';
import { announceTo } from './library/announce.ts';
import type { JitsiLibrary } from './library/api.ts';
import { hasSourceNames } from './library/options.ts';
import type { TrackMaker } from './library/tracks.ts';
import type { CaptureKind } from './media/capture.ts';
import { createLocalMedia } from './media/local.ts';
import type { CreateMeter, Meter } from './media/meter.ts';
import { createSlots } from './media/slots.ts';
import type { Speaker } from './media/speaker.ts';
import type { Conference, ConferenceFailure, Happening } from './model.ts';
import { createOthers, type Present } from './others.ts';
import { toReport } from './report.ts';
import { chooseShare } from './sharing.ts';
import { createStateStore } from './store.ts';
import { sayReaction, sayText } from './talk.ts';

/** What a conference needs of its page and of main. */
export interface ConferenceWorld {
  readonly client: PortClient<CallPageContract>;
  readonly brief: CallBrief;
  readonly mediaDevices: MediaDevices;
  /** Loads the library, at most once. */
  readonly loadLibrary: () => Promise<JitsiLibrary>;
  readonly trackMaker: (library: JitsiLibrary) => TrackMaker;
  readonly createMeter: CreateMeter;
  readonly speaker: Speaker;
  readonly limits: CourseLimits & { readonly deviceMs: number };
  readonly now: () => number;
  readonly schedule: (run: () => void) => void;
  readonly whenOnline: (listener: () => void) => () => void;
  /** The media connections that are open. */
  readonly connections: () => readonly RTCPeerConnection[];
}

export interface OwnConference extends Conference {
  /** A new brief: who is who, where it is shown, looks. */
  update(brief: CallBrief): void;
  command(command: CallPageCommand['command']): void;
  foreignIce(hosts: readonly string[]): void;
}

/** Joins the conference of a brief, or waits before it where the brief says so, and keeps it until it is left. */
export function createConference(world: ConferenceWorld): OwnConference {
  const { client, mediaDevices, speaker, limits } = world;
  const happenings = createEmitter<Happening>();
  const levelled = createEmitter<ReadonlyMap<string, number>>();
  const levels = new Map<string, number>();
  let present: Present | undefined;
  let library: Promise<JitsiLibrary> | undefined;
  let meter: Meter | undefined;
  let metered: MediaStream | undefined;
  let loudSince: number | undefined;

  const act = (args: Parameters<typeof client.request<'act'>>[1]): void => void client.request('act', args).catch(() => undefined);
  const log = (text: string): void => void client.request('log', { level: 'warn', text: text.slice(0, 2_000) }).catch(() => undefined);
  const inRoom = (name: string, run: (now: Present) => unknown): void => {
    if (!present) return;
    Promise.resolve(present).then(run).catch((error: unknown) => log(`${name}: ${String(error)}`));
  };

  const deeds: Deeds = {
    join: () => {
      equipment.remember();
      void course.join();
    },
    mute: () => equipment.setMuted(true),
    unmute: () => equipment.setMuted(false),
    cameraOn: () => equipment.setCamera(true),
    cameraOff: () => equipment.setCamera(false),
    choose: (kind, id) => equipment.choose(kind, id),
    testSpeaker: () => equipment.testSpeaker(),
    share: () =>
      void chooseShare(client, mediaDevices)
        .then((share) => share && equipment.share(share))
        .catch((error: unknown) => log(`share: ${String(error)}`)),
    stopSharing: () => void equipment.share(undefined),
    raiseHand: () => raise(true),
    lowerHand: () => raise(false),
    react: (emoji) => {
      inRoom('react', ({ conference }) => sayReaction(conference, emoji));
      happenings.emit({ kind: 'reaction', participantId: undefined, name: store.get().self.name, emoji });
    },
    tellLiveText: (text) => inRoom('text', ({ conference }) => sayText(conference, text)),
    lock: (password) => inRoom('lock', ({ conference }) => conference.lock(password)),
    unlock: () => inRoom('unlock', ({ conference }) => conference.lock('')),
    watch: (seen) => others.watch(seen),
    leave: () => {
      act({ act: 'hang-up' });
      leave();
    },
    rejoin: () => {
      const { muted, camera } = store.get().self;
      void equipment.start(muted, camera);
      void course.join();
    },
    place: (placement) => act({ act: 'place', placement }),
    openChat: () => act({ act: 'chat' }),
    leaveFocus: (direction) => act({ act: 'leave-focus', direction }),
    copy: (text) => act({ act: 'copy', text }),
  };

  const store = createStateStore(
    initialState(world.brief, deeds),
    (state) => ({ actions: keptActions(state.actions, availableActions(state, deeds)) }),
    world.schedule,
  );
  const happened = (happening: Happening): void => happenings.emit(happening);

  const local = createLocalMedia({
    source: mediaDevices,
    timeoutMs: limits.deviceMs,
    changed: () => refreshSelf(),
    trouble: (kind, failure) => setTrouble(kind, failure),
    ended: (kind) => {
      if (kind === 'desktop') void equipment.share(undefined);
      else void equipment.refresh(kind === 'microphone' ? 'audioinput' : 'videoinput');
    },
  });
  const equipment = createEquipment({ store, client, mediaDevices, local, speaker, wanted: world.brief.devices, happened });
  const others = createOthers({
    store,
    speaker,
    now: world.now,
    happened,
    heard: (id, level) => hear(id, level),
    selfChanged: (dominantId) => refreshSelf(dominantId),
    wasMuted: () => void local.wasMuted(),
  });

  const troubles = new Map<CaptureKind, ConferenceFailure>();
  function setTrouble(kind: CaptureKind, failure: ConferenceFailure | undefined): void {
    if (failure) troubles.set(kind, failure);
    else if (!troubles.delete(kind)) return;
    store.set({ troubles: [...troubles.values()] });
  }

  function hear(id: string, level: number): void {
    levels.set(id, level);
    levelled.emit(new Map(levels));
  }

  function measure(stream: MediaStream | undefined): void {
    if (stream === metered) return;
    meter?.stop();
    metered = stream;
    loudSince = undefined;
    meter = stream && world.createMeter(stream, (level) => {
      const { muted } = store.get().self;
      hear('self', muted ? 0 : level);
      if (!muted || level < 0.5) loudSince = undefined;
      else loudSince ??= world.now();
      store.set({ talksWhileMuted: loudSince !== undefined && world.now() - loudSince > 300 });
    });
    if (!stream) hear('self', 0);
  }

  function refreshSelf(dominantId?: string): void {
    const { microphone, camera, share, muted } = local.state();
    const { self: before } = store.get();
    const id = present?.conference.myUserId();
    const role = present?.conference.isModerator() === true ? 'moderator' : 'participant';
    const self = {
      ...before,
      id: id ?? before.id,
      role,
      muted,
      camera: camera !== undefined,
      preview: camera,
      share,
      isDominantSpeaker: dominantId !== undefined && dominantId === id,
    } as const;
    const isSame = (Object.keys(self) as (keyof typeof self)[]).every((name) => self[name] === before[name]);
    if (!isSame) store.set({ self });
    if (role === 'moderator' && before.role !== 'moderator' && store.get().participants.length > 0) happened({ kind: 'now-moderator' });
    measure(microphone);
    if (present) announceTo(present.library, present.conference, { muted, video: share ? 'desktop' : camera && 'camera' });
  }

  function raise(up: boolean): void {
    store.set({ self: { ...store.get().self, handRaised: up } });
    inRoom('hand', ({ conference }) => {
      if (up) conference.setLocalParticipantProperty('raisedHand', String(world.now()));
      else conference.removeLocalParticipantProperty('raisedHand');
    });
  }

  const course = createCourse({
    store,
    brief: () => store.get().brief,
    library: () => loadLibrary(),
    token: async () => (await client.request('token', {})).jwt,
    limits,
    async prepare(loaded, conference) {
      present = { library: loaded, conference };
      others.enter(present);
      await local.attach(createSlots(conference, hasSourceNames(loaded)));
      refreshSelf();
    },
    joined(_library, _conference, again) {
      others.refresh();
      if (store.get().self.handRaised) raise(true);
      if (again) happened({ kind: 'reconnected' });
    },
    lost() {
      present = undefined;
      void local.attach(undefined);
      others.leave();
    },
    whenOnline: world.whenOnline,
  });

  const loadLibrary = (): Promise<JitsiLibrary> => {
    library ??= world.loadLibrary().then(async (loaded) => {
      await local.useLibrary(world.trackMaker(loaded));
      return loaded;
    });
    library.catch(() => (library = undefined)); // another try may find it
    return library;
  };

  function leave(): void {
    void course.leave();
    local.stop();
    refreshSelf();
    speaker.stop();
  }

  async function hold(held: boolean): Promise<void> {
    if (store.get().phase === 'left') return;
    await equipment.hold(held);
  }

  function command(name: CallPageCommand['command']): void {
    const { actions } = store.get();
    const commands: Readonly<Record<typeof name, (() => void) | undefined>> = {
      'mute': actions.mute,
      'unmute': actions.unmute,
      'camera-on': actions.cameraOn,
      'camera-off': actions.cameraOff,
      'share': actions.share,
      'stop-sharing': actions.stopSharing,
      'raise-hand': actions.raiseHand,
      'lower-hand': actions.lowerHand,
      'hang-up': leave,
      'suspend': () => void hold(true),
      'resume': () => void hold(false),
      'focus-first': () => happened({ kind: 'focus', at: 'first' }),
      'focus-last': () => happened({ kind: 'focus', at: 'last' }),
    };
    commands[name]?.();
  }

  let told: CallReport | undefined;
  const tell = (): void => {
    const report = toReport(store.get());
    if (same(told, report)) return;
    told = report;
    client.request('report', report).catch(() => undefined);
  };
  store.listen(tell);
  mediaDevices.addEventListener('devicechange', () => void equipment.refresh());

  const ready = equipment.start(world.brief.startMuted, world.brief.startCamera && world.brief.media === 'video');
  if (world.brief.prejoin) {
    store.set({ phase: 'prejoin' });
    loadLibrary().catch(() => undefined);
  } else void course.join();
  void ready;
  tell();

  return {
    state: store.get,
    listen: store.listen,
    listenLevels: levelled.listen,
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
