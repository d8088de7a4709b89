import { assertNever } from '../../base/assert-never.ts';
import type { CallRecord } from '../contract/calls.ts';
import type { Person, Preview } from '../contract/rooms.ts';
import { cleanLine, personOf } from '../people/names.ts';
import { textAt } from '../session/json.ts';
import type { OutgoingMessage, RoomRow, StoredEvent } from '../store/api.ts';
import { itemOf } from '../timeline/item.ts';

const longest = 160;

/** The last thing that happened in a room: an own message that waits, or else the newest event. */
export function previewOf(
  row: RoomRow,
  own: string,
  waiting: OutgoingMessage | undefined,
  call: (event: StoredEvent) => CallRecord | undefined,
): Preview | undefined {
  const members = new Map(row.people.map((member) => [member.userId, member]));
  const named = (userId: string): string | undefined =>
    row.latest?.stateKey === userId ? textAt(row.latest.content, 'displayname') : undefined;
  const find = (userId: string): Person =>
    personOf(userId, members.get(userId) ?? { displayName: named(userId), avatar: undefined });
  const body = waiting?.content['body'];
  if (typeof body === 'string') return { kind: 'text', sender: find(own).name, own: true, text: cleanLine(body, longest) };
  if (!row.latest) return undefined;
  const item = itemOf(row.latest, {
    reader: { userId: own, displayName: undefined },
    find,
    about: () => undefined,
    event: () => undefined,
    mayNotifyRoom: () => false,
    call,
    wasEncrypted: () => false,
  });
  if (!item || item.kind === 'gap') return undefined;
  const who = { sender: item.sender.name, own: item.own };
  switch (item.kind) {
    case 'message':
      return { kind: 'text', ...who, text: cleanLine(item.text, longest) };
    case 'attachment':
      return { kind: 'attachment', ...who, name: item.name };
    case 'call':
      return { kind: 'call', ...who, outcome: item.call.outcome, durationMs: item.call.durationMs };
    case 'undecryptable':
    case 'redacted':
      return { kind: item.kind, ...who };
    case 'unsupported':
      return item.fallback === undefined ? undefined : { kind: 'text', ...who, text: cleanLine(item.fallback, longest) };
    case 'state':
      switch (item.change.what) {
        case 'created':
        case 'invited':
          return { kind: item.change.what, ...who };
        case 'joined':
        case 'left':
          return { kind: item.change.what, sender: item.change.person.name, own: item.change.person.userId === own };
        default:
          return undefined;
      }
    default:
      return assertNever(item);
  }
}
