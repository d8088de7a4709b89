import type { CallRecord, GapItem, MessageItem, Person, StateChange, StateItem, TimelineHead, TimelineItem } from '../../../engine/contract.ts';
import { at, deniz, emre, friederike, holger, katharina, miriam, sabine } from './story-rooms.ts';

/* What is said in the stories. */

let count = 0;
const base = (sender: Person, ts: number) => {
  count += 1;
  return { key: `i${count.toString()}`, eventId: `$e${count.toString()}`, sender, own: sender === miriam, ts };
};

export const say = (sender: Person, ts: number, text: string, more: Partial<MessageItem> = {}): MessageItem => ({
  ...base(sender, ts),
  kind: 'message',
  style: 'text',
  text,
  html: undefined,
  emojiOnly: false,
  mentionsMe: false,
  edited: false,
  replyTo: undefined,
  reactions: [],
  send: undefined,
  txnId: undefined,
  shield: undefined,
  ...more,
});

const change = (sender: Person, ts: number, what: StateChange): StateItem => ({ ...base(sender, ts), kind: 'state', change: what });

export const head = (more: Partial<TimelineHead> = {}): TimelineHead => ({
  roomId: '!haushalt',
  atStart: false,
  loadingOlder: false,
  olderFailure: undefined,
  readUpTo: undefined,
  ...more,
});

/** The card of a call in a story. */
export const callItem = (sender: Person, call: CallRecord): TimelineItem => ({ ...base(sender, call.startedTs), kind: 'call', call });

const request = say(katharina, at(13, 16, 42), 'Der Entwurf der Haushaltsanmeldung 2027 liegt in der E-Akte. Bitte prüfen Sie Kapitel 03 bis Freitag, 12:00 Uhr.', {
  reactions: [
    { symbol: '👍', count: 4, own: true },
    { symbol: '✅', count: 1, own: false },
  ],
});

export const workday: readonly TimelineItem[] = [
  change(katharina, at(13, 9, 0), { what: 'created' }),
  change(katharina, at(13, 9, 0), { what: 'encrypted' }),
  change(holger, at(13, 9, 5), { what: 'joined', person: holger }),
  change(emre, at(13, 9, 8), { what: 'joined', person: emre }),
  request,
  say(katharina, at(13, 16, 58), 'Fragen dazu bitte hier, damit alle mitlesen.'),
  change(katharina, at(13, 17, 10), { what: 'invited', person: friederike }),
  say(holger, at(14, 8, 12), 'Guten Morgen zusammen.'),
  { ...base(holger, at(14, 8, 14)), kind: 'attachment', media: 'file', name: 'Anmeldung_2027_Kap03.xlsx', size: 1_800_000 },
  say(miriam, at(14, 8, 20), 'Danke. In Titel 547 69 fehlt die Verpflichtungsermächtigung, ich trage sie nach.', {
    edited: true,
    replyTo: { eventId: '$e9', sender: holger, text: 'Anmeldung_2027_Kap03.xlsx' },
  }),
  say(emre, at(14, 9, 38), 'Miriam Brandt, passt der Ansatz von 120.000 € auch für die Klausur heute?', {
    html: '<a href="https://matrix.to/#/@miriam.brandt:land.example">@Miriam Brandt</a>, passt der Ansatz von 120.000&nbsp;€ auch für die Klausur heute?',
    mentionsMe: true,
  }),
  say(katharina, at(14, 9, 40), 'Die Unterlagen stehen unter https://akte.land.example/vorgang/2027-03 bereit.'),
];

/** The last event before the new ones. */
export const readUpTo = workday[9]?.kind === 'message' ? workday[9].eventId : undefined;

export const sending: readonly TimelineItem[] = [
  say(holger, at(13, 15, 10), 'Haben Sie den Bescheid zur Städtebauförderung schon gesehen?'),
  say(miriam, at(13, 15, 14), 'Ja, liegt im Vorgang. Ich rufe Sie gleich an.'),
  say(holger, at(14, 9, 33), 'Kurz zur Verpflichtungsermächtigung: Welchen Betrag setzen wir an?'),
  say(miriam, at(14, 9, 36), 'Das steht im Vermerk.', { eventId: undefined, txnId: 'txn-failed', send: { state: 'failed', failure: { code: 'forbidden' } } }),
  say(miriam, at(14, 9, 41), 'Ich melde mich gleich.', { eventId: undefined, txnId: 'txn-sending', send: { state: 'sending' } }),
  say(miriam, at(14, 9, 42), 'Dann trage ich 120.000 € nach.', { eventId: undefined, txnId: 'txn-queued', send: { state: 'queued' } }),
];

const gap = (key: string, state: GapItem['state']): GapItem => ({
  kind: 'gap',
  key,
  state,
  failure: state === 'failed' ? { code: 'offline' } : undefined,
});

const closed = (problem: 'key-missing' | 'before-this-device' | 'withheld-unverified' | 'withheld' | 'broken', minute: number): TimelineItem => ({
  ...base(sabine, at(14, 8, minute)),
  kind: 'undecryptable',
  problem,
});

/** One of each kind that is not an ordinary message. */
export const oddities: readonly TimelineItem[] = [
  change(katharina, at(14, 7, 0), { what: 'topic', text: 'Haushaltsanmeldung 2027' }),
  say(emre, at(14, 8, 31), 'So rechne ich die Personalausgaben zusammen:', {
    html: '<p>So rechne ich die <b>Personalausgaben</b> zusammen:</p><pre><code>=SUMMEWENN(Stellen!C4:C212; "0300"; Stellen!F4:F212)</code></pre><ul><li>Stellen laut Plan</li><li>kw-Vermerke</li></ul><blockquote>Nach der Vorgabe vom Mai.</blockquote>',
  }),
  { ...base(emre, at(14, 8, 33)), kind: 'attachment', media: 'image', name: 'Personalausgaben.png', size: 48_000 },
  { ...base(sabine, at(14, 8, 35)), kind: 'unsupported', type: 'org.matrix.msc3381.poll.start', fallback: 'Umfrage: Passt Ihnen Donnerstag?' },
  closed('key-missing', 36),
  closed('before-this-device', 37),
  closed('withheld-unverified', 38),
  closed('withheld', 39),
  closed('broken', 40),
  { ...base(deniz, at(14, 8, 45)), kind: 'redacted' },
  gap('gap-open', 'loading'),
  say(deniz, at(14, 9, 2), 'winkt aus Haus B', { style: 'emote' }),
  say(deniz, at(14, 9, 3), 'Wartung am Samstag ab 18:00 Uhr', { style: 'notice' }),
  say(deniz, at(14, 9, 4), 'Von unterwegs', { shield: 'unverified-device' }),
  gap('gap-failed', 'failed'),
  say(holger, at(14, 9, 5), '👍🎉', { emojiOnly: true }),
  say(miriam, at(14, 9, 6), 'Nachgetragen.', { edited: true }),
  say(miriam, at(14, 9, 7), 'Und geprüft.', { edited: true, replyTo: { eventId: '$weg', sender: undefined, text: undefined } }),
];

/** What breaks layouts: it must hold. */
export const extremes: readonly TimelineItem[] = [
  say(emre, at(14, 8, 0), 'Donaudampfschifffahrtsgesellschaft'.repeat(150)),
  say(holger, at(14, 8, 1), Array.from({ length: 60 }, (_, line) => `Zeile ${(line + 1).toString()} der Niederschrift`).join('\n')),
  say(person('مريم عبد الله', 'maryam'), at(14, 8, 2), 'صباح الخير، هل وصل مشروع الميزانية؟\nJa, er liegt vor.'),
  say(person('Dr. Maximiliane-Friederike von Hohenstein-Langenburg zu Waldeck-Pyrmont (Referatsleitung 23)', 'lang'), at(14, 8, 3), 'Kurz.'),
  say(deniz, at(14, 8, 4), 'Tabelle', {
    html: `<table><thead><tr>${'<th>Kapitel</th>'.repeat(14)}</tr></thead><tbody><tr>${'<td>120.000&nbsp;€</td>'.repeat(14)}</tr></tbody></table>`,
  }),
  say(miriam, at(14, 8, 5), 'x'.repeat(400), { reactions: [{ symbol: 'einverstanden'.repeat(12), count: 2, own: false }] }),
];

function person(name: string, id: string): Person {
  return { userId: `@${id}:land.example`, name, avatar: undefined };
}
