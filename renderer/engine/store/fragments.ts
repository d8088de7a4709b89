import type { Position } from './api/events.ts';

/*
 * The order of a room's events, without any clock.
 *
 * A fragment is a run of events with nothing missing between them; before its first event lies a gap (a token to ask
 * the server for older ones) or the room's beginning. Fragments are numbered, older ones lower. Live events append to
 * the newest, scroll-back prepends, a limited sync opens a new one, and meeting an event that another fragment has
 * joins the two. An event keeps its place for as long as it is stored: what a server repeats changes nothing.
 */

/** What lies before a fragment's first event. */
export type Beginning = { readonly kind: 'start' } | { readonly kind: 'gap'; readonly token: string | undefined };

export interface Bounds {
  readonly first: number;
  readonly last: number;
}

/** One room's fragments as the algorithm sees them. `E` is whatever is placed; its ID is `event_id`. */
export interface FragmentTable<E extends { readonly event_id: string }> {
  locate(eventId: string): Position | undefined;
  /** Fragment numbers, ascending. */
  fragments(): readonly number[];
  /** Undefined for a fragment without events. */
  bounds(fragment: number): Bounds | undefined;
  /** A new fragment, newer than all others. */
  create(beginning: Beginning): number;
  remove(fragment: number): void;
  beginning(fragment: number): Beginning;
  setBeginning(fragment: number, beginning: Beginning): void;
  insert(event: E, at: Position): void;
  /** Moves the events of `fragment` whose index is below `below` down by one. */
  makeRoom(fragment: number, below: number): void;
  /** Moves all events of one fragment into another, their indices changed by `by`. */
  move(from: number, to: number, by: number): void;
}

/**
 * Events of a sync, oldest first. `continues`: nothing is missing between the newest stored event and these.
 * Answers those that were not known, oldest first.
 */
export function appendLive<E extends { readonly event_id: string }>(
  table: FragmentTable<E>, events: readonly E[], { continues, beginning }: { readonly continues: boolean; readonly beginning: Beginning },
): readonly E[] {
  const live = table.fragments().at(-1);
  const goesOn = continues && live !== undefined;
  if (goesOn && events.every(({ event_id }) => table.locate(event_id) === undefined)) {
    const next = (table.bounds(live)?.last ?? -1) + 1;
    const fresh = [...new Map(events.map((event) => [event.event_id, event])).values()];
    fresh.forEach((event, at) => table.insert(event, { fragment: live, index: next + at }));
    return fresh;
  }
  if (!goesOn && live !== undefined && table.bounds(live) === undefined) table.remove(live);
  const { fragment, atFront, added } = place(table, table.create(beginning), [...events].reverse(), beginning);
  if (goesOn && atFront && live < fragment) join(table, live, fragment);
  return added.reverse();
}

/** Events before a fragment's first one, newest first, and what lies beyond them. Answers those that were not known, oldest first. */
export function prependOlder<E extends { readonly event_id: string }>(
  table: FragmentTable<E>, fragment: number, events: readonly E[], beyond: Beginning,
): readonly E[] {
  return place(table, fragment, events, beyond).added.reverse();
}

interface Placed<E> {
  /** Where the events ended up; joining may change the number. */
  readonly fragment: number;
  /** The oldest of them is the fragment's first event. */
  readonly atFront: boolean;
  /** Newest first. */
  readonly added: E[];
}

/**
 * Walks from a fragment's first event into the past. `cursor` is the index of the event right after the one that
 * comes next; as long as it is the fragment's first, the walk is at the edge of the unknown, otherwise among known events.
 */
function place<E extends { readonly event_id: string }>(
  table: FragmentTable<E>, start: number, newestFirst: readonly E[], beyond: Beginning,
): Placed<E> {
  let fragment = start;
  let first = table.bounds(fragment)?.first ?? 0;
  let cursor = first;
  const added: E[] = [];
  for (const event of newestFirst) {
    const known = table.locate(event.event_id);
    if (known === undefined) {
      if (cursor > first) table.makeRoom(fragment, cursor);
      first -= 1;
      cursor -= 1;
      table.insert(event, { fragment, index: cursor });
      added.push(event);
    } else if (known.fragment === fragment) {
      cursor = Math.min(cursor, known.index);
    } else if (known.fragment < fragment && cursor === first) {
      fragment = join(table, known.fragment, fragment);
      first = table.bounds(fragment)?.first ?? 0;
      cursor = table.locate(event.event_id)?.index ?? first;
    }
    // Otherwise this server orders it differently from what is stored: the event keeps its place.
  }
  const atFront = cursor === first;
  if (atFront) table.setBeginning(fragment, beyond);
  return { fragment, atFront, added };
}

/** Makes one fragment of two that follow each other. Answers its number. */
function join<E extends { readonly event_id: string }>(table: FragmentTable<E>, older: number, newer: number): number {
  const before = table.bounds(older);
  const after = table.bounds(newer);
  const between = table.fragments().some((fragment) => fragment > older && fragment < newer);
  const beginning = table.beginning(older);
  // The smaller one moves; but what lies between in number must stay before the newer one's events.
  const intoOlder = !between && size(after) <= size(before);
  if (intoOlder) table.move(newer, older, (before?.last ?? -1) + 1 - (after?.first ?? 0));
  else table.move(older, newer, (after?.first ?? 0) - 1 - (before?.last ?? -1));
  const [kept, gone] = intoOlder ? [older, newer] : [newer, older];
  table.remove(gone);
  table.setBeginning(kept, beginning);
  return kept;
}

const size = (bounds: Bounds | undefined): number => (bounds === undefined ? 0 : bounds.last - bounds.first + 1);
