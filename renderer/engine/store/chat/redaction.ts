import type { JsonObject, RawEvent } from '../api/events.ts';
import { objectAt, stringAt } from './json.ts';

/** Keys of `content` that survive a redaction, by event type (room version 11, "Redactions"; older versions keep no more than that of what we read). */
const kept: Readonly<Record<string, readonly string[]>> = {
  'm.room.member': ['membership', 'join_authorised_via_users_server'],
  'm.room.join_rules': ['join_rule', 'allow'],
  'm.room.power_levels': [
    'ban', 'events', 'events_default', 'invite', 'kick', 'redact', 'state_default', 'users', 'users_default',
  ],
  'm.room.history_visibility': ['history_visibility'],
};

/** What a redaction leaves of an event. `because` is the redaction itself, as the server would put it into `unsigned`. */
export function redactEvent(event: RawEvent, because: JsonObject): RawEvent {
  const { type, event_id, sender, origin_server_ts, state_key } = event;
  const keys = type === 'm.room.create' ? Object.keys(event.content) : (kept[type] ?? []);
  const content = Object.fromEntries(keys.flatMap((key) => (key in event.content ? [[key, event.content[key]]] : [])));
  return {
    type, event_id, sender, origin_server_ts, content,
    ...(state_key === undefined ? {} : { state_key }),
    unsigned: { redacted_because: because },
  };
}

/** The event that a redaction names: in `content` from room version 11 on, beside it before. */
export function redactedBy(event: RawEvent): string | undefined {
  if (event.type !== 'm.room.redaction') return undefined;
  return stringAt(event.content, 'redacts') ?? event.redacts;
}

/** Without what the server has bundled of other events: it would outlive their own redaction. An edit stays with what it edits. */
export function withoutBundled(event: RawEvent, keep: readonly string[]): RawEvent {
  const bundled = objectAt(event.unsigned, 'm.relations');
  if (bundled === undefined) return event;
  const { 'm.relations': _, ...unsigned } = event.unsigned ?? {};
  const rest = Object.fromEntries(Object.entries(bundled).filter(([type]) => keep.includes(type)));
  return { ...event, unsigned: Object.keys(rest).length === 0 ? unsigned : { ...unsigned, 'm.relations': rest } };
}
