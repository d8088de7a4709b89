import type { RoomSummary, TimelineHead, TimelineItem } from '../../../renderer/engine/contract.ts';
import type { EngineRequest } from '../../../renderer/workspace/viewmodels/engine.ts';

/** What the live page lets its tests do. */
export interface Live {
  sayRooms(items: readonly RoomSummary[]): void;
  sayTimeline(head: TimelineHead, items: readonly TimelineItem[]): void;
  open(roomId: string): Promise<void>;
  step(direction: 1 | -1): void;
  /** The arguments of the requests of this name. */
  args(name: EngineRequest): readonly unknown[];
  /** Answers the last request of this name. */
  answer(name: EngineRequest, result: unknown): Promise<void>;
  /** Links that went to the desktop. */
  opened(): readonly string[];
  sanitise(html: string): string;
  readonly rooms: readonly RoomSummary[];
}
