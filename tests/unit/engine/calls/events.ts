import { deriveCall, type CallState, type Onlooker } from '../../../../renderer/engine/calls/call-state.ts';
import { readCallEvent, type CallEvent } from '../../../../renderer/engine/calls/read-event.ts';
import type { JsonObject, StoredEvent } from '../../../../renderer/engine/store/api.ts';
import { anna, bernd, stored } from '../timeline/events.ts';

export { anna, bernd };
export const carla = '@carla:musterstadt.example';
export const callId = 'anruf-0001';
/** UTC milliseconds at which the calls of these tests begin. */
export const t0 = Date.UTC(2026, 10, 24, 9);
export const conference = { domain: 'meet.musterstadt.example', id: 'jitsiabc' };

let count = 0;
/** An event `after` milliseconds from the beginning. */
export const at = (after: number, sender: string, kind: string, content: JsonObject = {}, more: Partial<StoredEvent> = {}): StoredEvent => {
  const full = { call_id: callId, ...content };
  return stored(`de.einklang.call.${kind}`, full, { eventId: `$${++count}`, sender, ts: t0 + after, encryption: 'decrypted', ...more });
};

const ringContent: JsonObject = { notification_type: 'ring', intent: 'video', sender_ts: t0, lifetime: 30_000, 'm.mentions': { user_ids: [anna] }, conference };

/** Bernd calls Anna, unless said otherwise. */
export const ring = (content: JsonObject = {}, sender = bernd, after = 0): StoredEvent => at(after, sender, 'ring', { ...ringContent, ...content });
export const join = (after: number, sender: string, device: string, endpoint?: string): StoredEvent =>
  at(after, sender, 'join', { device_id: device, ...(endpoint === undefined ? {} : { endpoint_id: endpoint }) });
export const leave = (after: number, sender: string, device: string): StoredEvent => at(after, sender, 'leave', { device_id: device });
export const decline = (after: number, sender: string, reason = 'declined'): StoredEvent => at(after, sender, 'decline', { reason });

export const read = (events: readonly StoredEvent[]): readonly CallEvent[] => events.flatMap((event) => readCallEvent(event) ?? []);

/** The call as Anna's device A1 sees it in a direct chat, so many milliseconds after its beginning. */
export const seen = (after: number, events: readonly StoredEvent[], more: Partial<Onlooker> = {}): CallState => {
  const state = deriveCall(read(events), { userId: anna, deviceId: 'A1', now: t0 + after, direct: true, isOffline: () => false, isGone: () => false, ...more });
  if (!state) throw new Error('no call');
  return state;
};
