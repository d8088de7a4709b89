import type { RoomName } from '../contract/rooms.ts';
import { cleanLine, personOf } from '../people/names.ts';
import { textAt } from '../session/json.ts';
import type { RoomRow } from '../store/api.ts';

const mostNames = 5;

/** A room's name (client-server API, "Calculating the display name for a room"): its own, its address, its people. */
export function roomName(row: RoomRow, own: string, peer: { readonly name: string } | undefined): RoomName {
  const named = cleanLine(row.state['m.room.name']?.['name'], 255);
  if (named) return { kind: 'named', text: named };
  const alias = cleanLine(textAt(row.state['m.room.canonical_alias'], 'alias'), 255);
  if (alias) return { kind: 'named', text: alias };
  // The other person of a direct chat gives the name also after having left.
  if (peer) return { kind: 'people', names: [peer.name], others: 0 };
  const others = row.joinedCount + row.invitedCount - 1;
  const members = new Map(row.people.map((member) => [member.userId, member]));
  const names = row.heroes
    .filter((userId) => userId !== own)
    .slice(0, mostNames)
    .map((userId) => personOf(userId, members.get(userId)).name);
  if (others < 1 || names.length === 0) return { kind: 'empty' };
  return { kind: 'people', names, others: Math.max(0, others - names.length) };
}
