import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import type { TimelineHead, TimelineItem } from '../../../../renderer/engine/contract.ts';
import { createTimelineModel } from '../../../../renderer/workspace/viewmodels/timeline/timeline.ts';
import { createHandClock } from '../support/clock.ts';
import { createFakeEngine, settle } from '../support/engine.ts';
import { at, call, message, mine, timelineHead } from '../support/items.ts';

function open(readUpTo?: string) {
  const engine = createFakeEngine();
  const clock = createHandClock(at(9, 0));
  const focused = signal(true);
  const model = createTimelineModel({ engine, roomId: '!r', clock, focused });
  const say = (items: readonly TimelineItem[], head: Partial<TimelineHead> = {}): void =>
    engine.say('timeline', { head: timelineHead({ readUpTo, ...head }), items });
  const newCount = (): number => model.rows.value.flatMap((row) => (row.kind === 'new' ? [row.count] : []))[0] ?? 0;
  return { engine, clock, focused, model, say, newCount };
}

const [a, b, c, d, e, f] = ['a', 'b', 'c', 'd', 'e', 'f'].map((key) => message(key)) as [TimelineItem, TimelineItem, TimelineItem, TimelineItem, TimelineItem, TimelineItem];

describe('the line of the new', () => {
  it('stands where the account had read to when the room was opened, until the person writes', () => {
    const { say, newCount } = open('$a');
    say([a, b, c]);
    expect(newCount()).toBe(2);
    say([a, b, c, mine('m', { eventId: undefined, send: { state: 'queued' } })]);
    expect(newCount()).toBe(0);
  });

  it('stands after the own message that answered what came before it', () => {
    const { say, newCount } = open('$a');
    say([a, b, mine('m'), c]);
    expect(newCount()).toBe(1);
  });

  it('does not appear for what comes live before the eyes of the person', () => {
    const { say, newCount } = open('$b');
    say([a, b]);
    say([a, b, c]);
    expect(newCount()).toBe(0);
  });

  it('appears for what comes while the window is not looked at', () => {
    const { say, newCount, focused } = open('$b');
    say([a, b]);
    focused.value = false;
    say([a, b, c]);
    say([a, b, c, d]);
    expect(newCount()).toBe(2);
  });

  it('appears for what was sent earlier and only comes now', () => {
    const { say, newCount } = open('$b');
    say([a, b]);
    say([a, b, message('c', { ts: at(7) })]);
    expect(newCount()).toBe(1);
  });
});

describe('what waits below', () => {
  it('counts messages of others that came after the person scrolled up, and is gone at the end', () => {
    const { model, say } = open();
    say([a, b]);
    model.saw('a', false);
    say([a, b, c, mine('m'), d]);
    expect(model.below.value).toBe(2);
    model.saw('d', true);
    expect(model.below.value).toBe(0);
  });
});

describe('older history', () => {
  it('is asked for once at a time, never past the start, and after a failure only by hand', async () => {
    const { engine, model, say } = open();
    model.older.wanted();
    expect(engine.asked('timeline.older')).toHaveLength(0);
    say([a]);
    model.older.wanted();
    model.older.wanted();
    expect(engine.asked('timeline.older')).toHaveLength(1);
    await engine.asked('timeline.older')[0]?.refuse('offline');
    expect(model.older.state.value).toEqual({ state: 'failed', failure: { code: 'offline' } });
    model.older.wanted();
    expect(engine.asked('timeline.older')).toHaveLength(1);
    model.older.retry();
    await engine.asked('timeline.older')[1]?.answer({ more: true });
    expect(model.older.state.value).toEqual({ state: 'more' });
    model.older.wanted();
    await engine.asked('timeline.older')[2]?.refuse('offline');
    say([a]);
    expect(model.older.state.value, 'the engine knows better by now').toEqual({ state: 'more' });
    say([a], { atStart: true });
    model.older.wanted();
    expect(engine.asked('timeline.older')).toHaveLength(3);
  });
});

describe('read tracking', () => {
  it('reports the lowest event seen in a focused window, moves only on, and makes one report at a time', async () => {
    const { engine, model, say, focused } = open();
    say([a, b, c, d]);
    focused.value = false;
    model.saw('b', false);
    expect(engine.args('timeline.seen')).toEqual([]);
    focused.value = true;
    expect(engine.args('timeline.seen')).toEqual([{ roomId: '!r', eventId: '$b' }]);
    model.saw('c', false);
    model.saw('d', true);
    expect(engine.asked('timeline.seen')).toHaveLength(1);
    await engine.asked('timeline.seen')[0]?.answer(null);
    expect(engine.args('timeline.seen')[1]).toEqual({ roomId: '!r', eventId: '$d' });
    await engine.asked('timeline.seen')[1]?.answer(null);
    model.saw('a', false);
    await settle();
    expect(engine.asked('timeline.seen')).toHaveLength(2);
  });

  it('takes the last event that the server knows where an own message still waits', () => {
    const { engine, model, say } = open();
    say([a, mine('m', { eventId: undefined, send: { state: 'sending' } })]);
    model.saw('m', true);
    expect(engine.args('timeline.seen')).toEqual([{ roomId: '!r', eventId: '$a' }]);
  });
});

describe('announcements', () => {
  it('speak three messages of a burst and then only count the rest', () => {
    const { model, say, clock } = open();
    const spoken: string[] = [];
    model.announcement.subscribe((now) => {
      if (now) spoken.push(now.kind === 'item' ? now.item.key : now.kind === 'count' ? `${now.count.toString()} more` : now.kind);
    });
    say([a]);
    say([a, b]);
    say([a, b, c, d, e, f]);
    expect(spoken).toEqual(['b', 'd']);
    clock.advance(3_000);
    expect(spoken.at(-1)).toBe('2 more');
    expect(clock.timers).toBe(0);
  });

  it('say once that an own message is with the server', () => {
    const { model, say } = open();
    say([a, mine('q', { eventId: undefined, txnId: 'txn-1', send: { state: 'sending' } })]);
    const sent = [a, mine('q', { eventId: '$q', txnId: 'txn-1' })];
    say(sent);
    expect(model.announcement.value?.kind).toBe('sent');
    const { id } = model.announcement.value ?? { id: NaN };
    say([...sent]);
    expect(model.announcement.value?.id).toBe(id);
  });

  it('tell of a call when it rings and, by the same card, when it was missed', () => {
    const { model, say } = open();
    const spoken: string[] = [];
    model.announcement.subscribe((now) => {
      if (now?.kind === 'item' && now.item.kind === 'call') spoken.push(now.item.call.outcome);
    });
    say([a, call('old', { outcome: 'missed' })]);
    say([a, call('old', { outcome: 'missed' }), call('new')]);
    say([a, call('old', { outcome: 'missed' }), call('new')]);
    say([a, call('old', { outcome: 'missed' }), call('new', { outcome: 'missed' })]);
    expect(spoken).toEqual(['ringing', 'missed']);
  });

  it('leave out history that comes above, own messages and the first snapshot', () => {
    const { model, say } = open();
    say([c]);
    say([a, b, c]);
    say([a, b, c, mine('m')]);
    expect(model.announcement.value).toBeUndefined();
  });
});

it('lets go of everything it followed', () => {
  const { engine, model, clock, say } = open();
  say([a]);
  say([a, b]);
  model.dispose();
  expect([engine.following('timeline'), clock.timers]).toEqual([0, 0]);
});
