import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallBrief, FormerEndpoint } from '../../../../renderer/call/contract.ts';
import { createLeftovers, type LeftoverFacts } from '../../../../renderer/call/conference/leftovers.ts';
import { fakeTrack, person } from './fake-library.ts';
import { fakeStream } from './fake-media.ts';
import { openWorld } from './world.ts';

const bert: FormerEndpoint = { name: 'Bert Brandt', now: 'new' };

function look(given: Partial<LeftoverFacts> = {}) {
  const time = { now: 1_000 };
  const leftovers = createLeftovers(() => time.now);
  const facts: LeftoverFacts = { former: { old: bert }, known: {}, ownName: 'Anna', ownId: 'me', isSending: () => false, remove: undefined, ...given };
  const idsOf = (present: readonly string[], more: Partial<LeftoverFacts> = {}): readonly string[] =>
    leftovers.read(present, { ...facts, ...more }).map(({ id }) => id);
  return { time, leftovers, facts, idsOf };
}

describe('what a page that crashed has left in a conference', () => {
  it('is known by the word of its device, while that is there under another endpoint', () => {
    const { idsOf } = look();
    expect(idsOf(['old', 'new', 'other'])).toEqual(['old']);
    expect(idsOf(['old', 'new'], { former: {} }), 'nobody has said so').toEqual([]);
    expect(look().idsOf(['old', 'other']), 'its device is not there').toEqual([]);
  });

  it('is nobody of whom Matrix says that they are there', () => {
    expect(look({ known: { old: {} } }).idsOf(['old', 'new'])).toEqual([]);
  });

  it('is somebody as soon as it sends, and stays so', () => {
    const { idsOf, time } = look();
    const sends = { isSending: (id: string) => id === 'old' };
    expect(idsOf(['old', 'new'], sends), 'what was on its way when it crashed').toEqual(['old']);
    time.now += 5_000;
    expect(idsOf(['old', 'new'], sends)).toEqual(['old']);
    time.now += 2_000;
    expect(idsOf(['old', 'new'], sends)).toEqual([]);
    expect(idsOf(['old', 'new'])).toEqual([]);
  });

  it('is somebody as soon as it says something, or comes again after it has gone', () => {
    const talks = look();
    expect(talks.idsOf(['old', 'new'])).toEqual(['old']);
    talks.leftovers.lives('old');
    expect(talks.idsOf(['old', 'new'])).toEqual([]);
    const returns = look();
    expect([['old', 'new'], ['new'], ['old', 'new']].map((present) => returns.idsOf(present))).toEqual([['old'], [], []]);
  });

  it('is somebody where it outlasts every server’s patience, however often one connects anew oneself', () => {
    const { idsOf, leftovers, time } = look();
    expect(idsOf(['old', 'new'])).toEqual(['old']);
    time.now += 60_000;
    leftovers.leave();
    expect(idsOf(['new']), 'the conference tells of one after the other').toEqual([]);
    expect(idsOf(['new', 'old'])).toEqual(['old']);
    time.now += 61_000;
    expect(idsOf(['new', 'old'])).toEqual([]);
  });

  it('may be one’s own: of a page before this one, and of this page’s connection before', () => {
    const own: FormerEndpoint = { name: 'Anna', now: undefined };
    const { leftovers, facts } = look({ former: { crashed: own } });
    expect(leftovers.read(['crashed', 'other'], facts)).toMatchObject([{ id: 'crashed', isOwn: true }]);
    leftovers.leave();
    expect(leftovers.read(['crashed', 'me', 'other'], { ...facts, ownId: 'again' })).toMatchObject([{ id: 'crashed' }, { id: 'me', isOwn: true, name: 'Anna' }]);
  });

  it('can be put out by who moderates, and is the same object while nothing changes', () => {
    const put: string[] = [];
    const { leftovers, facts } = look({ remove: (id) => void put.push(id) });
    const first = leftovers.read(['old', 'new'], facts);
    first[0]?.remove?.();
    expect(put).toEqual(['old']);
    expect(leftovers.read(['old', 'new'], facts)).toBe(first);
    expect(leftovers.read(['old', 'new'], { ...facts, remove: undefined })).toMatchObject([{ remove: undefined }]);
  });
});

describe('in the conference', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const known = (id: string): Partial<CallBrief> => ({ known: { [id]: { userId: '@bert:example.org', name: 'Bert Brandt' } } });

  it('it is no participant, nobody hears that they have gone, and main counts one', async () => {
    const world = openWorld({ brief: known('old') });
    await vi.advanceTimersByTimeAsync(100);
    const { people, emit } = world.fake.latest();
    const came = (id: string): void => {
      people.set(id, person('Bert', fakeTrack(fakeStream('audio'), 'microphone', id)));
      emit('USER_JOINED', id);
    };
    const others = () => ({
      participants: world.conference.state().participants.map(({ id }) => id),
      leftovers: world.conference.state().leftovers.map(({ id }) => id),
    });
    came('old');
    came('new');
    await vi.advanceTimersByTimeAsync(100);
    expect(others(), 'before a word of his device').toEqual({ participants: ['old', 'new'], leftovers: [] });
    expect(world.report()).toMatchObject({ others: 2 });
    world.happened.splice(0);
    world.conference.update({ ...world.conference.state().brief, ...known('new'), former: { old: bert } });
    await vi.advanceTimersByTimeAsync(100);
    expect(others()).toEqual({ participants: ['new'], leftovers: ['old'] });
    expect(world.report()).toMatchObject({ others: 1 });
    expect(world.happened).toEqual([]);
    emit('ENDPOINT_MESSAGE_RECEIVED', { getId: () => 'old' }, { name: 'de.einklang.live-text', text: 'Da bin ich' });
    await vi.advanceTimersByTimeAsync(100);
    expect(others(), 'it lives').toEqual({ participants: ['new', 'old'], leftovers: [] });
    expect(world.happened).toMatchObject([{ kind: 'came', participantId: 'old' }]);
  });
});
