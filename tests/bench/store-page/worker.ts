import type { ChatStore, RawEvent, RoomSync } from '../../../renderer/engine/store/api.ts';
import { prepareChat } from '../../../renderer/engine/store/chat/prepare.ts';
import { createChatStore } from '../../../renderer/engine/store/chat/store.ts';
import { openDatabase } from '../../../renderer/engine/store/sqlite/database.ts';
import { openFiles } from '../../../renderer/engine/store/sqlite/files.ts';
import { loadSqlite } from '../../../renderer/engine/store/sqlite/module.ts';
import { serveCommands } from '../../integration/support/worker-calls.ts';

const key = Uint8Array.from({ length: 32 }, (_, at) => at);
const words = 'Sitzung Vorlage Ausschuss Termin Protokoll Anlage Frist Bescheid Akte Rückfrage Entwurf Beschluss'.split(' ');
let store: ChatStore | undefined;
let count = 0;

const roomId = (number: number): string => `!raum${number}:musterstadt.example`;
const userId = (number: number): string => `@person${number}:musterstadt.example`;

function event(type: string, content: RawEvent['content'], more: Partial<RawEvent> = {}): RawEvent {
  count += 1;
  return { event_id: `$${count.toString(36).padStart(43, 'x')}`, type, sender: userId(count % 20), origin_server_ts: 1_793_606_400_000 + count, content, ...more };
}

/** About 600 bytes of JSON, as a message with its formatted body has. */
const message = (): RawEvent => event('m.room.message', {
  msgtype: 'm.text', body: Array.from({ length: 30 }, (_, at) => words[(count * 7 + at * 5) % words.length]).join(' '),
  format: 'org.matrix.custom.html', formatted_body: `<p>${words[count % words.length]?.repeat(20)}</p>`, 'm.mentions': {},
});

function newRoom(number: number, messages: number): RoomSync {
  const state = [
    event('m.room.name', { name: `Raum ${number}` }, { state_key: '' }),
    event('m.room.encryption', { algorithm: 'm.megolm.v1.aes-sha2' }, { state_key: '' }),
    ...Array.from({ length: 20 }, (_, at) =>
      event('m.room.member', { membership: 'join', displayname: `Person ${at}` }, { state_key: userId(at) })),
  ];
  return {
    roomId: roomId(number), membership: 'join', state: { events: state, at: 'before-timeline' },
    timeline: { events: Array.from({ length: messages }, message), limited: true, prevBatch: 'p' },
    summary: { heroes: [userId(1), userId(2)], joinedCount: 20 }, unread: { notifications: 1, highlights: 0 },
  };
}

const sync = (rooms: readonly RoomSync[]): void => store?.applySync({
  nextBatch: String(count), rooms, accountData: [], presence: [],
});

/** Sorted milliseconds of each run. */
function times(runs: number, work: (run: number) => void): readonly number[] {
  return Array.from({ length: runs }, (_, run) => {
    const start = performance.now();
    work(run);
    return performance.now() - start;
  }).sort((a, b) => a - b);
}

const commands = {
  /** Opens one store, fresh or not; `ms`: from the start of this worker until all rows of the list are read. */
  async open({ name, plain }: { name: string; plain: boolean }) {
    const module = await loadSqlite();
    const database = openDatabase(module, { name, files: await openFiles(name, 'may-be-new'), key: plain ? undefined : key, cacheKiB: 32_000 });
    prepareChat(database);
    store = createChatStore(database);
    store.putOwnUser(userId(0));
    const start = performance.now();
    const rooms = store.roomRows().length;
    return { rooms, sinceWorkerStart: performance.now(), rowsAlone: performance.now() - start };
  },
  /** Rooms in syncs of ten; answers events and state a second. */
  fill({ rooms, messages }: { rooms: number; messages: number }) {
    const start = performance.now();
    const before = count;
    for (let number = 0; number < rooms; number += 10) {
      sync(Array.from({ length: Math.min(10, rooms - number) }, (_, at) => newRoom(number + at, messages)));
    }
    return (count - before) / ((performance.now() - start) / 1_000);
  },
  oneMessage: () => times(200, (run) => sync([{
    roomId: roomId(run % 50), membership: 'join', timeline: { events: [message()], limited: false, prevBatch: 'p' },
  }])),
  last50: ({ rooms }: { rooms: number }) => times(300, (run) => store?.timelineWindow(roomId((run * 37) % rooms), { limit: 50 })),
  close: () => store?.close(),
};

export type BenchCommands = typeof commands;

serveCommands(commands);
