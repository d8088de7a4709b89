import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../renderer/engine/store/api.ts';
import { itemOf } from '../../../../renderer/engine/timeline/item.ts';
import { aboutEvents } from '../../../../renderer/engine/timeline/relations.ts';
import { seeded } from '../../base/random.ts';
import { anna, asAnna, bernd, stored, text } from './events.ts';

describe('a message', () => {
  it.each([
    ['m.text', 'text'], ['m.notice', 'notice'], ['m.server_notice', 'notice'], ['m.emote', 'emote'],
  ])('%s is shown as %s', (msgtype, style) => {
    const item = itemOf(stored('m.room.message', { msgtype, body: 'Guten Tag' }), asAnna());
    expect(item).toMatchObject({ kind: 'message', style, text: 'Guten Tag', html: undefined, own: false, key: '$event', sender: { name: 'bernd' } });
  });

  it('hands HTML on only in the one format, and not of any length', () => {
    const html = (more: JsonObject) => itemOf(text('x', more), asAnna());
    expect(html({ format: 'org.matrix.custom.html', formatted_body: '<b>x</b>' })).toMatchObject({ html: '<b>x</b>' });
    expect(html({ format: 'other', formatted_body: '<b>x</b>' })).toMatchObject({ html: undefined });
    expect(html({ format: 'org.matrix.custom.html', formatted_body: 'x'.repeat(70_000) })).toMatchObject({ html: undefined });
  });

  it('of ten million characters is cut', () => {
    expect(itemOf(text('x'.repeat(10_000_000)), asAnna())).toMatchObject({ kind: 'message', text: 'x'.repeat(65_536) });
  });

  it.each([
    ['🙂', true], ['👩‍💻 👍🏽', true], ['🇩🇪', true], ['❤️', true], ['1', false], ['#', false], ['👍 ja', false], ['', false], ['🙂'.repeat(40), false],
  ])('%s of nothing but emoji: %s', (body, expected) => {
    const item = itemOf(text(body), asAnna());
    expect(item?.kind === 'message' && item.emojiOnly).toBe(expected);
  });

  it('keeps the key of its local echo only for the account that sent it', () => {
    expect(itemOf(text('x', {}, { sender: anna, txnId: 'txn-1' }), asAnna())).toMatchObject({ key: 'txn-1', txnId: 'txn-1', own: true });
    expect(itemOf(text('x', {}, { txnId: 'txn-1' }), asAnna())).toMatchObject({ key: '$event', txnId: undefined, own: false });
  });
});

describe('mentions', () => {
  const isMentioned = (body: string, more: JsonObject = {}, may = false, rest = {}): boolean => {
    const item = itemOf(text(body, more, rest), asAnna({ mayNotifyRoom: () => may }));
    return item?.kind === 'message' && item.mentionsMe;
  };
  it('are what the sender meant', () => {
    expect(isMentioned('hallo', { 'm.mentions': { user_ids: [anna] } })).toBe(true);
    expect(isMentioned('Anna Abel', { 'm.mentions': {} })).toBe(false);
    expect(isMentioned('@room', { 'm.mentions': { room: true } }, true)).toBe(true);
    expect(isMentioned('@room', { 'm.mentions': { room: true } }, false)).toBe(false);
    expect(isMentioned('x', { 'm.mentions': { user_ids: 'all' } })).toBe(false);
  });
  it('are guessed for older clients, by whole words', () => {
    expect(isMentioned('Frau anna abel, bitte')).toBe(true);
    expect(isMentioned('Hanna Abelung')).toBe(false);
    expect(isMentioned(`${anna}: bitte`)).toBe(true);
  });
  it('never are one\'s own', () => {
    expect(isMentioned('x', { 'm.mentions': { user_ids: [anna] } }, false, { sender: anna })).toBe(false);
  });
});

describe('a reply', () => {
  const relates = { 'm.relates_to': { 'm.in_reply_to': { event_id: '$first' } } };
  it('loses the quotation that old clients put in front', () => {
    const more = { ...relates, format: 'org.matrix.custom.html', formatted_body: '<mx-reply><blockquote>alt</blockquote></mx-reply>neu' };
    expect(itemOf(text('> <@b:x> alt\n> mehr\n\nneu', more), asAnna())).toMatchObject({ text: 'neu', html: 'neu' });
    expect(itemOf(text('> ein Zitat\n\nAntwort'), asAnna())).toMatchObject({ text: '> ein Zitat\n\nAntwort' });
  });
  it('shows what it answers, where the store has it', () => {
    const first = text('Wann?', {}, { eventId: '$first', sender: anna });
    expect(itemOf(text('Morgen', relates), asAnna({ event: () => first }))).toMatchObject({ replyTo: { eventId: '$first', sender: { name: 'anna' }, text: 'Wann?' } });
    expect(itemOf(text('Morgen', relates), asAnna())).toMatchObject({ replyTo: { eventId: '$first', sender: undefined, text: undefined } });
    expect(itemOf(text('Morgen', relates), asAnna({ event: () => ({ ...first, redacted: true }) }))).toMatchObject({ replyTo: { text: undefined } });
  });
  it('in a thread that only serves old clients is none', () => {
    const thread = { 'm.relates_to': { rel_type: 'm.thread', event_id: '$root', is_falling_back: true, 'm.in_reply_to': { event_id: '$first' } } };
    expect(itemOf(text('x', thread), asAnna())).toMatchObject({ kind: 'message', replyTo: undefined });
  });
});

describe('every event has its place', () => {
  it.each([
    ['m.image', 'image'], ['m.file', 'file'], ['m.audio', 'audio'], ['m.video', 'video'],
  ])('%s is an attachment', (msgtype, media) => {
    const content = { msgtype, body: 'alt.pdf', filename: 'Akte.pdf', info: { size: 12 } };
    expect(itemOf(stored('m.room.message', content), asAnna())).toMatchObject({ kind: 'attachment', media, name: 'Akte.pdf', size: 12 });
  });
  it.each([
    ['m.room.message', { msgtype: 'm.location', body: 'Rathaus' }, 'Rathaus'],
    ['m.room.message', { msgtype: 'm.text' }, undefined],
    ['m.room.message', { msgtype: 'm.text', body: 7 }, undefined],
    ['m.room.message', {}, undefined],
    ['org.matrix.msc3381.poll.start', { 'org.matrix.msc1767.text': 'Kuchen?' }, 'Kuchen?'],
    ['m.poll.start', { 'm.text': [{ body: 'Kuchen?' }] }, 'Kuchen?'],
    ['de.einklang.unknown', { body: 'etwas' }, 'etwas'],
  ])('%s %o is unsupported, with what it says for that case', (type, content, fallback) => {
    expect(itemOf(stored(type, content), asAnna())).toMatchObject({ kind: 'unsupported', type, fallback });
  });
  it.each([
    'm.call.invite', 'm.call.notify', 'm.rtc.notification', 'org.matrix.msc4075.call.notify', 'org.matrix.msc4075.rtc.notification',
  ])('%s says that a call began in another program, unless it was taken back', (type) => {
    expect(itemOf(stored(type, { notification_type: 'ring' }), asAnna())).toMatchObject({ kind: 'state', sender: { name: 'bernd' }, change: { what: 'call-elsewhere' } });
    expect(itemOf(stored(type, {}, { redacted: true }), asAnna())).toMatchObject({ kind: 'redacted' });
  });
  it.each([
    'm.reaction', 'm.room.redaction', 'm.key.verification.start', 'm.call.candidates', 'org.matrix.msc4143.rtc.member',
    'org.matrix.msc4310.rtc.decline', 'io.element.call.encryption_keys', 'io.element.call.reaction',
  ])('%s serves others: nothing is shown', (type) => {
    expect(itemOf(stored(type, {}), asAnna())).toBeUndefined();
  });
  it('an edit is shown at what it edits, also while it cannot be read', () => {
    const relation = { 'm.relates_to': { rel_type: 'm.replace', event_id: '$first' } };
    expect(itemOf(text('* neu', relation), asAnna())).toBeUndefined();
    expect(itemOf(stored('m.room.encrypted', relation, { encryption: 'undecrypted' }), asAnna())).toBeUndefined();
  });
  it('what cannot be decrypted says why', () => {
    const event = stored('m.room.encrypted', {}, { encryption: 'undecrypted', problem: 'withheld' });
    expect(itemOf(event, asAnna())).toMatchObject({ kind: 'undecryptable', problem: 'withheld' });
  });
  it('what was redacted says so', () => {
    expect(itemOf(stored('m.room.message', {}, { redacted: true }), asAnna())).toMatchObject({ kind: 'redacted' });
    expect(itemOf(stored('m.room.encrypted', {}, { redacted: true, encryption: 'undecrypted' }), asAnna())).toMatchObject({ kind: 'redacted' });
  });
});

describe('edits and reactions', () => {
  const original = text('alt', {}, { eventId: '$first' });
  const edit = (eventId: string, body: string, more: Partial<typeof original> = {}) => ({
    targetId: '$first', relType: 'm.replace', key: undefined,
    event: { ...text(`* ${body}`, { 'm.new_content': { msgtype: 'm.text', body }, 'm.relates_to': { rel_type: 'm.replace', event_id: '$first' } }, { eventId }), ...more },
  });
  const shown = (relations: Parameters<typeof aboutEvents>[1], of = original) => {
    const about = aboutEvents([of], relations, anna);
    return itemOf(of, asAnna({ about: (id) => about.get(id) }));
  };
  it('takes the latest edit by time, then by ID', () => {
    expect(shown([edit('$a', 'zwei', { ts: 3_000 }), edit('$b', 'eins', { ts: 2_000 })])).toMatchObject({ text: 'zwei', edited: true });
    expect(shown([edit('$a', 'eins'), edit('$b', 'zwei')])).toMatchObject({ text: 'zwei' });
  });
  it.each([
    ['by somebody else', edit('$a', 'x', { sender: anna })],
    ['that was redacted', edit('$a', 'x', { redacted: true })],
    ['of another type', edit('$a', 'x', { type: 'm.sticker' })],
    ['without new content', edit('$a', 'x', { content: {} })],
    ['that is a state event', edit('$a', 'x', { stateKey: '' })],
  ])('passes over an edit %s', (_name, relation) => {
    expect(shown([relation])).toMatchObject({ text: 'alt', edited: false });
  });
  it('passes over a plain edit of an encrypted message', () => {
    expect(shown([edit('$a', 'x')], { ...original, encryption: 'decrypted' })).toMatchObject({ edited: false });
    expect(shown([edit('$a', 'x', { encryption: 'decrypted' })], { ...original, encryption: 'decrypted' })).toMatchObject({ edited: true });
  });
  it('counts people, not events', () => {
    const reaction = (sender: string, key: string | undefined, more = {}) => ({ targetId: '$first', relType: 'm.annotation', key, event: stored('m.reaction', {}, { sender, ...more }) });
    const item = shown([
      reaction(bernd, '👍'), reaction(bernd, '👍'), reaction(anna, '👍'), reaction(anna, '🎉', { redacted: true }), reaction(bernd, 'x'.repeat(100)), reaction(bernd, undefined),
    ]);
    expect(item).toMatchObject({ reactions: [{ symbol: '👍', count: 2, own: true }] });
  });
});

describe('state', () => {
  const member = (content: JsonObject, before: JsonObject | undefined, sender = bernd, target = bernd) =>
    itemOf(stored('m.room.member', content, { stateKey: target, sender, ...(before ? { unsigned: { prev_content: before } } : {}) }), asAnna());
  const what = (...args: Parameters<typeof member>) => {
    const item = member(...args);
    return item?.kind === 'state' ? item.change.what : item?.kind;
  };
  it.each([
    ['joined', 'join', undefined, bernd, bernd],
    ['joined', 'join', 'invite', bernd, bernd],
    ['joined', 'join', 'leave', bernd, bernd],
    ['invited', 'invite', undefined, anna, bernd],
    ['invited', 'invite', 'leave', anna, bernd],
    ['left', 'leave', 'join', bernd, bernd],
    ['declined', 'leave', 'invite', bernd, bernd],
    ['removed', 'leave', 'join', anna, bernd],
    ['withdrawn', 'leave', 'invite', anna, bernd],
    ['unbanned', 'leave', 'ban', anna, bernd],
    ['banned', 'ban', 'join', anna, bernd],
    ['banned', 'ban', undefined, anna, bernd],
    [undefined, 'join', 'join', bernd, bernd],
    [undefined, 'leave', 'leave', anna, bernd],
    ['unsupported', 'knock', undefined, bernd, bernd],
    ['unsupported', 'dance', 'join', bernd, bernd],
  ])('%s: %s after %s', (expected, membership, before, sender, target) => {
    expect(what({ membership }, before === undefined ? undefined : { membership: before }, sender, target)).toBe(expected);
  });
  it('tells a new name and a new portrait', () => {
    const before = { membership: 'join', displayname: 'Bernd', avatar_url: 'mxc://x/1' };
    expect(member({ ...before, displayname: 'Bernd Bach' }, before)).toMatchObject({ change: { what: 'renamed', from: 'Bernd', person: { name: 'Bernd Bach' } } });
    expect(member({ ...before, avatar_url: 'mxc://x/2' }, before)).toMatchObject({ change: { what: 'portrait', person: { avatar: 'mxc://x/2' } } });
    expect(member({ ...before, reason: 'x' }, before)).toBeUndefined();
  });
  it.each([
    ['m.room.create', 'created'], ['m.room.encryption', 'encrypted'], ['m.room.avatar', 'avatar'], ['m.room.power_levels', 'permissions'],
    ['m.room.history_visibility', 'history-visibility'], ['m.room.join_rules', 'join-rules'], ['m.room.pinned_events', 'pinned'],
    ['m.room.tombstone', 'moved'], ['m.room.name', 'name'], ['m.room.topic', 'topic'],
  ])('%s is "%s"', (type, expected) => {
    expect(itemOf(stored(type, {}, { stateKey: '' }), asAnna())).toMatchObject({ kind: 'state', change: { what: expected } });
  });
  it.each(['org.matrix.msc3401.call.member', 'm.call.member', 'org.matrix.msc3401.call'])('of who is in a call of another client (%s) is quiet', (type) => {
    expect(itemOf(stored(type, {}, { stateKey: 'x' }), asAnna())).toBeUndefined();
  });
  it('of the conference that a call of ours has for its time is quiet, unless it is to stay', () => {
    const own = (content: JsonObject, before: JsonObject = {}) =>
      itemOf(stored('im.vector.modular.widgets', content, { stateKey: 'de.einklang.jitsi', unsigned: { prev_content: before } }), asAnna());
    const passing = { type: 'jitsi', url: 'https://x' };
    const lasting = { ...passing, 'de.einklang.lasting': true };
    expect([own(passing), own({}, passing)]).toEqual([undefined, undefined]);
    expect(own(lasting, passing)).toMatchObject({ change: { what: 'conference' } });
    expect(own({}, lasting)).toMatchObject({ change: { what: 'conference-removed' } });
  });
  it('of a Jitsi widget, in either spelling, is the conference; one taken away is said; another widget is unsupported', () => {
    const widget = (content: JsonObject, before: JsonObject = {}) =>
      itemOf(stored('im.vector.modular.widgets', content, { stateKey: 'x', unsigned: { prev_content: before } }), asAnna());
    expect(widget({}, { type: 'jitsi', url: 'https://x' })).toMatchObject({ change: { what: 'conference-removed' } });
    for (const type of ['jitsi', 'm.jitsi']) expect(widget({ type, url: 'https://x' })).toMatchObject({ kind: 'state', change: { what: 'conference' } });
    expect(widget({})).toBeUndefined();
    expect(widget({ type: 'm.etherpad', url: 'https://x' })).toMatchObject({ kind: 'unsupported' });
  });
  it('that nobody knows is unsupported', () => {
    expect(itemOf(stored('de.einklang.x', {}, { stateKey: '' }), asAnna())).toMatchObject({ kind: 'unsupported', type: 'de.einklang.x' });
  });
  it('cannot rearrange the line it stands in', () => {
    const item = itemOf(stored('m.room.name', { name: 'Amt\u202etxet\n\u0000zwei' }, { stateKey: '' }), asAnna());
    expect(item).toMatchObject({ change: { text: 'Amt txet zwei' } });
  });
});

describe('a hostile server', () => {
  it('makes nothing throw, whatever stands in an event', { timeout: 30_000 }, () => {
    const random = seeded(7);
    const keys = ['msgtype', 'body', 'format', 'formatted_body', 'm.relates_to', 'm.new_content', 'm.mentions', 'membership', 'displayname',
      'avatar_url', 'name', 'topic', 'info', 'filename', 'rel_type', 'event_id', 'm.in_reply_to', 'user_ids', 'prev_content', '__proto__', 'constructor'];
    const types = ['m.room.message', 'm.room.member', 'm.room.name', 'm.room.topic', 'm.sticker', 'm.reaction', 'm.room.encrypted', 'm.room.create', '__proto__', ''];
    const value = (depth: number): unknown => {
      const leaves: readonly unknown[] = [0, -1, NaN, 1e400, null, true, '', 'm.text', 'm.image', 'join', 'leave', 'm.replace', anna, '\u202e\ud800', 'x'.repeat(3_000), [], {}];
      if (depth > 3 || random.next() < 0.5) return random.pick(leaves.map((leaf) => ({ leaf }))).leaf;
      if (random.next() < 0.2) return [value(depth + 1), value(depth + 1)];
      return object(depth + 1);
    };
    const object = (depth: number): JsonObject =>
      Object.fromEntries(Array.from({ length: random.below(7) }, () => [random.pick(keys), value(depth)]));
    for (let round = 0; round < 3_000; round++) {
      const event = stored(random.pick(types), object(0), {
        stateKey: random.pick([{ key: undefined }, { key: '' }, { key: bernd }]).key,
        encryption: random.pick(['none', 'decrypted', 'undecrypted'] as const),
        redacted: random.next() < 0.1,
        unsigned: object(0),
      });
      const about = aboutEvents([event], [{ targetId: event.eventId, relType: 'm.replace', key: undefined, event: stored(event.type, object(0)) }], anna);
      const item = itemOf(event, asAnna({ about: (id) => about.get(id), event: () => event }));
      structuredClone(item);
    }
  });
});
