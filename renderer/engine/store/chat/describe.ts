import { callTypes } from '../../calls/event-types.ts';
import type { JsonObject, RawEvent } from '../api/events.ts';
import { isObject, objectAt, stringAt } from './json.ts';

/*
 * What the columns of an event's row say about it, from its raw JSON alone: everything here can be derived anew.
 */

export interface Relation {
  readonly targetId: string;
  readonly relType: string;
  readonly key: string | undefined;
}

/** `m.relates_to` of the event as it came: in encrypted events it stands outside the encryption. */
export function relationOf(event: RawEvent): Relation | undefined {
  const relates = objectAt(event.content, 'm.relates_to');
  const relType = stringAt(relates, 'rel_type');
  const targetId = stringAt(relates, 'event_id');
  if (relType === undefined || targetId === undefined) return undefined;
  return { relType, targetId, key: stringAt(relates, 'key') };
}

/** Megolm session of an encrypted event, '' where it names none; undefined for what is not encrypted. */
export function sessionOf(event: RawEvent): string | undefined {
  if (event.type !== 'm.room.encrypted' || isRedacted(event)) return undefined;
  return stringAt(event.content, 'session_id') ?? '';
}

/** The server marks what was redacted before it was sent to us. */
export const isRedacted = (event: RawEvent): boolean => isObject(event.unsigned?.['redacted_because']);

const messageTypes: readonly string[] = ['m.room.message', 'm.room.encrypted', 'm.sticker', callTypes.ring];

/** Whether a person would call it the last thing that happened in a room. `clear` is its decrypted type, where known. */
export function isPreview(event: RawEvent, clearType?: string): boolean {
  if (event.type === 'm.room.create') return true;
  if (event.type === 'm.room.member') return changesMembership(event.content, event.unsigned);
  if (!messageTypes.includes(clearType ?? event.type) || event.state_key !== undefined) return false;
  const relType = relationOf(event)?.relType;
  return relType !== 'm.replace' && relType !== 'm.annotation';
}

function changesMembership(content: JsonObject, unsigned: JsonObject | undefined): boolean {
  return content['membership'] !== objectAt(unsigned, 'prev_content')?.['membership'];
}
