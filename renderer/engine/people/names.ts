import type { Person } from '../contract/rooms.ts';
import type { MemberRow } from '../store/api.ts';

// Bidirectional overrides and isolates, zero-width spaces and control characters: a name must not rearrange its
// surroundings. The joiners (U+200C, U+200D) stay: emoji and Persian need them.
const unfit = /[\p{Cc}\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]+/gu;
const longest = 100;

/** A text that others chose for one line of ours: no line breaks, no invisible direction marks, at most 100 characters. */
export function cleanLine(text: unknown, limit = longest): string {
  if (typeof text !== 'string') return '';
  return text.slice(0, limit * 4).replace(unfit, ' ').replace(/\s+/gu, ' ').trim().slice(0, limit);
}

const mxc = /^mxc:\/\/[^/\s]+\/[^/\s]+$/u;

/** An `mxc:` address, or undefined where it is none: nothing else is ever fetched. */
export const mxcOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.length <= 1_000 && mxc.test(value) ? value : undefined;

/** A person as a list of rooms shows them, without regard to namesakes. */
export const personOf = (userId: string, member: Pick<MemberRow, 'displayName' | 'avatar'> | undefined): Person => ({
  userId,
  name: cleanLine(member?.displayName) || userId,
  avatar: mxcOf(member?.avatar),
});

/**
 * The people of one room by user ID. Namesakes among those who are in or invited carry their user ID behind the name
 * (client-server API, "Calculating the display name for a user").
 */
export function peopleOf(members: readonly MemberRow[]): ReadonlyMap<string, Person> {
  const bearers = new Map<string, number>();
  const people = members.map((member) => ({ member, person: personOf(member.userId, member) }));
  for (const { member, person } of people)
    if (member.membership === 'join' || member.membership === 'invite')
      bearers.set(person.name, (bearers.get(person.name) ?? 0) + 1);
  return new Map(
    people.map(({ person }) => {
      const shared = (bearers.get(person.name) ?? 0) > 1 && person.name !== person.userId;
      return [person.userId, shared ? { ...person, name: `${person.name} (${person.userId})` } : person];
    }),
  );
}
