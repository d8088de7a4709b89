import type { VNode } from 'preact';

/*
 * Every view shows what it can look like as stories: drawn with plain data, no engine, no desktop, no conference.
 * Pictures, axe runs and both languages come from them (`tests/gallery`): a component of a view that no story draws
 * fails there. One file per area, `<area>.stories.tsx`, exported as one `Stories` and listed in the gallery's registry.
 */

/** Windows that stories are drawn in, in CSS pixels. */
export const storyWindows = {
  wide: { width: 1280, height: 800 },
  medium: { width: 960, height: 640 },
  narrow: { width: 380, height: 640 },
  /** A laptop of 1440×900 at a zoom of 200 %. */
  zoomed: { width: 720, height: 450 },
  /** A 4K screen. */
  huge: { width: 3840, height: 2160 },
  /** The small window of a call that stays over all others. */
  compact: { width: 320, height: 232 },
  ringing: { width: 432, height: 216 },
  bar: { width: 712, height: 48 },
  picker: { width: 800, height: 600 },
} as const satisfies Readonly<Record<string, { readonly width: number; readonly height: number }>>;

export interface Story {
  /** Short and stable: it names the picture. */
  readonly name: string;
  readonly draw: () => VNode;
  /** `wide` where it says nothing. */
  readonly window?: keyof typeof storyWindows;
  /** Drawn as with the system's contrast theme. */
  readonly forcedColors?: boolean;
  /** What a person would do before the picture is taken, such as opening a menu. */
  readonly act?: (root: HTMLElement) => void;
}

export interface Stories {
  readonly area: string;
  readonly stories: readonly Story[];
}

/** When every story plays: 14 October 2026, 09:42 in Berlin. */
export const storyNow = Date.UTC(2026, 9, 14, 7, 42);
