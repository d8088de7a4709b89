import type { History, Request } from '../session/api.ts';
import type { Log } from '../session/log.ts';
import { listAt } from '../session/json.ts';
import type { ChatStore } from '../store/api.ts';
import { readList, readRawEvent } from './events.ts';

interface Options {
  readonly chat: ChatStore;
  readonly request: Request;
  readonly history: History;
  readonly log: Log;
}

/** A screenful: what is to be there when a room comes into view. */
const screenful = 30;

/**
 * Completes the room in front of the person: sync sends only the members that its events need, and maybe few
 * messages. What fails is fetched the next time the room is opened.
 */
export function createRoomCompletion({ chat, request, history, log }: Options): (roomId: string) => Promise<void> {
  const running = new Set<string>();

  const members = async (roomId: string): Promise<void> => {
    if (chat.roomRow(roomId)?.membersComplete) return;
    const answer = await request('GET', `/_matrix/client/v3/rooms/${encodeURIComponent(roomId)}/members`);
    chat.putMembers(roomId, readList(listAt(answer, 'chunk'), readRawEvent, { count: 0 }));
  };

  const messages = async (roomId: string): Promise<void> => {
    const { events, before } = chat.timelineWindow(roomId, { limit: screenful });
    if (before.kind === 'gap' && events.length < screenful) await history.fill(roomId, before.token);
  };

  return async (roomId) => {
    if (running.has(roomId) || chat.roomRow(roomId)?.membership !== 'join') return;
    running.add(roomId);
    const results = await Promise.allSettled([members(roomId), messages(roomId)]);
    running.delete(roomId);
    for (const result of results) if (result.status === 'rejected') log.info('an opened room could not be completed yet');
  };
}
