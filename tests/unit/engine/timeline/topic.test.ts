import { describe, expect, it } from 'vitest';
import { fail } from '../../../../renderer/base/failure.ts';
import { applyListSteps, diffKeyedList } from '../../../../renderer/base/keyed-list.ts';
import { createEmitter } from '../../../../renderer/base/listen.ts';
import type { TimelineHead, TimelineItem } from '../../../../renderer/engine/contract.ts';
import { createRoomPeople } from '../../../../renderer/engine/people/room-people.ts';
import type { RawEvent } from '../../../../renderer/engine/store/api.ts';
import { createTimelineTopic } from '../../../../renderer/engine/timeline/topic.ts';
import { handClock, settle } from '../send-queue/post-office.ts';
import { anna, bernd, edit, encrypted, member, message, reaction, redaction, room, roomSync, state, sync } from '../store/matrix-samples.ts';
import { openStoresFast } from '../stores.ts';
import { noCalls } from './events.ts';

interface State {
  readonly head: TimelineHead;
  readonly items: readonly TimelineItem[];
}

async function begin() {
  const clock = handClock(Date.UTC(2026, 10, 24, 9));
  const { queue, chat: openChat } = await openStoresFast();
  const chat = openChat();
  chat.putOwnUser(anna);
  const reachable = createEmitter<undefined>();
  const fetched: (string | undefined)[] = [];
  const answers: (() => { events: readonly RawEvent[]; end: string | undefined })[] = [];
  const topic = createTimelineTopic({
    chat, queue, own: anna, now: clock.now, after: clock.after, reachable: reachable.listen,
    people: createRoomPeople(chat), calls: noCalls,
    history: {
      fill: async (roomId, token) => {
        fetched.push(token);
        const answer = answers.shift();
        if (!answer) throw fail('offline');
        chat.prependHistory(roomId, { from: token, ...answer() });
      },
    },
  });
  const states: State[] = [];
  const follow = () => topic.follow({ roomId: room }, { publish: (state) => void states.push(state), close: () => undefined });
  const last = (): State => states.at(-1) ?? { head: { roomId: room, atStart: false, loadingOlder: false, olderFailure: undefined, readUpTo: undefined }, items: [] };
  const shown = () => last().items.map((item) => (item.kind === 'message' ? item.text : item.kind));
  const receive = async (...events: RawEvent[]) => {
    chat.applySync(sync([roomSync(events)]));
    await settle();
  };
  return { clock, queue, chat, topic, reachable, fetched, answers, states, follow, last, shown, receive };
}

const numbered = (from: number, to: number): RawEvent[] =>
  Array.from({ length: to - from }, (_, index) => message(`$${(from + index).toString()}`, `n${(from + index).toString()}`, { sender: bernd }));

describe('the topic "timeline"', () => {
  it('shows what the store has and follows it, touching only what changed', async () => {
    const { follow, receive, shown, states, last } = await begin();
    await receive(member('$m', bernd, 'Bernd'), message('$1', 'eins', { sender: bernd }), message('$2', 'zwei'));
    follow();
    expect(shown()).toEqual(['state', 'eins', 'zwei']);
    const before = last().items;
    await receive(reaction('$r', '$1', '👍'), message('$3', 'drei'));
    expect(diffKeyedList(before, last().items).map((step) => step.op)).toEqual(['put', 'insert']);
    expect(last().items[1]).toMatchObject({ sender: { name: 'Bernd' }, reactions: [{ symbol: '👍', count: 1, own: true }] });
    await receive(edit('$e', '$2', 'zwei, genauer'), redaction('$x', '$1'));
    expect(shown()).toEqual(['state', 'redacted', 'zwei, genauer', 'drei']);
    const published = states.length;
    await receive(reaction('$r2', '$unknown', '👍'));
    expect(states.at(-1)?.items).toBe(states[published - 1]?.items);
  });

  it('shows an own message from the first moment under one key, until its echo has taken its place', async () => {
    const { follow, receive, last, queue, shown, chat, states } = await begin();
    await receive(message('$1', 'eins', { sender: bernd }));
    follow();
    queue.add({ txnId: 'txn-00001', roomId: room, type: 'm.room.message', content: { msgtype: 'm.text', body: 'neu' }, text: 'neu', createdAt: 5 });
    await settle();
    expect(last().items.at(-1)).toMatchObject({ key: 'txn-00001', eventId: undefined, text: 'neu', send: { state: 'queued' }, own: true });
    queue.markSending('txn-00001', { deviceId: 'D', at: 6 });
    queue.markSent('txn-00001', '$new');
    await settle();
    expect(last().items.at(-1)).toMatchObject({ key: 'txn-00001', eventId: '$new', send: undefined });
    const from = states.length;
    // Encrypted, so the store has it before it can read it.
    await receive({ ...encrypted('$new', 'S'), unsigned: { transaction_id: 'txn-00001' } });
    expect(shown()).toEqual(['eins', 'neu']);
    chat.putDecrypted([{ roomId: room, eventId: '$new', type: 'm.room.message', content: { msgtype: 'm.text', body: 'neu' } }]);
    queue.remove('txn-00001');
    await settle();
    expect(last().items.at(-1)).toMatchObject({ key: 'txn-00001', eventId: '$new', txnId: 'txn-00001', send: undefined });
    for (const state of states.slice(from)) expect(state.items.map((item) => item.key)).toEqual(['$1', 'txn-00001']);
  });

  it('warns of a message in the clear in an encrypted room, of those from before not', async () => {
    const { follow, receive, last, queue, chat } = await begin();
    await receive(message('$1', 'vorher'), state('$on', 'm.room.encryption', { algorithm: 'm.megolm.v1.aes-sha2' }), message('$2', 'untergeschoben', { sender: bernd }), encrypted('$3', 'S'));
    chat.putDecrypted([{ roomId: room, eventId: '$3', type: 'm.room.message', content: { msgtype: 'm.text', body: 'geheim' } }]);
    queue.add({ txnId: 'txn-00001', roomId: room, type: 'm.room.message', content: { msgtype: 'm.text', body: 'neu' }, text: 'neu', createdAt: 5 });
    follow();
    const shields = last().items.flatMap((item) => (item.kind === 'message' ? [[item.text, item.shield]] : []));
    expect(shields).toEqual([['vorher', undefined], ['untergeschoben', 'not-encrypted'], ['geheim', undefined], ['neu', undefined]]);
  });

  it('gives a failed message its reason', async () => {
    const { follow, last, queue } = await begin();
    queue.add({ txnId: 'txn-00001', roomId: room, type: 'm.room.message', content: { msgtype: 'm.text', body: 'neu' }, text: 'neu', createdAt: 5 });
    queue.markFailed('txn-00001', { code: 'forbidden' });
    follow();
    expect(last().items).toMatchObject([{ send: { state: 'failed', failure: { code: 'forbidden' } }, txnId: 'txn-00001' }]);
  });

  it('calls a message unreadable only when there was time to decrypt it, or the reason is known', async () => {
    const { follow, receive, shown, chat, clock, last } = await begin();
    follow();
    await receive(encrypted('$1', 'S'), encrypted('$2', 'T'));
    expect(shown()).toEqual([]);
    chat.putDecrypted([{ roomId: room, eventId: '$2', problem: 'before-this-device' }]);
    await settle();
    expect(shown()).toEqual(['undecryptable']);
    clock.pass(1_500);
    expect(shown()).toEqual(['undecryptable', 'undecryptable']);
    chat.putDecrypted([{ roomId: room, eventId: '$1', type: 'm.room.message', content: { msgtype: 'm.text', body: 'Schlüssel da' } }]);
    await settle();
    expect(shown()).toEqual(['Schlüssel da', 'undecryptable']);
    expect(last().items[1]).toMatchObject({ problem: 'before-this-device' });
  });

  it('grows backwards: from the store first, then from the server', async () => {
    const { follow, receive, topic, shown, fetched, answers, last } = await begin();
    await receive(...numbered(100, 230));
    follow();
    expect(shown()).toHaveLength(50);
    expect(await topic.older({ roomId: room })).toEqual({ more: true });
    expect([shown()[0], shown().length, fetched]).toEqual(['n130', 100, []]);
    await topic.older({ roomId: room });
    answers.push(() => ({ events: numbered(60, 100).reverse(), end: 'p1' }));
    expect(await topic.older({ roomId: room })).toEqual({ more: true });
    expect([shown()[0], fetched]).toEqual(['n60', ['p0']]);
    answers.push(() => ({ events: numbered(40, 60).reverse(), end: undefined }));
    expect(await topic.older({ roomId: room })).toEqual({ more: false });
    expect([shown()[0], last().head.atStart]).toEqual(['n40', true]);
    expect(await topic.older({ roomId: room })).toEqual({ more: false });
  });

  it('says why older messages did not come, and keeps what is there', async () => {
    const { follow, receive, topic, last, states, shown } = await begin();
    await receive(...numbered(0, 50));
    follow();
    const asked = topic.older({ roomId: room });
    expect(last().head.loadingOlder).toBe(true);
    await expect(asked).rejects.toThrow('offline');
    expect(last().head).toMatchObject({ loadingOlder: false, olderFailure: { code: 'offline' } });
    expect(shown()).toHaveLength(50);
    expect(states.every((state) => state.items.length === 50)).toBe(true);
  });

  it('asks once for one who asks twice, and nobody who does not look', async () => {
    const { follow, receive, topic, fetched, answers } = await begin();
    await receive(...numbered(0, 50));
    await expect(topic.older({ roomId: room })).rejects.toThrow('not-open');
    const stop = follow();
    answers.push(() => ({ events: numbered(-40, 0).reverse(), end: undefined }));
    await Promise.all([topic.older({ roomId: room }), topic.older({ roomId: room })]);
    expect(fetched).toEqual(['p0']);
    stop();
    stop();
    await expect(topic.older({ roomId: room })).rejects.toThrow('not-open');
  });

  it('keeps the oldest message in place while new ones come', async () => {
    const { follow, receive, shown, topic } = await begin();
    await receive(...numbered(0, 200));
    follow();
    await topic.older({ roomId: room });
    expect([shown()[0], shown().length]).toEqual(['n100', 100]);
    await receive(...numbered(200, 260));
    expect([shown()[0], shown().length]).toEqual(['n100', 160]);
  });

  it('fetches a gap inside the window by itself', async () => {
    const { follow, receive, chat, shown, fetched, answers, states } = await begin();
    await receive(...numbered(0, 30));
    follow();
    answers.push(() => ({ events: numbered(25, 33).reverse(), end: 'p9' }));
    chat.applySync(sync([roomSync(numbered(33, 40), { limited: true, prevBatch: 'gap' })]));
    await settle();
    expect(fetched.slice(-1)).toEqual(['gap']);
    expect(shown()).toEqual(Array.from({ length: 40 }, (_, index) => `n${index.toString()}`));
    expect(states.some((state) => state.items.some((item) => item.kind === 'gap' && item.state === 'loading'))).toBe(true);
  });

  it('leaves a gap that cannot be filled open to a later try', async () => {
    const { follow, receive, chat, last, answers, reachable, shown } = await begin();
    await receive(...numbered(0, 30));
    follow();
    chat.applySync(sync([roomSync(numbered(33, 40), { limited: true, prevBatch: 'gap' })]));
    await settle();
    expect(last().items.find((item) => item.kind === 'gap')).toMatchObject({ state: 'failed', failure: { code: 'offline' } });
    answers.push(() => ({ events: numbered(25, 33).reverse(), end: 'p9' }));
    reachable.emit(undefined);
    await settle();
    expect(shown()).toHaveLength(40);
  });

  it('fetches the first screen of a room that has hardly anything', async () => {
    const { follow, receive, answers, shown, last } = await begin();
    await receive(...numbered(30, 33));
    answers.push(() => ({ events: numbered(0, 30).reverse(), end: undefined }));
    follow();
    await settle();
    expect(shown()).toHaveLength(33);
    expect(last().head.atStart).toBe(true);
  });

  it('does not ask for ever where the server answers nothing', async () => {
    const { follow, receive, answers, fetched } = await begin();
    await receive(...numbered(30, 33));
    for (let count = 0; count < 50; count++) answers.push(() => ({ events: [], end: 'p0' }));
    follow();
    await settle();
    expect(fetched.length).toBeLessThan(3);
  });

  it('says up to where was read when it was opened', async () => {
    const { follow, receive, chat, last } = await begin();
    await receive(...numbered(0, 5));
    const receipt = (eventId: string, type: 'm.read' | 'm.read.private', ts: number) => ({ userId: anna, eventId, type, threadId: undefined, ts });
    chat.putReceipt(room, receipt('$3', 'm.read.private', 1));
    chat.putReceipt(room, receipt('$2', 'm.read', 9));
    follow();
    chat.putReceipt(room, receipt('$4', 'm.read', 10));
    await settle();
    expect(last().head.readUpTo).toBe('$3');
  });

  it('takes a message into 500 in one step', async () => {
    const { follow, receive, topic, shown, last, states } = await begin();
    await receive(...numbered(0, 600));
    follow();
    for (let round = 0; round < 9; round++) await topic.older({ roomId: room });
    expect(shown()).toHaveLength(500);
    const before = last().items;
    const start = performance.now();
    await receive(...numbered(600, 601));
    const spent = performance.now() - start;
    const steps = diffKeyedList(before, last().items);
    expect(steps).toHaveLength(1);
    expect(applyListSteps(before, steps)).toEqual(last().items);
    expect(states.length).toBeGreaterThan(1);
    // Generous: other things run on the machine of a test.
    expect(spent).toBeLessThan(500);
    console.info(`one message into 500: ${spent.toFixed(1)} ms`);
  });
});
