import type { Unsubscribe } from '../../renderer/base/listen.ts';
import type { CallEngine } from './engine.ts';
import type { CallRunner } from './runner.ts';

/** How much is unread in the room of the current call; its row is followed only as long as there is one. */
export function followUnread(runner: CallRunner, engine: CallEngine): () => number {
  let roomId: string | undefined;
  let unread = 0;
  let stop: Unsubscribe = () => undefined;
  runner.watch(({ current }) => {
    const next = current?.subject.roomId;
    if (next === roomId) return;
    roomId = next;
    unread = 0;
    stop();
    stop = next === undefined ? () => undefined : engine.followRoom(next, (room) => {
      unread = room?.unread ?? 0;
      runner.refresh();
    });
  });
  return () => unread;
}
