import type { VNode } from 'preact';

/*
 * Every view shows what it can look like as stories: drawn with plain data, no engine, no desktop. Pictures, axe runs
 * and both languages come from them (`tests/gallery`): a component of a view that no story draws fails there. One file
 * per area, `views/<area>/<area>.stories.tsx`, exported as one `Stories` and listed in registry.tsx.
 */

export interface Story {
  /** Short and stable: it names the picture. */
  readonly name: string;
  readonly draw: () => VNode;
  /** Window in CSS pixels. `wide` 1280×800 (the default), `medium` 960×640, `narrow` 380×640. */
  readonly window?: 'wide' | 'medium' | 'narrow';
  /** What a person would do before the picture is taken, such as opening a menu. */
  readonly act?: (root: HTMLElement) => void;
}

export interface Stories {
  readonly area: string;
  readonly stories: readonly Story[];
}

/** When every story plays: 14 October 2026, 09:42 in Berlin. */
export const storyNow = Date.UTC(2026, 9, 14, 7, 42);
