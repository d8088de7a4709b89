import type { MinimalEvent, RawEvent } from './events.ts';

export type Membership = 'join' | 'invite' | 'leave' | 'ban' | 'knock';

/** `m.receipt` or `m.read.private` of one person. */
export interface Receipt {
  readonly userId: string;
  readonly eventId: string;
  readonly type: 'm.read' | 'm.read.private';
  /** Undefined: unthreaded; `main`: the main timeline; otherwise a thread's root. */
  readonly threadId: string | undefined;
  /** UTC milliseconds. */
  readonly ts: number;
}

/** What a sync says about one room. Absent parts stay as they are. */
export interface RoomSync {
  readonly roomId: string;
  readonly membership: Membership;
  readonly timeline?: {
    /** Oldest first. */
    readonly events: readonly RawEvent[];
    /** True: there may be events between the last known one and these. Set it for a sync without `since` too. */
    readonly limited: boolean;
    readonly prevBatch: string | undefined;
  };
  readonly state?: {
    readonly events: readonly RawEvent[];
    /** `after-timeline` for `state_after` (MSC4222): then state events of the timeline are not applied. */
    readonly at: 'before-timeline' | 'after-timeline';
  };
  /** Stripped state of an invitation or a knock. */
  readonly inviteState?: readonly MinimalEvent[];
  /** Room summary of the sync; absent fields stay. */
  readonly summary?: {
    readonly heroes?: readonly string[];
    readonly joinedCount?: number;
    readonly invitedCount?: number;
  };
  /** As the server counts; the engine's own counts may be written in their place. */
  readonly unread?: UnreadCounts;
  readonly receipts?: readonly Receipt[];
  /** Room account data (`m.fully_read`, `m.tag`, ...). */
  readonly accountData?: readonly MinimalEvent[];
}

export interface UnreadCounts {
  readonly notifications: number;
  readonly highlights: number;
}

export interface PresenceRow {
  readonly userId: string;
  readonly presence: 'online' | 'unavailable' | 'busy' | 'offline';
  readonly statusText: string | undefined;
  /** UTC milliseconds of the last sign of life; undefined where the server did not say. */
  readonly lastActiveTs: number | undefined;
  readonly currentlyActive: boolean;
}

/** Everything that one response of the classic sync changes, written in one transaction with its `next_batch`. */
export interface SyncWrite {
  readonly nextBatch: string;
  readonly rooms: readonly RoomSync[];
  /** Global account data. */
  readonly accountData: readonly MinimalEvent[];
  readonly presence: readonly PresenceRow[];
}
