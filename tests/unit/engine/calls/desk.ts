import { createEmitter } from '../../../../renderer/base/listen.ts';
import { fail } from '../../../../renderer/base/failure.ts';
import { createCallBook } from '../../../../renderer/engine/calls/book.ts';
import { createCallCommands } from '../../../../renderer/engine/calls/commands.ts';
import { createCallRecords } from '../../../../renderer/engine/calls/records.ts';
import { createCallHistory, createRunningCalls } from '../../../../renderer/engine/calls/topics.ts';
import type { CallHistoryHead, CallRecord, Presence, RunningCall } from '../../../../renderer/engine/contract.ts';
import type { Outgoing } from '../../../../renderer/engine/session/api.ts';
import type { RawEvent, StoredEvent } from '../../../../renderer/engine/store/api.ts';
import { handClock, settle } from '../send-queue/post-office.ts';
import { member, roomSync, sync } from '../store/matrix-samples.ts';
import { openStoresFast } from '../stores.ts';
import { anna, bernd, carla, t0 } from './events.ts';

export const chatRoom = '!direkt:musterstadt.example';
export const meetingRoom = '!planung:musterstadt.example';

const raw = ({ type, content, eventId, sender, ts }: StoredEvent): RawEvent => ({ type, content, event_id: eventId, sender, origin_server_ts: ts });

/** Anna's engine as far as calls go, on the real store: a direct chat with Bernd, and a room with Carla too. */
export async function openDesk(given?: Awaited<ReturnType<typeof openStoresFast>>) {
  const stores = given ?? (await openStoresFast());
  const chat = stores.chat();
  chat.putOwnUser(anna);
  const people = [member('$a', anna, 'Anna'), member('$b', bernd, 'Bernd')];
  chat.applySync(sync(
    [roomSync(people, { roomId: chatRoom, limited: true }), roomSync([...people, member('$c', carla, 'Carla')], { roomId: meetingRoom, limited: true })],
    { accountData: [{ type: 'm.direct', content: { [bernd]: [chatRoom] } }] },
  ));
  const clock = handClock(t0);
  const signal = createEmitter<undefined>();
  const presenceTold = createEmitter<ReadonlySet<string> | undefined>();
  const presence = new Map<string, Presence>();
  const server = { ready: true, online: true, fails: undefined as string | undefined, sent: [] as Outgoing[] };
  const own = { userId: anna, deviceId: 'A1' };
  /** Rooms whose conference was taken back. */
  const forgotten: string[] = [];
  const transport = {
    deviceId: 'A1',
    ready: () => server.ready,
    listen: signal.listen,
    send: async (message: Outgoing) => {
      if (server.fails !== undefined) throw fail(server.fails);
      server.sent.push(message);
      return `$sent${server.sent.length}`;
    },
  };
  const open = () => {
    const book = createCallBook({
      chat, own, clock,
      presence: { of: (userId) => presence.get(userId) ?? 'unknown', listen: presenceTold.listen },
    });
    const records = createCallRecords(book);
    const history = createCallHistory({ chat, book, records });
    const running = createRunningCalls({ chat, book, own, clock, synced: { now: () => server.ready, listen: signal.listen } });
    const commands = createCallCommands({
      book, chat, transport, own, queue: stores.queue, now: clock.now,
      reachability: { now: () => server.online },
      forgetConference: async (roomId) => void forgotten.push(roomId),
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    });
    const shown = { calls: [] as readonly RunningCall[], history: [] as readonly CallRecord[], head: undefined as CallHistoryHead | undefined };
    running({}, { publish: ({ items }) => void (shown.calls = items), close: () => undefined });
    history.follow({}, { publish: ({ head, items }) => void Object.assign(shown, { head, history: items }), close: () => undefined });
    return { book, records, history, commands, shown };
  };
  return {
    stores, chat, clock, server, forgotten, open,
    receive: async (roomId: string, ...events: readonly (StoredEvent | RawEvent)[]) => {
      chat.applySync(sync([roomSync(events.map((event) => ('raw' in event ? raw(event) : event)), { roomId })]));
      await settle();
    },
    signal: async () => {
      signal.emit(undefined);
      await settle();
    },
    turn: (userId: string, to: Presence) => {
      presence.set(userId, to);
      presenceTold.emit(new Set([userId]));
    },
  };
}
