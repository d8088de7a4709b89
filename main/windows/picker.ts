import { desktopCapturer, type BrowserWindow } from 'electron';
import type { PickerSnapshot, PickerSource } from '../../preload/contract/picker.ts';
import { fail } from '../../renderer/base/failure.ts';
import type { PickerHandlers } from '../answer.ts';
import type { Log } from '../log.ts';
import { after } from '../timer.ts';
import type { ScreenChoice } from '../walls/consent.ts';
import { createSmallWindow, type SmallWindow, type SmallWindowParts } from './small-window.ts';
import { inOrder } from './source-order.ts';

const refreshMs = 1_000;
const pictureSize = { width: 320, height: 180 };
const jpegQuality = 80;

export interface PickerParts extends SmallWindowParts {
  readonly title: () => string;
  /** The window that the picker belongs to. */
  readonly parent: () => BrowserWindow | undefined;
  readonly log: Log;
}

/** Main's own choice of what to share: the page of the call has no say in it and sees none of it. */
export interface Picker {
  /**
   * Resolves with what the person chose; `undefined` where nothing, or where a picker is open already. It goes with the
   * call that asked, which ends by `over`: left open, it would be in the way of the next.
   */
  pick(audio: boolean, over: AbortSignal): Promise<ScreenChoice | undefined>;
  readonly handlers: PickerHandlers;
}

interface Open {
  readonly small: SmallWindow;
  sources: readonly PickerSource[];
  finish(choice: ScreenChoice | undefined): void;
}

async function lookAround(except: readonly string[]): Promise<readonly PickerSource[]> {
  const sources = await desktopCapturer.getSources({ types: ['screen', 'window'], thumbnailSize: pictureSize });
  return sources
    .filter(({ id }) => !except.includes(id))
    .map(({ id, name, thumbnail }) => ({
      id,
      name: name.slice(0, 300),
      kind: id.startsWith('screen:') ? 'screen' : 'window',
      picture: new Uint8Array(thumbnail.toJPEG(jpegQuality)),
    }));
}

export function createPicker(parts: PickerParts): Picker {
  let open: Open | undefined;
  let wantsAudio = false;

  const snapshot = (): PickerSnapshot => ({
    sources: open?.sources ?? [],
    audioPossible: wantsAudio && process.platform === 'win32',
  });

  /** Looks again a second after each look, as long as the picker is open. */
  async function refresh(opened: Open): Promise<void> {
    try {
      opened.sources = inOrder(opened.sources, await lookAround([opened.small.window.getMediaSourceId()]));
    } catch (error) {
      parts.log.warn(`picker: ${String(error)}`);
    }
    if (open !== opened) return;
    opened.small.tell('picker', snapshot());
    after(refreshMs, () => {
      if (open === opened) void refresh(opened);
    });
  }

  return {
    pick: (audio, over) => {
      if (open) {
        open.small.window.focus();
        return Promise.resolve(undefined);
      }
      wantsAudio = audio;
      return new Promise((resolve) => {
        const parent = parts.parent();
        const small = createSmallWindow(parts, 'picker', {
          width: 800,
          height: 600,
          minWidth: 360,
          minHeight: 320,
          title: parts.title(),
          minimizable: false,
          maximizable: false,
          ...(parent ? { parent } : {}),
        });
        const opened: Open = {
          small,
          sources: [],
          finish: (choice) => {
            if (open !== opened) return;
            open = undefined;
            small.close();
            resolve(choice);
          },
        };
        open = opened;
        small.window.once('closed', () => opened.finish(undefined));
        over.addEventListener('abort', () => opened.finish(undefined), { once: true });
        small.window.once('ready-to-show', () => small.window.show());
        void refresh(opened);
      });
    },
    handlers: {
      'picker.read': snapshot,
      'picker.choose': ({ id, audio }) => {
        const source = open?.sources.find((each) => each.id === id);
        if (id !== undefined && !source) throw fail('not-found', 'it has been closed');
        open?.finish(source && { id: source.id, name: source.name, audio: audio && snapshot().audioPossible });
        return null;
      },
    },
  };
}
