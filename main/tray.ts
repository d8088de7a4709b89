import { join } from 'node:path';
import { Menu, nativeTheme, Tray } from 'electron';
import type { CallCommand, CallSnapshot } from '../preload/contract/calls.ts';
import type { Language } from '../preload/contract.ts';
import { desktopText, filled } from './text.ts';

export interface TrayParts {
  /** The folder of the icons. */
  readonly icons: string;
  readonly language: () => Language;
  readonly open: () => void;
  readonly quit: () => void;
  readonly command: (command: CallCommand) => void;
}

export interface TrayIcon {
  show(snapshot: CallSnapshot): void;
  dispose(): void;
}

type TrayState = 'idle' | 'ringing' | 'in-call' | 'muted';

const stateOf = ({ ringing, current }: CallSnapshot): TrayState =>
  current ? (current.muted ? 'muted' : 'in-call') : ringing ? 'ringing' : 'idle';

/** The icon's file: each state in a shape of its own, on a light and on a dark panel. */
const fileOf = (state: TrayState): string => `tray-${state}${nativeTheme.shouldUseDarkColors ? '-on-dark' : ''}.png`;

function tooltip({ ringing, current }: CallSnapshot, language: Language): string {
  const { name, inCall, muted, ringing: rings } = desktopText(language).tray;
  if (current) return filled(current.muted ? muted : inCall, { title: current.title });
  return ringing ? filled(rings, { name: ringing.caller.name }) : name;
}

function menuOf({ current }: CallSnapshot, { language, open, quit, command }: TrayParts) {
  const text = desktopText(language()).tray;
  return Menu.buildFromTemplate([
    { label: text.open, click: open },
    ...(current
      ? ([
          { type: 'separator' },
          {
            label: current.muted ? text.unmute : text.mute,
            accelerator: 'Ctrl+Shift+M',
            registerAccelerator: false,
            click: () => command(current.muted ? 'unmute' : 'mute'),
          },
          { label: text.hangUp, click: () => command('hang-up') },
        ] as const)
      : []),
    { type: 'separator' },
    { label: text.quit, click: quit },
  ]);
}

/** The program in the desktop's tray, in step with the call. A desktop without a tray shows none. */
export function createTray(parts: TrayParts): TrayIcon {
  const tray = new Tray(join(parts.icons, fileOf('idle')));
  let last: CallSnapshot | undefined;
  let drawn = '';
  /** Desktops take some 25 ms for it, and a call that begins tells of itself ten times. */
  const draw = (): void => {
    if (!last) return;
    const [file, tip] = [fileOf(stateOf(last)), tooltip(last, parts.language())];
    const looks = [file, tip, parts.language()].join('\n');
    if (looks === drawn) return;
    drawn = looks;
    tray.setImage(join(parts.icons, file));
    tray.setToolTip(tip);
    tray.setContextMenu(menuOf(last, parts));
  };
  tray.on('click', parts.open);
  nativeTheme.on('updated', draw);
  return {
    show: (snapshot) => {
      last = snapshot;
      draw();
    },
    dispose: () => {
      nativeTheme.off('updated', draw);
      tray.destroy();
    },
  };
}
