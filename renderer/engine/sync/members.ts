import type { Request } from '../session/api.ts';
import { listAt } from '../session/json.ts';
import type { Log } from '../session/log.ts';
import type { ChatStore } from '../store/api.ts';
import { readList, readRawEvent } from './events.ts';

interface Options {
  readonly chat: ChatStore;
  readonly request: Request;
  readonly log: Log;
}

/**
 * Fetches the whole member list of the room in front of the person: sync sends only the members that its events need.
 * What fails is fetched the next time the room is opened.
 */
export function createMemberFetch({ chat, request, log }: Options): (roomId: string) => Promise<void> {
  const running = new Set<string>();

  return async (roomId) => {
    const row = chat.roomRow(roomId);
    if (running.has(roomId) || row?.membership !== 'join' || row.membersComplete) return;
    running.add(roomId);
    try {
      const answer = await request('GET', `/_matrix/client/v3/rooms/${encodeURIComponent(roomId)}/members`);
      chat.putMembers(roomId, readList(listAt(answer, 'chunk'), readRawEvent, { count: 0 }));
    } catch (error) {
      log.info('the members of an opened room could not be fetched yet', error);
    } finally {
      running.delete(roomId);
    }
  };
}
