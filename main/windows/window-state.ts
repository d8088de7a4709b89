import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { createTurns, writeFileAtomically } from '../atomic-file.ts';

const rectangle = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int(),
  height: z.number().int(),
});
export type Rectangle = z.infer<typeof rectangle>;

/** Where a window stood; `bounds` are those of the window when it is not maximised. In CSS pixels. */
const stateSchema = z.object({ bounds: rectangle, maximized: z.boolean() });
export type WindowState = z.infer<typeof stateSchema>;

export const minimumSize = { width: 360, height: 480 };
export const usualSize = { width: 1_240, height: 800 };
/** Of the title bar this much has to lie on a screen, or nobody can move the window back. */
const graspable = { width: 120, height: 24 };

const overlap = (aStart: number, aLength: number, bStart: number, bLength: number): number =>
  Math.min(aStart + aLength, bStart + bLength) - Math.max(aStart, bStart);

/** The bounds for a new window: the remembered ones if a screen still shows them, else the usual size in the middle. */
export function fitBounds(remembered: Rectangle | undefined, screens: readonly Rectangle[]): Partial<Rectangle> {
  if (!remembered) return usualSize;
  const width = Math.max(minimumSize.width, remembered.width);
  const height = Math.max(minimumSize.height, remembered.height);
  const visible = screens.some(
    (screen) =>
      overlap(remembered.x, width, screen.x, screen.width) >= graspable.width &&
      overlap(remembered.y, graspable.height, screen.y, screen.height) >= graspable.height,
  );
  return visible ? { x: remembered.x, y: remembered.y, width, height } : { width, height };
}

export interface WindowStateFile {
  read(): WindowState | undefined;
  write(state: WindowState): Promise<void>;
}

/** Not worth a word when it cannot be read. */
export function openWindowState(path: string): WindowStateFile {
  const inTurn = createTurns();
  return {
    read: () => {
      try {
        return stateSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
      } catch {
        return undefined;
      }
    },
    write: (state) => inTurn(() => writeFileAtomically(path, `${JSON.stringify(state)}\n`)),
  };
}
