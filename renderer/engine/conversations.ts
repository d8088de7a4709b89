import { createCallParts, type CallParts } from './calls/calls.ts';
import { createPresence } from './people/presence.ts';
import { createRoomPeople } from './people/room-people.ts';
import { searchPeople, type SearchResult } from './people/search.ts';
import { createRoomListTopic, createRoomTopic } from './room-list/topics.ts';
import { createSendQueue, type SendQueue } from './send-queue/send-queue.ts';
import type { OpenSession } from './session/open-session.ts';
import { createTimelineTopic, type TimelineTopic } from './timeline/topic.ts';

/** What is shown of an open account, and what is written in it. */
export interface ConversationParts {
  readonly roomList: ReturnType<typeof createRoomListTopic>;
  readonly room: ReturnType<typeof createRoomTopic>;
  readonly timeline: TimelineTopic;
  readonly sendQueue: SendQueue;
  readonly calls: CallParts;
  searchPeople(query: string): Promise<SearchResult>;
  stop(): void;
}

const after = (milliseconds: number, run: () => void): (() => void) => {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
};

export function createConversations(session: OpenSession): ConversationParts {
  const { chat, queue, history, request, transport, reachability, account } = session;
  const own = account.userId;
  const presence = createPresence(chat, reachability);
  const people = createRoomPeople(chat);
  const clock = { now: Date.now, after };
  const calls = createCallParts(session, presence, clock);
  const roomList = createRoomListTopic({ chat, queue, presence, calls: calls.records, own });
  const room = createRoomTopic({ chat, presence, own });
  const timeline = createTimelineTopic({ chat, queue, history, people, calls: calls.records, own, ...clock, reachable: transport.listen });
  const sendQueue = createSendQueue({ chat, queue, transport, history, own, clock, random: Math.random });
  return {
    roomList,
    room,
    timeline,
    sendQueue,
    calls,
    searchPeople: (query) => searchPeople({ chat, request, presence, own }, query),
    stop() {
      for (const part of [sendQueue, timeline, room, roomList, calls, people, presence]) part.stop();
    },
  };
}
