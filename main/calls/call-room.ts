import type { RoomSummary } from '../../renderer/engine/contract.ts';
import type { Unsubscribe } from '../../renderer/base/listen.ts';
import type { CallEngine } from './engine.ts';
import type { CallRunner } from './runner.ts';

/** What a page is told of the room of its call. */
export type CallRoom = Pick<RoomSummary, 'unread' | 'avatar'>;

const unknown: CallRoom = { unread: 0, avatar: undefined };

/** The room of the current call; its row is followed only as long as there is one. */
export function followCallRoom(runner: CallRunner, engine: CallEngine): () => CallRoom {
  let roomId: string | undefined;
  let room = unknown;
  let stop: Unsubscribe = () => undefined;
  runner.watch(({ current }) => {
    const next = current?.subject.roomId;
    if (next === roomId) return;
    roomId = next;
    room = unknown;
    stop();
    stop = next === undefined ? () => undefined : engine.followRoom(next, (row) => {
      room = row ?? unknown;
      runner.refresh();
    });
  });
  return () => room;
}
