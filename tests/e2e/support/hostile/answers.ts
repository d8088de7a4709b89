import type { Action } from '../../../servers/proxy.ts';
import { fuzzedEvents, type JsonValue } from './fuzz.ts';
import type { Chance } from './seeded.ts';

const answer = (body: unknown, headers: Readonly<Record<string, string>> = {}, status = 200): Action => ({
  kind: 'answer',
  answer: { status, headers, body },
});

const nested = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;

/** Answers to a sync that are none. */
export const brokenSyncs: readonly (readonly [name: string, action: Action])[] = [
  ['cut JSON', answer('{"next_batch":"s1","rooms":{"join":{')],
  ['HTML', answer('<!doctype html><script>globalThis.canaryRan=true</script>', { 'content-type': 'text/html' })],
  ['nothing', answer('')],
  ['null', answer('null')],
  ['a list', answer('[1,2,3]')],
  ['wrong types', answer({ next_batch: {}, rooms: 7, to_device: 'nein', presence: [null], device_lists: { changed: 1 } })],
  ['100,000 levels', answer(`{"next_batch":"s1","rooms":${nested(100_000)}}`)],
  ['foreign prototypes', answer('{"next_batch":"s1","__proto__":{"canaryRan":true},"rooms":{"join":{"__proto__":{"timeline":{}}}}}')],
  ['40 MB of text', answer(`{"next_batch":"s1","x":"${'x'.repeat(40_000_000)}"}`)],
  ['not UTF-8', answer(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d]))],
];

interface Sync {
  rooms?: { join?: Record<string, { timeline?: { events?: JsonValue[] }; state?: { events?: JsonValue[] }; ephemeral?: { events?: JsonValue[] } }> };
  account_data?: { events?: JsonValue[] };
  presence?: { events?: JsonValue[] };
  to_device?: { events?: JsonValue[] };
}

interface Poison {
  readonly chance: Chance;
  readonly roomId: string;
  readonly sender: string;
  readonly markup: readonly string[];
  /** Of the timeline; the other lists get a few each. */
  readonly count: number;
  readonly batch: string;
}

/** The server's own sync with fuzzed events in it: in one room's timeline and state, and beside the rooms. */
export const poisoned = ({ count, ...how }: Poison): Action => ({
  kind: 'rewrite',
  rewrite: (body) => {
    const sync = JSON.parse(body.toString()) as Sync;
    const room = (((sync.rooms ??= {}).join ??= {})[how.roomId] ??= {});
    const more = (events: JsonValue[] | undefined, name: string, wanted: number): JsonValue[] => [
      ...(events ?? []),
      ...fuzzedEvents(how.chance, { ...how, count: wanted, batch: `${how.batch}-${name}` }),
    ];
    room.timeline = { ...room.timeline, events: more(room.timeline?.events, 'timeline', count) };
    room.state = { events: more(room.state?.events, 'state', 5) };
    room.ephemeral = { events: more(room.ephemeral?.events, 'ephemeral', 3) };
    sync.account_data = { events: more(sync.account_data?.events, 'account', 3) };
    sync.presence = { events: more(sync.presence?.events, 'presence', 3) };
    sync.to_device = { events: more(sync.to_device?.events, 'device', 3) };
    return sync;
  },
});
