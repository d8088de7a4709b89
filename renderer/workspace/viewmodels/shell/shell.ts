import { batch, computed, effect, signal, type ReadonlySignal } from '@preact/signals';
import type { Unsubscribe } from '../../../base/listen.ts';
import type { Clock } from '../clock.ts';
import type { OpenSession } from '../session/session.ts';
import { bannerOf, type BannerState } from './banner.ts';

/** What is built; what is not is absent. */
export type Area = 'chats' | 'calls' | 'settings';
export type SettingsSection = 'notifications' | 'appearance' | 'policies' | 'shortcuts' | 'about';
export type ShellDialog = 'sign-out' | 'reauthenticate' | 'recover' | 'shortcuts';

export interface ShellModel {
  readonly area: ReadonlySignal<Area>;
  readonly section: ReadonlySignal<SettingsSection>;
  /** In a narrow window the settings show one pane at a time: the sections, or the one that was chosen. */
  readonly sectionOpen: ReadonlySignal<boolean>;
  readonly dialog: ReadonlySignal<ShellDialog | undefined>;
  readonly banner: ReadonlySignal<BannerState | undefined>;
  readonly go: (area: Area) => void;
  readonly showSection: (section: SettingsSection) => void;
  readonly leaveSection: () => void;
  readonly ask: (dialog: ShellDialog) => void;
  readonly closeDialog: () => void;
  readonly dispose: Unsubscribe;
}

/** A start usually connects within this time; only then is it worth a banner. */
export const settleMs = 2_000;

export function createShellModel({
  session,
  clock,
}: {
  readonly session: ReadonlySignal<OpenSession | undefined>;
  readonly clock: Clock;
}): ShellModel {
  const area = signal<Area>('chats');
  const section = signal<SettingsSection>('appearance');
  const sectionOpen = signal(false);
  const dialog = signal<ShellDialog | undefined>(undefined);
  const settled = signal(false);
  const connection = computed(() => session.value?.connection.state);

  const stopSettling = effect(() => {
    if (connection.value === 'online' || connection.value === 'offline') return undefined;
    settled.value = false;
    return clock.after(settleMs, () => void (settled.value = true));
  });
  const stopClosing = effect(() => {
    const open = session.value;
    if (dialog.value === 'reauthenticate' && open?.phase !== 'expired') dialog.value = undefined;
    if (dialog.value === 'recover' && open?.encryption.state !== 'locked') dialog.value = undefined;
  });

  return {
    area,
    section,
    sectionOpen,
    dialog,
    banner: computed(() => session.value && bannerOf(session.value, settled.value)),
    go: (next) =>
      batch(() => {
        area.value = next;
        sectionOpen.value = false;
      }),
    showSection: (next) =>
      batch(() => {
        area.value = 'settings';
        section.value = next;
        sectionOpen.value = true;
      }),
    leaveSection: () => void (sectionOpen.value = false),
    ask: (next) => void (dialog.value = next),
    closeDialog: () => void (dialog.value = undefined),
    dispose: () => {
      stopSettling();
      stopClosing();
    },
  };
}
