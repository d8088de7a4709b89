import type { Member } from '../contract/rooms.ts';
import { peopleOf } from '../people/names.ts';
import type { Power } from '../people/power.ts';
import type { PresenceMap } from '../people/presence.ts';
import type { MemberRow } from '../store/api.ts';

const roles = ['admin', 'moderator', 'member'] as const satisfies readonly Member['role'][];

const roleOf = (level: number): Member['role'] => (level >= 100 ? 'admin' : level >= 50 ? 'moderator' : 'member');

/** The members of a room by role and name; the order of names is that of a German dictionary, as in the interface. */
export function membersOf(
  rows: readonly MemberRow[],
  power: Power,
  presence: Pick<PresenceMap, 'of'>,
  collator: Intl.Collator,
): readonly Member[] {
  const people = peopleOf(rows);
  const members = rows.flatMap(({ userId, membership }): Member[] => {
    const person = people.get(userId);
    if (!person || (membership !== 'join' && membership !== 'invite')) return [];
    return [{ key: userId, ...person, membership, role: roleOf(power.of(userId)), presence: presence.of(userId) }];
  });
  return members.sort(
    (a, b) => roles.indexOf(a.role) - roles.indexOf(b.role) || collator.compare(a.name, b.name) || (a.userId < b.userId ? -1 : 1),
  );
}
