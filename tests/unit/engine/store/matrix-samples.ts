import type { JsonObject, RawEvent, RoomSync, SyncWrite } from '../../../../renderer/engine/store/api.ts';

export const room = '!bauamt:musterstadt.example';
export const anna = '@anna:musterstadt.example';
export const bernd = '@bernd:musterstadt.example';

let clock = Date.UTC(2026, 10, 2, 8);

/** An event of Anna's; the time goes backwards, as no order may hang on it. */
export function event(id: string, type: string, content: JsonObject, more: Partial<RawEvent> = {}): RawEvent {
  clock -= 1_000;
  return { event_id: id, type, sender: anna, origin_server_ts: clock, content, ...more };
}

export const message = (id: string, body = `Text von ${id}`, more: Partial<RawEvent> = {}): RawEvent =>
  event(id, 'm.room.message', { msgtype: 'm.text', body }, more);

export const encrypted = (id: string, session: string, more: JsonObject = {}): RawEvent =>
  event(id, 'm.room.encrypted', { algorithm: 'm.megolm.v1.aes-sha2', session_id: session, ciphertext: 'AwgA', ...more });

export const edit = (id: string, target: string, body: string): RawEvent => event(id, 'm.room.message', {
  msgtype: 'm.text', body: `* ${body}`, 'm.new_content': { msgtype: 'm.text', body }, 'm.relates_to': { rel_type: 'm.replace', event_id: target },
});

export const reaction = (id: string, target: string, key: string): RawEvent =>
  event(id, 'm.reaction', { 'm.relates_to': { rel_type: 'm.annotation', event_id: target, key } });

export const redaction = (id: string, target: string): RawEvent =>
  event(id, 'm.room.redaction', { redacts: target, reason: 'Versehen' }, { redacts: target });

export const state = (id: string, type: string, content: JsonObject, stateKey = ''): RawEvent =>
  event(id, type, content, { state_key: stateKey });

export const member = (id: string, userId: string, displayname: string, membership = 'join'): RawEvent =>
  state(id, 'm.room.member', { membership, displayname, avatar_url: `mxc://musterstadt.example/${displayname}` }, userId);

/** A joined room whose sync goes on from what was there. */
export function roomSync(events: readonly RawEvent[], more: Partial<RoomSync> & { limited?: boolean; prevBatch?: string } = {}): RoomSync {
  const { limited = false, prevBatch = 'p0', ...rest } = more;
  return { roomId: room, membership: 'join', timeline: { events, limited, prevBatch }, ...rest };
}

export function sync(rooms: readonly RoomSync[], more: Partial<SyncWrite> = {}): SyncWrite {
  return { nextBatch: 's1', rooms, accountData: [], presence: [], ...more };
}
