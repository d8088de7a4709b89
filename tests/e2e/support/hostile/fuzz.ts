import type { Chance } from './seeded.ts';

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

const deep = (levels: number): JsonValue => {
  let value: JsonValue = 'Grund';
  for (let level = 0; level < levels; level++) value = level % 2 === 0 ? [value] : { content: value };
  return value;
};

/** Values where something else was expected. */
const surprises = (markup: readonly string[]): readonly JsonValue[] => [
  null,
  true,
  -1,
  0,
  1.5,
  9_007_199_254_740_993,
  -1e308,
  '',
  ' ',
  '\u0000',
  '\ud800',
  '\u202e\u2066rückwärts\u200b',
  'm.room.message',
  '__proto__',
  'constructor',
  '@:',
  '!',
  '$',
  'mxc://../../etc/passwd',
  'mxc://127.0.0.2/../../../_matrix/client/v3/logout',
  'javascript:globalThis.canaryRan=true',
  'W'.repeat(70_000),
  '🧑‍🚒'.repeat(3_000),
  [],
  {},
  [[[[]]]],
  deep(400),
  Array.from({ length: 3_000 }, (_, i) => i),
  Object.fromEntries(Array.from({ length: 1_000 }, (_, i) => [`schluessel-${i}`, i])),
  JSON.parse('{"__proto__":{"canaryRan":true},"constructor":{"prototype":{"canaryRan":true}}}') as JsonValue,
  ...markup,
];

const otherKeys = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'm.relates_to', 'm.new_content', 'state_key', 'redacts', ''];

/** A copy of `value` with about one in `rarity` of its parts left out, renamed or replaced. */
function mutate(value: JsonValue, chance: Chance, pool: readonly JsonValue[], rarity: number): JsonValue {
  if (chance.onceIn(rarity)) return chance.pick(pool);
  if (Array.isArray(value)) {
    return (value as readonly JsonValue[]).flatMap((item) =>
      chance.onceIn(rarity) ? [] : [mutate(item, chance, pool, rarity)],
    );
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).flatMap(([key, item]): readonly (readonly [string, JsonValue])[] => {
    if (chance.onceIn(rarity)) return [];
    return [[chance.onceIn(rarity * 2) ? chance.pick(otherKeys) : key, mutate(item, chance, pool, rarity)]];
  });
  return Object.fromEntries(entries);
}

/** Events of every kind that the program knows, sound but for their texts. */
function templates(sender: string, text: string): readonly JsonValue[] {
  const message = (content: JsonValue): JsonValue => ({ type: 'm.room.message', sender, content });
  const state = (type: string, content: JsonValue, key = ''): JsonValue => ({ type, sender, state_key: key, content });
  const relation = { rel_type: 'm.replace', event_id: '$nirgends' };
  return [
    message({ msgtype: 'm.text', body: text, format: 'org.matrix.custom.html', formatted_body: text }),
    message({ msgtype: 'm.emote', body: text }),
    message({ msgtype: 'm.notice', body: text, 'm.mentions': { user_ids: [text], room: true } }),
    message({ msgtype: 'm.image', body: text, url: 'mxc://a/b', info: { w: 1, h: 1, mimetype: text, size: 12 } }),
    message({ msgtype: 'm.file', body: text, filename: text, file: { url: 'mxc://a/b', key: {}, iv: '', hashes: {}, v: 'v2' } }),
    message({ msgtype: 'm.location', body: text, geo_uri: text }),
    message({ msgtype: text, body: text }),
    message({ msgtype: 'm.text', body: `* ${text}`, 'm.new_content': { msgtype: 'm.text', body: text }, 'm.relates_to': relation }),
    message({ msgtype: 'm.text', body: text, 'm.relates_to': { 'm.in_reply_to': { event_id: text } } }),
    { type: 'm.reaction', sender, content: { 'm.relates_to': { rel_type: 'm.annotation', event_id: '$nirgends', key: text } } },
    { type: 'm.room.redaction', sender, redacts: '$nirgends', content: { reason: text, redacts: '$nirgends' } },
    { type: 'm.room.encrypted', sender, content: { algorithm: 'm.megolm.v1.aes-sha2', ciphertext: text, session_id: text, sender_key: text, device_id: text } },
    { type: 'm.sticker', sender, content: { body: text, url: 'mxc://a/b', info: {} } },
    { type: text, sender, content: { body: text } },
    state('m.room.name', { name: text }),
    state('m.room.topic', { topic: text }),
    state('m.room.avatar', { url: text }),
    state('m.room.member', { membership: 'join', displayname: text, avatar_url: text, reason: text }, sender),
    state('m.room.member', { membership: 'ban', reason: text }, text),
    state('m.room.canonical_alias', { alias: text, alt_aliases: [text] }),
    state('m.room.pinned_events', { pinned: [text] }),
    state('m.room.power_levels', { users: { [text]: 100 }, events: {}, users_default: 0 }),
    state('m.room.join_rules', { join_rule: text, allow: [{ type: text }] }),
    state('m.room.encryption', { algorithm: 'm.megolm.v1.aes-sha2' }),
    state('m.room.tombstone', { body: text, replacement_room: text }),
  ];
}

export interface FuzzOptions {
  readonly count: number;
  readonly sender: string;
  readonly markup: readonly string[];
  /** Makes event IDs unique among several batches. */
  readonly batch: string;
}

/**
 * Events as a hostile or broken server might send them: each has an event ID and a time, and then parts of it are
 * replaced, renamed or missing, these two included.
 */
export function fuzzedEvents(chance: Chance, { count, sender, markup, batch }: FuzzOptions): readonly JsonValue[] {
  const pool = surprises(markup);
  return Array.from({ length: count }, (_, i) => {
    const event = chance.pick(templates(sender, chance.pick(markup)));
    const whole = { ...(event as object), event_id: `$${batch}-${i}`, origin_server_ts: 1_790_000_000_000 + i, unsigned: { age: 5 } };
    return mutate(whole, chance, pool, 8);
  });
}
