import type { Unsubscribe } from '../../../base/listen.ts';
import type { DecryptionResult, JsonObject, MinimalEvent, RawEvent, StoredEvent, StoredRelation } from './events.ts';
import type { Membership, PresenceRow, Receipt, RoomSync, SyncWrite, UnreadCounts } from './sync.ts';

export type StoreFailureCode =
  /** The disk or the quota is full. */
  | 'store-full'
  /** Reading or writing failed: damage that was found while running, or a broken disk. */
  | 'store-damaged'
  /** The database was closed. */
  | 'store-closed';

/** What one write changed, told once after its commit, in a microtask of its own. */
export interface StoreChange {
  readonly rooms: ReadonlyMap<string, RoomChange>;
  /** User IDs whose presence changed. */
  readonly presence: ReadonlySet<string>;
  /** Types of the global account data that changed. */
  readonly accountData: ReadonlySet<string>;
  /** Call IDs whose events changed, by room ID. */
  readonly calls: ReadonlyMap<string, ReadonlySet<string>>;
}

/** The parts of a room that changed; `row` is all that `roomRow` gives (name, counts, membership, last event, heroes). */
export interface RoomChange {
  readonly row: boolean;
  readonly timeline: boolean;
  readonly state: boolean;
  readonly members: boolean;
  readonly receipts: boolean;
  /** The room is gone from the store. */
  readonly removed: boolean;
}

export interface MemberRow {
  readonly userId: string;
  readonly membership: Membership;
  readonly displayName: string | undefined;
  /** mxc: URI. */
  readonly avatar: string | undefined;
}

/** The raw material of one row of the room list. */
export interface RoomRow {
  readonly roomId: string;
  readonly membership: Membership;
  readonly heroes: readonly string[];
  readonly joinedCount: number;
  readonly invitedCount: number;
  readonly unread: UnreadCounts;
  /** True once a classic sync has written the room; until then it comes from the first sliding request. */
  readonly synced: boolean;
  /** All members are in the store (`putMembers`), not only those that sync sent. */
  readonly membersComplete: boolean;
  /** Content of the state events that a row needs, by type (`rowStateTypes`), state key ''. */
  readonly state: Readonly<Record<string, JsonObject>>;
  /** Members among heroes, the own account and the sender of `latest`; of an invitation all that it named. */
  readonly people: readonly MemberRow[];
  /** The own account's member event: `sender` is the inviter, `content.is_direct` a direct chat. */
  readonly ownMember: MinimalEvent | undefined;
  /** The newest event that a person would call the last thing that happened: no edit, reaction, redaction. */
  readonly latest: StoredEvent | undefined;
}

/** The part of a timeline in front of the reader. */
export interface TimelineWindow {
  /** Oldest first, by (fragment, index). */
  readonly events: readonly StoredEvent[];
  /** Between events of the window: history is missing right before this event. Empty unless `acrossGaps`. */
  readonly gaps: readonly Gap[];
  /** What lies before the first event: the room's beginning, more in the store, or a gap that `prependHistory` fills. */
  readonly before: { readonly kind: 'start' } | { readonly kind: 'more' } | ({ readonly kind: 'gap' } & Gap);
}

export interface Gap {
  /** The event right after the gap; undefined where the fragment has no event yet. */
  readonly eventId: string | undefined;
  /** Where `/messages?dir=b` goes on; undefined where no server gave a token (then try without `from`). */
  readonly token: string | undefined;
}

export interface HistoryWrite {
  /** The gap's token that was given to `/messages` as `from`. */
  readonly from: string | undefined;
  /** Newest first, as `/messages?dir=b` answers. */
  readonly events: readonly RawEvent[];
  /** `end` of the answer; undefined: the room's beginning has been reached. */
  readonly end: string | undefined;
}

export interface MediaRow {
  readonly data: Uint8Array<ArrayBuffer>;
  /** Content type. */
  readonly type: string;
}

export interface ChatStore {
  /** Called after each write that changed something. */
  listen(listener: (change: StoreChange) => void): Unsubscribe;

  // Writes: each one transaction.
  applySync(write: SyncWrite): void;
  /** Rooms of a sliding request before the classic sync is through; rooms that a classic sync has written stay as they are. */
  applyProvisional(write: { readonly rooms: readonly RoomSync[]; readonly accountData: readonly MinimalEvent[] }): void;
  /**
   * Fills the gap with the token `from`, joining fragments where a known event is met. 'stale' where no such gap is
   * left (filled meanwhile): nothing was written.
   */
  prependHistory(roomId: string, write: HistoryWrite): 'filled' | 'stale';
  /** Unknown and redacted events are passed over; a success replaces an earlier problem, never the other way round. */
  putDecrypted(results: readonly DecryptionResult[]): void;
  /** All members of a room, as `/members` answers; the room is then `membersComplete`. */
  putMembers(roomId: string, events: readonly RawEvent[]): void;
  /** One own receipt, at once, before the server repeats it in a sync. */
  putReceipt(roomId: string, receipt: Receipt): void;
  /** Counts of the engine, once the classic sync is through. */
  putUnread(roomId: string, unread: UnreadCounts): void;
  /** Removes the content of an event at once (own redaction); idempotent, as sync brings the redaction itself. */
  redact(roomId: string, eventId: string): void;
  /** Removes a room and all that belongs to it. */
  forgetRoom(roomId: string): void;
  /** Caches at most 2 MB an item; larger data is passed over. The least recently read goes when the limit is reached. */
  putMedia(mxc: string, size: number, media: MediaRow): void;
  /** The account whose store this is; `ownMember`, and what counts as own, hang on it. Write it before the first sync. */
  putOwnUser(userId: string): void;
  /** Small JSON values of the engine (SDK filter and options, to-device batches), by a key of the caller. */
  putValue(key: string, value: unknown): void;

  // Reads.
  roomRows(): readonly RoomRow[];
  roomRow(roomId: string): RoomRow | undefined;
  timelineWindow(roomId: string, options: { readonly limit: number; readonly acrossGaps?: boolean }): TimelineWindow;
  relationsOf(roomId: string, eventIds: readonly string[]): readonly StoredRelation[];
  event(roomId: string, eventId: string): StoredEvent | undefined;
  /** Current state, as the event came (stripped for invitations); state_key defaults to ''. */
  stateEvent(roomId: string, type: string, stateKey?: string): (MinimalEvent & Partial<RawEvent>) | undefined;
  stateEvents(roomId: string, type?: string): readonly (MinimalEvent & Partial<RawEvent>)[];
  /** Joined and invited members; `all` those who left or are banned too. */
  members(roomId: string, options?: { readonly all?: boolean }): readonly MemberRow[];
  member(roomId: string, userId: string): MemberRow | undefined;
  /** Known people whose display name or user ID contains the text, without regard to case; one row a person. */
  searchMembers(text: string, limit: number): readonly MemberRow[];
  receipts(roomId: string): readonly Receipt[];
  /** Events that nobody has decrypted yet, oldest first. A session ID narrows to its events, in a room or in all. */
  undecrypted(where: { readonly roomId?: string; readonly sessionId?: string; readonly limit?: number }): readonly StoredEvent[];
  /** The calls with the newest events, newest first; `rtcCallId` stands for those of MatrixRTC clients. */
  recentCalls(limit: number): readonly { readonly roomId: string; readonly callId: string }[];
  /** All events of one call in the room's order (of thousands the first and the newest). */
  callEvents(roomId: string, callId: string): readonly StoredEvent[];
  /** Rooms that have state events of this type. */
  roomsWithState(type: string): readonly string[];
  nextBatch(): string | undefined;
  allAccountData(): readonly MinimalEvent[];
  accountData(type: string): JsonObject | undefined;
  roomAccountData(roomId: string, type: string): JsonObject | undefined;
  /** One entry for each of the asked people that is known. */
  presence(userIds: readonly string[]): readonly PresenceRow[];
  media(mxc: string, size: number): MediaRow | undefined;
  value(key: string): unknown;
  ownUser(): string | undefined;

  close(): void;
}
