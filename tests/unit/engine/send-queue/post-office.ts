import { fail, FailureError } from '../../../../renderer/base/failure.ts';
import { createEmitter } from '../../../../renderer/base/listen.ts';
import { createRunner, type Clock, type Runner } from '../../../../renderer/engine/send-queue/runner.ts';
import { txnMarker } from '../../../../renderer/engine/send-queue/echo.ts';
import type { Outgoing, Transport } from '../../../../renderer/engine/session/api.ts';
import type { ChatStore, QueueStore, RawEvent } from '../../../../renderer/engine/store/api.ts';
import { copyFiles, type MemoryFiles } from '../store/support.ts';
import { openStoresFast } from '../stores.ts';
import { roomSync, sync } from '../store/matrix-samples.ts';

export const me = '@anna:musterstadt.example';
export const hour = 3_600_000;

/** Time that stands still until it is moved. */
export interface HandClock extends Clock {
  pass(milliseconds: number): void;
  readonly waiting: () => number | undefined;
}

export function handClock(start: number): HandClock {
  let now = start;
  const timers = new Map<() => void, number>();
  const waiting = (): number | undefined => (timers.size > 0 ? Math.min(...timers.values()) : undefined);
  return {
    now: () => now,
    after: (milliseconds, run) => {
      const own = (): void => run();
      timers.set(own, now + milliseconds);
      return () => void timers.delete(own);
    },
    waiting,
    pass: (milliseconds) => {
      const end = now + milliseconds;
      for (let next = waiting(); next !== undefined && next <= end; next = waiting()) {
        now = Math.max(now, next);
        for (const [run, at] of [...timers]) if (at <= now && timers.delete(run)) run();
      }
      now = end;
    },
  };
}

/** What the network does to the next request. `lost`: the server takes it, the answer never comes. */
export type Weather = 'fine' | 'offline' | 'lost' | 'hangs' | 'lost and hangs' | 'busy' | 'limited' | 'expired' | 'refused' | 'not-ready';

interface Taken {
  readonly event: RawEvent;
  readonly roomId: string;
  readonly txnId: string;
  readonly deviceId: string;
  readonly at: number;
  toSync: boolean;
}

/**
 * A homeserver as far as sending goes: it knows a transaction ID again for 24 hours, per device, gives events in the
 * order it took them, and repeats the transaction ID only to the device that sent.
 */
export function postOffice(clock: Clock) {
  const taken: Taken[] = [];
  const requests: Outgoing[] = [];
  const inFlight = new Map<string, number>();
  const signal = createEmitter<undefined>();
  const office = {
    weather: [] as Weather[],
    ready: true,
    deviceId: 'D1',
    /** More than one request at once in a room would lose the order. */
    mostAtOnce: 0,
    taken,
    requests,
    signal: () => signal.emit(undefined),
    bodies: (roomId: string) => taken.filter((each) => each.roomId === roomId).map((each) => each.event.content['body']),
    /** Somebody else writes. */
    other: (roomId: string, body: string) => void take({ roomId, txnId: '', type: 'm.room.message', content: { body } }, '@bernd:musterstadt.example'),
    /** One classic sync of everything that is new; `limit`: only the newest, the rest lies in a gap. */
    sync: (chat: ChatStore, limit = Infinity) => {
      const news = Map.groupBy(taken.filter((each) => each.toSync), (each) => each.roomId);
      const rooms = [...news].map(([roomId, all]) => {
        const shown = all.slice(-Math.min(limit, all.length));
        const events = shown.map((each) => asSeen(each));
        return roomSync(events, { roomId, limited: shown.length < all.length, prevBatch: `before ${shown[0]?.event.event_id ?? ''}` });
      });
      for (const each of taken) each.toSync = false;
      chat.applySync(sync(rooms));
    },
    history: (chat: ChatStore) => ({
      fill: async (roomId: string, token: string | undefined) => {
        if (office.weather[0] === 'offline') throw fail('offline');
        const all = taken.filter((each) => each.roomId === roomId);
        const end = all.findIndex((each) => `before ${each.event.event_id}` === token);
        const events = all.slice(0, Math.max(end, 0)).map((each) => asSeen(each)).reverse();
        chat.prependHistory(roomId, { from: token, events, end: undefined });
      },
    }),
    transport: (): Transport => ({
      deviceId: office.deviceId,
      ready: () => office.ready,
      listen: (listener) => signal.listen(listener),
      send: async (message) => {
        const deviceId = office.deviceId;
        inFlight.set(message.roomId, (inFlight.get(message.roomId) ?? 0) + 1);
        office.mostAtOnce = Math.max(office.mostAtOnce, inFlight.get(message.roomId) ?? 0);
        try {
          requests.push(message);
          return await answer(message, office.weather.shift() ?? 'fine', deviceId);
        } finally {
          inFlight.set(message.roomId, (inFlight.get(message.roomId) ?? 1) - 1);
        }
      },
    }),
    /** The program was killed: what was under way is no more. */
    killed: () => inFlight.clear(),
  };

  const asSeen = ({ event, deviceId, txnId, at }: Taken): RawEvent => {
    const remembers = deviceId === office.deviceId && clock.now() - at < 24 * hour && event.sender === me;
    return remembers ? { ...event, unsigned: { transaction_id: txnId } } : event;
  };
  const take = ({ roomId, txnId, type, content }: Outgoing, sender = me): string => {
    const known = taken.find((each) => each.roomId === roomId && each.txnId === txnId && each.deviceId === office.deviceId && clock.now() - each.at < 24 * hour);
    if (known && sender === me) return known.event.event_id;
    const event = { type, content, sender, event_id: `$${taken.length.toString()}`, origin_server_ts: clock.now() };
    taken.push({ event, roomId, txnId, deviceId: office.deviceId, at: clock.now(), toSync: true });
    return event.event_id;
  };
  const answer = (message: Outgoing, weather: Weather, deviceId: string): Promise<string> | string => {
    if (deviceId !== office.deviceId) throw fail('expired-session');
    switch (weather) {
      case 'fine':
        return take(message);
      case 'lost':
        take(message);
        throw fail('offline', 'the answer was lost');
      case 'lost and hangs':
        take(message);
        return new Promise(() => undefined);
      case 'hangs':
        return new Promise(() => undefined);
      case 'offline':
        throw fail('offline');
      case 'busy':
        throw fail('server-error', '502');
      case 'limited':
        throw new FailureError({ code: 'rate-limited', retryAfterMs: 5_000 });
      case 'expired':
        throw fail('expired-session');
      case 'refused':
        throw fail('forbidden');
      case 'not-ready':
        throw fail('not-ready');
    }
  };
  return office;
}

export type PostOffice = ReturnType<typeof postOffice>;

/** One start of the program over the same files: a runner on the real databases. */
export interface Desk {
  readonly queue: QueueStore;
  readonly chat: ChatStore;
  readonly runner: Runner;
  readonly files: MemoryFiles;
  write(txnId: string, roomId: string): void;
}

export async function openDesk(office: PostOffice, clock: HandClock, from?: Pick<Desk, 'files' | 'chat'>): Promise<Desk> {
  const { queue, files, ...opened } = await openStoresFast(from && copyFiles(from.files));
  const chat = from?.chat ?? opened.chat();
  chat.putOwnUser(me);
  const runner = createRunner({ chat, queue, transport: office.transport(), history: office.history(chat), own: me, clock, random: () => 0.5 });
  return {
    queue, chat, runner, files,
    write: (txnId, roomId) => {
      queue.add({ txnId, roomId, type: 'm.room.message', content: { body: txnId, [txnMarker]: txnId }, text: txnId, createdAt: clock.now() });
      runner.pump();
    },
  };
}

/** Lets everything that is under way in promises come to rest. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
