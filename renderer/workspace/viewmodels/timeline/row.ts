import type { GapItem, StateItem, TimelineItem } from '../../../engine/contract.ts';

/** An item that stands for itself; changes of the room's state fold, gaps are rows of their own. */
export type SpokenItem = Exclude<TimelineItem, StateItem | GapItem>;

/** One row of the timeline. An unchanged row is the same object, so that a view need not look into it. */
export type TimelineRow =
  /** The first thing of a room whose whole history is here. */
  | { readonly kind: 'start'; readonly key: string }
  /** `ts`: of the first thing on that day, in UTC milliseconds. */
  | { readonly kind: 'day'; readonly key: string; readonly ts: number }
  /** What follows came while the person was away; `count` of others' messages. */
  | { readonly kind: 'new'; readonly key: string; readonly count: number }
  /** `first`: begins a group of one sender, and so carries the name. */
  | { readonly kind: 'item'; readonly key: string; readonly item: SpokenItem; readonly first: boolean }
  /** Neighbouring changes of the room's state, folded where there are several. */
  | { readonly kind: 'changes'; readonly key: string; readonly items: readonly StateItem[]; readonly open: boolean }
  | { readonly kind: 'gap'; readonly key: string; readonly gap: GapItem };

export type RowOf<K extends TimelineRow['kind']> = TimelineRow & { readonly kind: K };
