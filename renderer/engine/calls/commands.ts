import { fail, toFailure } from '../../base/failure.ts';
import type { Unsubscribe } from '../../base/listen.ts';
import type { EngineContract } from '../contract.ts';
import type { Transport } from '../session/api.ts';
import type { Log } from '../session/log.ts';
import type { ChatStore, JsonObject, QueueStore } from '../store/api.ts';
import type { CallBook } from './book.ts';
import { callTypes } from './event-types.ts';
import { readCallEvent, ringLifetimeMs } from './read-event.ts';
import { createStayNotes, type StayNote } from './stay-notes.ts';
import { announcementOf, widgetType } from './widget.ts';

type Requests = EngineContract['requests'];
type Name = 'call.ring' | 'call.decline' | 'call.joined' | 'call.left';

export type CallCommands = {
  readonly [K in Name]: (args: Requests[K]['args']) => Promise<Requests[K]['result']>;
} & { readonly stop: Unsubscribe };

interface Sources {
  readonly book: CallBook;
  readonly chat: Pick<ChatStore, 'stateEvents'>;
  readonly queue: Pick<QueueStore, 'setting' | 'putSetting'>;
  readonly transport: Transport;
  readonly reachability: { now(): boolean };
  readonly own: { readonly userId: string; readonly deviceId: string };
  readonly forgetConference: (roomId: string) => Promise<void>;
  readonly log: Log;
  readonly now: () => number;
}

/**
 * What this account says about calls. It goes to the server at once or not at all, on the way that encrypts; only a
 * leave is made up for, at the next chance or the next start: others must not see somebody in a call who is not.
 */
export function createCallCommands({ book, chat, queue, transport, reachability, own, forgetConference, log, now }: Sources): CallCommands {
  const notes = createStayNotes(queue);
  /** Stays of this run; what else is noted was left behind by a crash. */
  const staying = new Set<string>();
  let count = 0;
  /** A repetition of the same step is another event: two within one millisecond too. */
  const newTxnId = (step: string, callId: string): string => `${step}-${callId}-${now()}-${++count}`;
  const nameOf = ({ roomId, callId }: Pick<StayNote, 'roomId' | 'callId'>): string => `${roomId} ${callId}`;
  /** By call, so that a join and the leave after it keep their order. */
  const turns = new Map<string, Promise<unknown>>();

  const inTurn = <T>(call: Pick<StayNote, 'roomId' | 'callId'>, work: () => Promise<T>): Promise<T> => {
    const name = nameOf(call);
    const done = (turns.get(name) ?? Promise.resolve()).then(work, work);
    const settled = done.catch(() => undefined).finally(() => {
      if (turns.get(name) === settled) turns.delete(name);
    });
    turns.set(name, settled);
    return done;
  };

  /** Sends and counts it at once, as others will when it arrives. */
  const say = async (roomId: string, type: string, txnId: string, content: JsonObject): Promise<string> => {
    if (!reachability.now()) throw fail('offline');
    const eventId = await transport.send({ roomId, txnId, type, content });
    const raw = { type, content, event_id: eventId, sender: own.userId, origin_server_ts: now() };
    const event = readCallEvent({
      roomId, eventId, sender: own.userId, ts: raw.origin_server_ts, type, content, raw, stateKey: undefined, encryption: 'decrypted',
      problem: undefined, shield: undefined, redacted: false, txnId, fragment: 0, index: 0,
    });
    if (event) book.sent(roomId, event);
    return eventId;
  };

  const leave = async (note: StayNote): Promise<void> => {
    const { roomId, callId, deviceId } = note;
    await say(roomId, callTypes.leave, newTxnId('leave', callId), { call_id: callId, device_id: deviceId });
    notes.remove(note);
  };

  /** Whether anybody is in a call of this room, as the room's events tell. */
  const isUsed = (roomId: string): boolean =>
    book.calls().some((call) => call.roomId === roomId && !call.state.over && call.state.members.length > 0);

  const takeLeave = (): void => {
    if (!transport.ready() || !reachability.now()) return;
    for (const note of notes.all()) {
      if (staying.has(nameOf(note))) continue;
      void inTurn(note, async () => {
        if (!staying.has(nameOf(note)) && notes.all().some((each) => nameOf(each) === nameOf(note))) await leave(note);
      }).catch((error: unknown) => {
        log.info('a call could not be left yet', error);
        // A room that one is no longer in takes no more events.
        if (['forbidden', 'not-found', 'refused'].includes(toFailure(error).code)) notes.remove(note);
      });
    }
  };
  const stop = transport.listen(takeLeave);
  takeLeave();

  return {
    'call.ring': async ({ roomId, callId, media, conference, url }) => {
      const { kind, peer, joined } = book.rooms.of(roomId);
      if (!joined) throw fail('not-found', 'not in this room');
      const announcement = announcementOf(chat.stateEvents(roomId, widgetType))?.eventId;
      const eventId = await say(roomId, callTypes.ring, `ring-${callId}`, {
        call_id: callId,
        notification_type: kind === 'direct' ? 'ring' : 'notification',
        sender_ts: now(),
        lifetime: ringLifetimeMs,
        intent: media,
        'm.mentions': peer ? { user_ids: [peer.userId] } : { room: true },
        conference,
        ...(announcement === undefined ? {} : { 'm.relates_to': { rel_type: 'm.reference', event_id: announcement } }),
      });
      if (kind === 'room' && url !== undefined) {
        // Readable in every client and language; that it fails takes nothing from the call.
        const link = { roomId, txnId: `link-${callId}`, type: 'm.room.message', content: { msgtype: 'm.text', body: `📞 ${url}`, 'm.mentions': {} } };
        await transport.send(link).catch((error: unknown) => log.warn('the link to a call was not sent', error));
      }
      return { eventId };
    },
    'call.decline': async ({ roomId, callId, reason }) => {
      const answer = book.find(roomId, callId)?.state.answer;
      if (answer === undefined) await say(roomId, callTypes.decline, `decline-${callId}`, { call_id: callId, reason });
      return null;
    },
    'call.joined': ({ roomId, callId, endpointId }) => {
      const note = { roomId, callId, deviceId: own.deviceId };
      // Noted first: a crash in between must not leave a stay that nobody knows of.
      staying.add(nameOf(note));
      notes.add(note);
      return inTurn(note, async () => {
        const stay = book.find(roomId, callId)?.state.members.find(({ userId, deviceId }) => userId === own.userId && deviceId === own.deviceId);
        if (stay && stay.endpointId === endpointId) return null;
        const content = { call_id: callId, device_id: own.deviceId, ...(endpointId === undefined ? {} : { endpoint_id: endpointId }) };
        await say(roomId, callTypes.join, newTxnId('join', callId), content);
        return null;
      });
    },
    'call.left': async ({ roomId, callId, empty = false }) => {
      const note = { roomId, callId, deviceId: own.deviceId };
      if (!staying.delete(nameOf(note)) && !notes.all().some((each) => nameOf(each) === nameOf(note))) return null;
      await inTurn(note, () => leave(note));
      if (empty && !isUsed(roomId)) await forgetConference(roomId);
      return null;
    },
    stop,
  };
}
