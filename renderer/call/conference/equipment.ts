import type { PortClient } from '../../base/port-client.ts';
import type { CallPageContract, DeviceChoice } from '../contract.ts';
import type { DeviceKind, Happening, OwnShare } from './model.ts';
import type { CaptureKind } from './media/capture.ts';
import { deviceKinds, isNameless, labelOf, listDevices, pickDevices } from './media/devices.ts';
import type { LocalMedia } from './media/local.ts';
import type { Speaker } from './media/speaker.ts';
import type { StateStore } from './store.ts';

/** Microphone, camera and speaker of this machine: which are used, and what happens when they come and go. */
export interface Equipment {
  /** Opens what the person wants to start with. Resolves when that has been tried. */
  start(muted: boolean, camera: boolean): Promise<void>;
  /** After the end: opens what was last wanted. */
  startAgain(): Promise<void>;
  choose(kind: DeviceKind, id: string): void;
  suppressNoise(on: boolean): void;
  setMuted(muted: boolean): void;
  setCamera(on: boolean): void;
  share(share: OwnShare | undefined): Promise<void>;
  /** Whether the machine's sound could go along with a share. */
  canMix(): boolean;
  /** Releases everything, silently; or takes it up again as it was. */
  hold(held: boolean): Promise<void>;
  testSpeaker(): void;
  isTesting(): boolean;
  /** Tells main what to begin with next time. */
  remember(): void;
  /** The machine's devices have changed, or what one of them sent has ended. Mostly both at once. */
  refresh(): Promise<void>;
}

export interface EquipmentOptions {
  readonly store: StateStore;
  readonly client: PortClient<CallPageContract>;
  readonly mediaDevices: Pick<MediaDevices, 'enumerateDevices'>;
  readonly local: LocalMedia;
  readonly speaker: Speaker;
  readonly wanted: DeviceChoice;
  readonly happened: (happening: Happening) => void;
}

export function createEquipment(options: EquipmentOptions): Equipment {
  const { store, client, mediaDevices, local, speaker, happened } = options;
  let wanted = options.wanted;
  let camera = false;
  let isTesting = false;
  /** What was opened. The system's default keeps its ID when it becomes another device, but not its label. */
  const opened = new Map<CaptureKind, { readonly id: string | undefined; readonly label: string }>();
  let hasStarted = false;

  const idOf = (kind: DeviceKind): string | undefined => store.get().devices[kind].chosenId;
  const isHeld = (): boolean => store.get().self.isHeld;

  const note = (kind: CaptureKind): void => {
    opened.set(kind, { id: idOf(kind), label: labelOf(store.get().devices[kind]) });
  };
  const isAnother = (kind: CaptureKind): boolean => {
    const { id, label } = opened.get(kind) ?? { id: undefined, label: '' };
    return id !== idOf(kind) || (label !== '' && label !== labelOf(store.get().devices[kind]));
  };
  const openMicrophone = (): Promise<void> => {
    note('audioinput');
    return local.openMicrophone(idOf('audioinput'), store.get().noiseSuppression);
  };
  const openCamera = async (on: boolean): Promise<void> => {
    note('videoinput');
    await local.setCamera(idOf('videoinput'), on);
    if (!on || idOf('videoinput') !== '') return;
    await relist(); // now that the person has allowed one, cameras have names
    note('videoinput');
  };

  async function relist(): Promise<void> {
    const before = store.get().devices;
    const devices = pickDevices(before, await listDevices(mediaDevices), wanted);
    store.set({ devices });
    speaker.use(devices.audiooutput.chosenId);
  }

  async function lookAnew(): Promise<void> {
    const before = store.get().devices;
    await relist();
    const after = store.get().devices;
    for (const device of deviceKinds) {
      const hadOne = before[device].chosenId !== undefined && labelOf(before[device]) !== '';
      const label = labelOf(after[device]); // empty where none is left, which the failure to open one tells
      if (hadOne && label !== '' && before[device].chosenId !== after[device].chosenId) happened({ kind: 'device-changed', device, label });
    }
    if (!local.isLive('audioinput') || isAnother('audioinput')) await openMicrophone();
    else note('audioinput');
    if (!camera || isHeld()) return;
    if (!local.isLive('videoinput') || isAnother('videoinput')) await openCamera(true);
    else note('videoinput');
  }

  const settle = (): Promise<void> => (isHeld() ? local.release() : lookAnew());
  let turn: Promise<void> = Promise.resolve();
  /** One after the other: what the first has told and mended is not told and mended again, and what is held last counts. */
  function refresh(): Promise<void> {
    if (hasStarted) turn = turn.then(settle, settle);
    return turn;
  }

  const remember = (): void => {
    const { noiseSuppression } = store.get();
    // The microphone may not be open yet: that nobody can be heard so far is no choice.
    const muted = local.state().wantsMuted;
    client.request('devices.remember', { devices: wanted, muted, camera, noiseSuppression }).catch(() => undefined);
  };

  async function start(muted: boolean, withCamera: boolean): Promise<void> {
    camera = withCamera;
    await relist();
    hasStarted = true;
    await Promise.all([local.setMuted(muted), openMicrophone(), ...(camera ? [openCamera(true)] : [])]);
    await refresh(); // only now do devices have names, and the remembered one can be told
  }

  return {
    start,
    startAgain: () => start(local.state().wantsMuted, camera),
    choose(kind, id) {
      const device = store.get().devices[kind].available.find((each) => each.id === id);
      if (!device || isNameless(device)) return;
      wanted = { ...wanted, [kind]: { label: device.label } };
      remember();
      void relist().then(async () => {
        if (kind === 'audioinput') await openMicrophone();
        if (kind === 'videoinput' && camera) await openCamera(true);
      });
    },
    suppressNoise(on) {
      store.set({ noiseSuppression: on });
      remember();
      if (local.state().microphone) void openMicrophone();
    },
    setMuted(muted) {
      const hasMicrophone = local.state().microphone !== undefined;
      void local.setMuted(muted);
      if (!muted && !hasMicrophone) void openMicrophone();
    },
    setCamera(on) {
      camera = on;
      void openCamera(on);
    },
    share: (share) => local.share(share),
    canMix: () => local.state().canMix,
    hold(held) {
      store.set({ self: { ...store.get().self, isHeld: held } });
      speaker.hold(held);
      return refresh();
    },
    testSpeaker() {
      const sounds = (now: boolean): void => {
        isTesting = now;
        store.touch();
      };
      sounds(true);
      void speaker
        .test()
        .catch(() => undefined)
        .then(() => sounds(false));
    },
    isTesting: () => isTesting,
    remember,
    refresh,
  };
}
