import { describe, expect, it } from 'vitest';
import { settleMs } from '../../../../main/calls/machine/course.ts';
import { callPetra, directRoom, drive, meetInRoom, member, petra, place, ring } from './support.ts';

const own = (more: Parameters<typeof ring>[0] = {}) => ring({ callId: 'call-own', own: true, ...more });

describe('one calls somebody', () => {
  const begin = () => {
    const calls = drive();
    calls.send({ type: 'begin', plan: callPetra() });
    return calls;
  };
  const calling = () => {
    const calls = begin();
    calls.prepared();
    return calls;
  };

  it('and the conference is looked for; then the page opens and it rings there, at the same time', () => {
    const calls = begin();
    expect(calls.phase()).toBe('preparing');
    expect(calls.all.map((effect) => effect.do)).toEqual(['prepare', 'snapshot']);
    calls.forget();
    calls.prepared();
    expect(calls.phase()).toBe('calling');
    expect(calls.all.map((effect) => effect.do)).toEqual(['ring', 'open', 'announce', 'awake', 'snapshot', 'wake']);
    expect(calls.done('ring')).toMatchObject([{ place, untilTs: 31_000, subject: { roomId: directRoom } }]);
  });

  it('and it stays "calling" while the own page has joined and nobody has answered', () => {
    const calls = calling();
    calls.report('loading');
    calls.report('connecting');
    expect(calls.phase()).toBe('calling');
    calls.report('joined');
    expect(calls.phase()).toBe('calling');
    expect(calls.done('announce')).toMatchObject([{ announcement: { callId: 'call-own' } }]);
    expect(calls.done('presence')).toEqual([]);
  });

  it('and the other side answers: connecting, then joined once their media are there', () => {
    const calls = calling();
    calls.report('joined');
    calls.calls(own({ peerAnswer: 'joined', members: [member(petra)] }));
    expect(calls.phase()).toBe('connecting');
    calls.pass(60_000);
    expect(calls.state().current?.leaving?.reason).not.toBe('no-answer');
  });

  it('and their media are there first: joined', () => {
    const calls = calling();
    calls.report('joined', { others: 1, direct: true });
    expect(calls.snapshot().current).toMatchObject({ phase: 'joined', direct: true, participants: 2 });
    calls.pass(60_000);
    expect(calls.done('presence')).toEqual([{ do: 'presence', presence: 'call' }]);
    expect(calls.phase()).toBe('joined');
  });

  it.each(['declined', 'busy'] as const)('and the other side says %s: it ends so', (peerAnswer) => {
    const calls = calling();
    calls.report('joined');
    calls.calls(own({ peerAnswer }));
    expect(calls.phase()).toBe('leaving');
    calls.report('left');
    expect(calls.snapshot()).toMatchObject({ current: undefined, ended: { reason: peerAnswer, canRejoin: false } });
    expect(calls.done('retract')).toHaveLength(1);
  });

  it('and the other side declines while a page of an earlier call that crashed still stands in the conference', () => {
    const calls = calling();
    calls.report('joined', { others: 1 });
    calls.calls(own({ peerAnswer: 'declined', over: true }));
    calls.report('left');
    expect(calls.snapshot().ended?.reason).toBe('declined');
  });

  it('and nobody answers for 30 s', () => {
    const calls = calling();
    calls.report('joined');
    calls.pass(29_999);
    expect(calls.phase()).toBe('calling');
    calls.pass(1);
    expect(calls.phase()).toBe('leaving');
    calls.pass(1_500);
    expect(calls.snapshot().ended?.reason).toBe('no-answer');
  });

  it('and hangs up while it rings: the room is told, though this device has not joined', () => {
    const calls = calling();
    calls.send({ type: 'command', command: 'hang-up' });
    expect(calls.done('retract')).toMatchObject([{ announcement: { callId: 'call-own' } }]);
    calls.report('left');
    expect(calls.snapshot().ended?.reason).toBe('hung-up');
  });

  it('and hangs up before anybody was told: nobody is', () => {
    const calls = begin();
    calls.send({ type: 'command', command: 'hang-up' });
    expect(calls.snapshot()).toMatchObject({ current: undefined, ended: { reason: 'hung-up' } });
    expect(calls.done('retract')).toEqual([]);
    expect(calls.done('command')).toEqual([]);
  });

  it('and there is no conference to be had: it has failed, with why', () => {
    const calls = begin();
    calls.send({ type: 'failed', view: 1, failure: { code: 'call-no-server' } });
    expect(calls.snapshot()).toMatchObject({ current: undefined, ended: { reason: 'failed', failure: { code: 'call-no-server' }, canRejoin: false } });
  });

  it('and the ring cannot be sent: the page is closed again', () => {
    const calls = calling();
    calls.send({ type: 'failed', view: 1, failure: { code: 'offline' } });
    calls.pass(1_500);
    expect(calls.snapshot().ended).toMatchObject({ reason: 'failed', failure: { code: 'offline' } });
    expect(calls.done('close')).toHaveLength(1);
  });

  it('and an answer from the preparing of an earlier call comes late: it is not heard', () => {
    const calls = begin();
    calls.send({ type: 'command', command: 'hang-up' });
    calls.send({ type: 'begin', plan: callPetra('call-next') });
    calls.send({ type: 'prepared', view: 1, place });
    expect(calls.phase()).toBe('preparing');
    calls.send({ type: 'prepared', view: 2, place });
    expect(calls.phase()).toBe('calling');
  });

  it('and they ring already: that is an answer', () => {
    const calls = drive();
    calls.calls(ring());
    calls.send({ type: 'begin', plan: callPetra() });
    expect(calls.snapshot()).toMatchObject({ ringing: undefined, current: { callId: 'call-petra', outgoing: false } });
  });

  it('and calls again while the last call is being left: the next follows', () => {
    const calls = drive();
    calls.connected();
    calls.send({ type: 'command', command: 'hang-up' });
    calls.send({ type: 'begin', plan: callPetra('call-next') });
    expect(calls.phase()).toBe('leaving');
    calls.report('left');
    expect(calls.snapshot().current).toMatchObject({ callId: 'call-next', phase: 'preparing' });
  });
});

describe('both call each other at once', () => {
  const both = (mine: string, theirs: string) => {
    const calls = drive();
    calls.send({ type: 'begin', plan: callPetra(mine) });
    calls.prepared();
    calls.report('joined');
    calls.forget();
    calls.calls(ring({ callId: theirs }));
    return calls;
  };

  it('and the smaller ID is the one that takes place: here it stays', () => {
    const calls = both('call-a', 'call-b');
    expect(calls.snapshot()).toMatchObject({ ringing: undefined, waiting: undefined, current: { callId: 'call-a', outgoing: true } });
    expect(calls.all).toEqual([]);
    calls.calls(ring({ callId: 'call-b' }));
    expect(calls.snapshot().waiting).toBeUndefined();
  });

  it('there it gives way, without ringing, in the same conference and the same page', () => {
    const calls = both('call-b', 'call-a');
    expect(calls.snapshot()).toMatchObject({ ringing: undefined, waiting: undefined, current: { callId: 'call-a', outgoing: false, phase: 'connecting' } });
    expect(calls.done('retract')).toMatchObject([{ announcement: { callId: 'call-b' } }]);
    expect(calls.done('announce')).toMatchObject([{ announcement: { callId: 'call-a' } }]);
    expect([...calls.done('close'), ...calls.done('open'), ...calls.done('decline')]).toEqual([]);
  });

  it('with two conferences: the one that gives way goes to the other', () => {
    const calls = drive();
    calls.send({ type: 'begin', plan: callPetra('call-b') });
    calls.prepared({ ...place, id: 'eigene' });
    calls.calls(ring({ callId: 'call-a' }));
    expect(calls.done('close')).toHaveLength(1);
    expect(calls.done('prepare').at(-1)?.place).toMatchObject({ id: 'konferenz' });
    calls.prepared();
    expect(calls.done('open')).toHaveLength(2);
    expect(calls.done('ring')).toHaveLength(1);
  });

  it('before there is a conference: what was being prepared is not used', () => {
    const calls = drive();
    calls.send({ type: 'begin', plan: callPetra('call-b') });
    calls.calls(ring({ callId: 'call-a' }));
    calls.send({ type: 'prepared', view: 1, place: { ...place, id: 'eigene' } });
    expect(calls.phase()).toBe('preparing');
    calls.prepared();
    expect(calls.done('ring')).toEqual([]);
    expect(calls.snapshot().current?.callId).toBe('call-a');
  });

  it('and the ring of the call that gave way comes when both talk already: it is not offered', () => {
    const calls = drive();
    calls.connected();
    calls.calls(ring({ callId: 'call-z', startedTs: 900 }));
    expect(calls.snapshot().waiting).toBeUndefined();
    calls.pass(10_000);
    calls.calls(ring({ callId: 'call-y', startedTs: 11_000, ringUntilTs: 41_000 }));
    expect(calls.snapshot().waiting?.callId).toBe('call-y');
  });

  it('on both sides ends in one call, whoever hears of the other first', () => {
    for (const [mine, theirs] of [['call-a', 'call-b'], ['call-b', 'call-a']] as const) {
      expect(both(mine, theirs).snapshot().current?.callId).toBe('call-a');
    }
  });
});

describe('a call in a room', () => {
  it('is told to the room as soon as there is a conference, and begins with the choice of devices', () => {
    const calls = drive();
    calls.send({ type: 'begin', plan: meetInRoom() });
    calls.prepared();
    expect(calls.done('ring')).toHaveLength(1);
    calls.report('prejoin');
    expect(calls.phase()).toBe('prejoin');
    calls.pass(300_000);
    expect(calls.phase()).toBe('prejoin');
    calls.report('connecting');
    calls.report('joined');
    expect(calls.phase()).toBe('joined');
    calls.pass(settleMs);
    expect(calls.done('presence')).toEqual([{ do: 'presence', presence: 'call' }]);
    expect(calls.snapshot().current?.connectedTs).toBeUndefined();
  });

  it('that runs already is joined: told only when one is in', () => {
    const calls = drive();
    calls.send({ type: 'begin', plan: meetInRoom(false) });
    calls.prepared();
    calls.report('prejoin');
    expect([...calls.done('ring'), ...calls.done('announce')]).toEqual([]);
    calls.report('joined', { others: 3 });
    expect(calls.done('announce')).toMatchObject([{ announcement: { callId: 'call-meet' } }]);
  });

  it('goes on when everybody else has gone, and can be joined again after hanging up while others are in it', () => {
    const calls = drive();
    calls.send({ type: 'begin', plan: meetInRoom() });
    calls.prepared();
    calls.report('joined', { others: 1 });
    calls.report('joined', { others: 0 });
    calls.pass(60_000);
    expect(calls.phase()).toBe('joined');
    calls.report('joined', { others: 2 });
    calls.send({ type: 'command', command: 'hang-up' });
    calls.report('left');
    expect(calls.snapshot().ended).toMatchObject({ reason: 'hung-up', canRejoin: true });
    expect(calls.done('retract')).toHaveLength(1);
  });
});
