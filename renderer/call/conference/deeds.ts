import type { PortClient } from '../../base/port-client.ts';
import type { CallPageContract } from '../contract.ts';
import type { Deeds } from './actions.ts';
import type { Course } from './course.ts';
import type { Equipment } from './equipment.ts';
import type { Lock } from './lock.ts';
import type { Happening } from './model.ts';
import type { Others, Present } from './others.ts';
import { chooseShare } from './sharing.ts';
import type { StateStore } from './store.ts';
import { sayReaction, sayText } from './talk.ts';

/** The parts of a conference that a person's deeds go to. */
export interface DeedParts {
  readonly client: PortClient<CallPageContract>;
  readonly mediaDevices: Pick<MediaDevices, 'getDisplayMedia' | 'getSupportedConstraints'>;
  readonly store: () => StateStore;
  readonly equipment: () => Equipment;
  readonly course: () => Course;
  readonly others: () => Others;
  readonly lock: () => Lock;
  readonly present: () => Present | undefined;
  readonly happened: (happening: Happening) => void;
  readonly log: (text: string) => void;
  readonly now: () => number;
  readonly leave: () => void;
}

/** Parts are asked for when something is done: the state that the parts write to names the deeds. */
export function createDeeds(parts: DeedParts): Deeds {
  const { client, store, equipment, course, others, happened, log } = parts;

  const tell = (args: CallPageContract['requests']['act']['args']): void => {
    client.request('act', args).catch(() => undefined);
  };
  /** Does it in the conference, if there is one; that it failed is for the log only. */
  const inRoom = (name: string, run: (present: Present) => unknown): void => {
    const present = parts.present();
    if (!present) return;
    Promise.resolve(present).then(run).catch((error: unknown) => log(`${name}: ${String(error)}`));
  };
  const raise = (up: boolean): void => {
    store().set({ self: { ...store().get().self, handRaised: up } });
    inRoom('hand', ({ conference }) => {
      // Not taken away: builds of 2021 do not tell others that a property is gone. Jitsi Meet writes a zero, too.
      conference.setLocalParticipantProperty('raisedHand', up ? String(parts.now()) : '0');
    });
  };
  async function share(): Promise<void> {
    const chosen = await chooseShare(client, parts.mediaDevices, equipment().canMix());
    if (chosen) await equipment().share(chosen);
  }

  return {
    join: () => {
      equipment().remember();
      void course().join();
    },
    mute: () => equipment().setMuted(true),
    unmute: () => equipment().setMuted(false),
    muteKey: () => tell({ act: 'mute-key' }),
    cameraOn: () => equipment().setCamera(true),
    cameraOff: () => equipment().setCamera(false),
    choose: (kind, id) => equipment().choose(kind, id),
    suppressNoise: (on) => equipment().suppressNoise(on),
    testSpeaker: () => equipment().testSpeaker(),
    share: () => void share().catch((error: unknown) => log(`share: ${String(error)}`)),
    stopSharing: () => void equipment().share(undefined),
    raiseHand: () => raise(true),
    lowerHand: () => raise(false),
    react: (emoji) => {
      inRoom('react', ({ conference }) => sayReaction(conference, emoji));
      happened({ kind: 'reaction', participantId: undefined, name: store().get().self.name, emoji });
    },
    tellLiveText: (text) => inRoom('text', ({ conference }) => sayText(conference, text)),
    lock: (password) =>
      inRoom('lock', async ({ conference }) => {
        await conference.lock(password);
        parts.lock().set(password);
      }),
    unlock: () =>
      inRoom('unlock', async ({ conference }) => {
        await conference.lock('');
        parts.lock().set(undefined);
      }),
    watch: (seen) => others().watch(seen),
    leave: () => {
      tell({ act: 'hang-up' });
      parts.leave();
    },
    rejoin: () => {
      void equipment().startAgain();
      void course().join();
    },
    place: (placement) => tell({ act: 'place', placement }),
    openChat: () => tell({ act: 'chat' }),
    leaveFocus: (direction) => tell({ act: 'leave-focus', direction }),
    copy: (text) => tell({ act: 'copy', text }),
  };
}
