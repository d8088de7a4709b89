import type { FormerEndpoint } from '../contract.ts';
import type { Leftover } from './model.ts';

/*
 * What a page that crashed leaves in a conference until the server gives its place up, while its device is back there
 * already. It is nobody of their own: neither a person more nor a stranger. Since somebody could want to listen so, it is
 * always named in the list of people, and it is a participant like any other as soon as it lives: it sends or says
 * something, comes again after it has gone, or stays longer than any server keeps a place.
 */

export interface LeftoverFacts {
  readonly former: Readonly<Record<string, FormerEndpoint>>;
  /** Endpoints that are somebody's by Matrix now. */
  readonly known: Readonly<Record<string, unknown>>;
  readonly ownName: string;
  /** Where one is oneself. */
  readonly ownId: string;
  readonly isSending: (id: string) => boolean;
  /** One moderates, and so may put it out. */
  readonly remove: ((id: string) => void) | undefined;
}

export interface Leftovers {
  /** Those among the endpoints that are there, in their order; the same objects where nothing differs. */
  read(present: readonly string[], facts: LeftoverFacts): readonly Leftover[];
  /** It has said something. */
  lives(id: string): void;
  /** The conference has been left, for now at least. */
  leave(): void;
}

/** Servers give up a place after a minute, and may take as long to notice that somebody is gone. */
const longestMs = 120_000;
/** What was on its way still arrives, and is counted with the next look. */
const lastMediaMs = 6_000;

export function createLeftovers(now: () => number): Leftovers {
  const own = new Set<string>();
  const since = new Map<string, number>();
  const living = new Set<string>();
  let last: readonly Leftover[] = [];

  const formerOf = (id: string, present: ReadonlySet<string>, { former, ownId, ownName }: LeftoverFacts): FormerEndpoint | undefined => {
    if (own.has(id)) return { name: ownName, now: undefined };
    // Others choose their IDs: the names of Object.prototype are nobody's.
    const found = Object.hasOwn(former, id) ? former[id] : undefined;
    return found && (found.now === undefined || found.now === ownId || present.has(found.now)) ? found : undefined;
  };
  const isLive = (id: string, isSending: LeftoverFacts['isSending']): boolean => {
    const first = since.get(id) ?? now();
    since.set(id, first);
    return now() > first + longestMs || (now() > first + lastMediaMs && isSending(id));
  };

  return {
    lives: (id) => void living.add(id),
    read(ids, facts) {
      const { ownId, known, isSending, remove } = facts;
      const present = new Set(ids);
      for (const { id } of last) if (!present.has(id)) living.add(id);
      const next = ids.flatMap((id): Leftover[] => {
        if (id === ownId || living.has(id) || Object.hasOwn(known, id)) return [];
        const former = formerOf(id, present, facts);
        if (!former) return [];
        if (isLive(id, isSending)) {
          living.add(id);
          return [];
        }
        const [name, isOwn] = [former.name, former.now === undefined];
        const old = last.find((each) => each.id === id);
        const isSame = old?.name === name && old.isOwn === isOwn && (old.remove !== undefined) === (remove !== undefined);
        return [isSame ? old : { id, name, isOwn, remove: remove && (() => remove(id)) }];
      });
      own.add(ownId);
      if (next.length !== last.length || next.some((each, index) => each !== last[index])) last = next;
      return last;
    },
    leave: () => void (last = []),
  };
}
