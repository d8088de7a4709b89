import type { Happening } from '../../../renderer/call/conference/model.ts';

/** What the test does to the stage, and what the stage asked of the conference. */
export interface StagePage {
  /** `direct`: a call of two, muted. `group`: nine people, of whom one moderates. `compact`: the small window, in a call of two and of nine. */
  show(scene: 'direct' | 'group' | 'compact' | 'compactGroup'): void;
  happen(happening: Happening): void;
  /** Names of actions, in the order in which they were asked, with their arguments where they have some. */
  asked(): readonly string[];
  /** The last that was told to be seen. */
  watched(): readonly { readonly key: string; readonly height: number }[];
}
