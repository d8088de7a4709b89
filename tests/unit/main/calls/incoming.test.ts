import { describe, expect, it } from 'vitest';
import { settleMs } from '../../../../main/calls/machine/course.ts';
import { amir, callPetra, directRoom, drive, member, petra, ring, roomCall } from './support.ts';

describe('somebody calls', () => {
  it('and it rings, until 30 s have passed; then it is missed, told once, and never rings again', () => {
    const calls = drive();
    calls.calls(ring());
    expect(calls.snapshot().ringing).toMatchObject({ callId: 'call-petra', caller: { name: 'Petra Lang' }, expiresTs: 30_000 });
    calls.pass(28_999);
    expect(calls.snapshot().ringing).toBeDefined();
    calls.pass(1);
    expect(calls.snapshot()).toEqual({ ringing: undefined, waiting: undefined, current: undefined, ended: undefined });
    expect(calls.done('notify')).toMatchObject([{ kind: 'missed', call: { callId: 'call-petra' } }]);
    calls.calls(ring({ ringUntilTs: 999_999 }));
    expect(calls.snapshot().ringing).toBeUndefined();
  });

  it('and the clock is asked to strike when the ringing has to end', () => {
    const calls = drive();
    calls.calls(ring());
    expect(calls.done('wake')).toEqual([{ do: 'wake', atTs: 30_000 }]);
    calls.pass(29_000);
    expect(calls.done('wake').at(-1)).toEqual({ do: 'wake', atTs: undefined });
  });

  it('for longer than 30 s by their own word: it rings 30 s', () => {
    const calls = drive();
    calls.calls(ring({ ringUntilTs: 999_999 }));
    expect(calls.snapshot().ringing?.expiresTs).toBe(31_000);
  });

  it.each([
    ['is over', { over: true }],
    ['is older than its lifetime', { ringUntilTs: 900 }],
    ['was answered elsewhere', { answer: 'joined-elsewhere' }],
    ['was declined elsewhere', { answer: 'declined' }],
    ['began on another device of this account', { own: true }],
    ['runs in another program', { elsewhere: true }],
  ] as const)('but nothing rings where the call %s', (_why, more) => {
    const calls = drive();
    calls.calls(ring(more));
    expect(calls.snapshot().ringing).toBeUndefined();
    expect(calls.all).toEqual([]);
  });

  it('and nothing rings, nor is anything sent, where one is not to be disturbed', () => {
    const calls = drive();
    calls.send({ type: 'quiet', quiet: true });
    calls.calls(ring());
    calls.send({ type: 'quiet', quiet: false });
    calls.calls(ring());
    expect(calls.snapshot().ringing).toBeUndefined();
    expect(calls.all).toEqual([]);
  });

  it('and gives up: it stops at once and is missed', () => {
    const calls = drive();
    calls.calls(ring());
    calls.calls(ring({ over: true }));
    expect(calls.snapshot().ringing).toBeUndefined();
    expect(calls.done('notify')).toMatchObject([{ kind: 'missed' }]);
  });

  it('and another device answers: it stops, nobody missed it, and it can be joined here until it is over', () => {
    const calls = drive();
    calls.calls(ring());
    calls.calls(ring({ answer: 'joined-elsewhere' }));
    expect(calls.snapshot()).toMatchObject({ ringing: undefined, ended: { reason: 'answered-elsewhere', canRejoin: true } });
    expect(calls.done('notify')).toEqual([]);
    calls.calls(ring({ answer: 'joined-elsewhere', over: true }));
    expect(calls.snapshot().ended).toBeUndefined();
  });

  it('and another device declines: it stops, and that is all', () => {
    const calls = drive();
    calls.calls(ring());
    calls.forget();
    calls.calls(ring({ answer: 'declined' }));
    expect(calls.snapshot()).toEqual({ ringing: undefined, waiting: undefined, current: undefined, ended: undefined });
    expect(calls.all.map((effect) => effect.do)).toEqual(['ready', 'snapshot', 'wake']);
  });

  it('and the engine restarts meanwhile: a list without the call says nothing', () => {
    const calls = drive();
    calls.calls(ring());
    calls.calls();
    expect(calls.snapshot().ringing).toBeDefined();
    calls.calls(ring());
    expect(calls.done('snapshot')).toHaveLength(1);
  });

  it('and one declines, with a message: both are sent, once', () => {
    const calls = drive();
    calls.calls(ring());
    calls.forget();
    calls.send({ type: 'decline', callId: 'call-petra', message: 'Ich rufe zurück' });
    calls.send({ type: 'decline', callId: 'call-petra', message: 'Ich rufe zurück' });
    expect(calls.done('decline')).toEqual([{ do: 'decline', roomId: directRoom, callId: 'call-petra', reason: 'declined' }]);
    expect(calls.done('say')).toEqual([{ do: 'say', roomId: directRoom, text: 'Ich rufe zurück' }]);
    expect(calls.snapshot().ringing).toBeUndefined();
  });

  it('and one answers: the room is told at once, before there is a conference; the page follows', () => {
    const calls = drive();
    calls.calls(ring({ media: 'video' }));
    calls.forget();
    calls.send({ type: 'answer', callId: 'call-petra', camera: false });
    expect(calls.all.map((effect) => effect.do)).toEqual(['prepare', 'announce', 'snapshot', 'wake']);
    expect(calls.done('prepare')[0]?.place).toMatchObject({ id: 'konferenz' });
    expect(calls.snapshot()).toMatchObject({ ringing: undefined, current: { phase: 'preparing', outgoing: false, camera: false } });
    calls.prepared();
    expect(calls.done('open')).toHaveLength(1);
    expect(calls.done('ring')).toEqual([]);
    calls.report('connecting');
    expect(calls.phase()).toBe('connecting');
    calls.report('joined');
    expect(calls.phase()).toBe('connecting');
    calls.report('joined', { others: 1 });
    expect(calls.snapshot().current).toMatchObject({ phase: 'joined', connectedTs: 1_000, participants: 2 });
  });

  it('and one answers: where one is in the conference is told once the first picture may be there; at once by who comes back', () => {
    const calls = drive();
    calls.calls(ring());
    calls.send({ type: 'answer', callId: 'call-petra', camera: false });
    calls.prepared();
    const endpoints = (): readonly unknown[] => calls.done('announce').map(({ announcement }) => announcement.endpointId);
    calls.report('joined', { endpointId: 'aaaa' });
    calls.pass(5_000);
    calls.report('joined', { endpointId: 'aaaa', others: 1 });
    calls.pass(settleMs - 1);
    expect(endpoints()).toEqual([undefined]);
    calls.pass(1);
    expect(endpoints()).toEqual([undefined, 'aaaa']);

    calls.send({ type: 'crashed', view: calls.state().current?.view ?? -1, reason: 'killed' });
    calls.send({ type: 'rejoin' });
    calls.prepared();
    calls.report('joined', { endpointId: 'bbbb', others: 1 });
    expect(endpoints()).toEqual([undefined, 'aaaa', 'bbbb']);
  });

  it('and one comes in on another device later: the room hears all of it in one message', () => {
    const calls = drive();
    calls.send({ type: 'begin', plan: { ...callPetra('call-petra'), begins: false } });
    calls.prepared();
    calls.report('joined', { endpointId: 'cccc', others: 1 });
    calls.pass(settleMs);
    expect(calls.done('announce').map(({ announcement }) => announcement.endpointId)).toEqual(['cccc']);
  });

  it('and calls again before that was heard: only the new call rings', () => {
    const calls = drive();
    calls.calls(ring());
    calls.calls(ring(), ring({ callId: 'call-again', startedTs: 900 }));
    expect(calls.snapshot()).toMatchObject({ ringing: { callId: 'call-again' }, waiting: undefined });
  });

  it('and one answers what does not ring: nothing happens', () => {
    const calls = drive();
    calls.send({ type: 'answer', callId: 'call-petra', camera: false });
    expect(calls.all).toEqual([]);
  });

  it('and hangs up just when one has answered: it ends as soon as that is heard', () => {
    const calls = drive();
    calls.calls(ring({ members: [member(petra)] }));
    calls.send({ type: 'answer', callId: 'call-petra', camera: false });
    calls.prepared();
    calls.calls(ring({ answer: 'joined-here', members: [member(petra)] }));
    calls.calls(ring({ answer: 'joined-here', members: [member(amir, { own: 'this-device' })] }));
    expect(calls.phase()).toBe('leaving');
    calls.report('left');
    expect(calls.snapshot().ended?.reason).toBe('other-hung-up');
  });

  it('and never arrives: it ends after 20 s of nobody', () => {
    const calls = drive();
    calls.calls(ring());
    calls.send({ type: 'answer', callId: 'call-petra', camera: false });
    calls.prepared();
    calls.report('joined');
    calls.pass(19_999);
    expect(calls.phase()).toBe('connecting');
    calls.pass(1);
    calls.report('left');
    expect(calls.snapshot().ended?.reason).toBe('other-hung-up');
  });
});

describe('a call in a room', () => {
  it('never rings: it is told once', () => {
    const calls = drive();
    calls.calls(roomCall());
    calls.calls(roomCall({ members: [member(amir)] }));
    expect(calls.snapshot().ringing).toBeUndefined();
    expect(calls.done('notify')).toMatchObject([{ kind: 'room-call', call: { callId: 'call-room' } }]);
  });

  it('does not ring where it says that it does', () => {
    const calls = drive();
    calls.calls(roomCall({ notification: 'ring' }));
    expect(calls.snapshot().ringing).toBeUndefined();
    expect(calls.done('notify')).toHaveLength(1);
  });

  it('is not told of to somebody who shares a screen', () => {
    const calls = drive();
    calls.connected();
    calls.report('joined', { others: 1, sharing: 'Bildschirm 1' });
    calls.calls(roomCall());
    expect(calls.done('notify')).toEqual([]);
  });
});

describe('a second call', () => {
  it('waits quietly while one is in a call, and expires as any other', () => {
    const calls = drive();
    calls.connected();
    calls.calls(ring({ roomId: '!other:land.example', caller: amir }));
    expect(calls.snapshot()).toMatchObject({ ringing: undefined, waiting: { callId: 'call-petra' }, current: { phase: 'joined' } });
    calls.pass(29_000);
    expect(calls.snapshot().waiting).toBeUndefined();
    expect(calls.done('notify')).toMatchObject([{ kind: 'missed' }]);
    expect(calls.phase()).toBe('joined');
  });

  it('is declined as busy', () => {
    const calls = drive();
    calls.connected();
    calls.calls(ring({ roomId: '!other:land.example' }));
    calls.send({ type: 'decline', callId: 'call-petra', message: undefined });
    expect(calls.done('decline')).toMatchObject([{ reason: 'busy' }]);
  });

  it('is answered: the first is left, and then the second is entered', () => {
    const calls = drive();
    calls.connected();
    calls.calls(ring({ roomId: '!other:land.example' }));
    calls.forget();
    calls.send({ type: 'answer', callId: 'call-petra', camera: true });
    expect(calls.phase()).toBe('leaving');
    expect(calls.done('command')).toEqual([{ do: 'command', command: 'hang-up' }]);
    expect(calls.done('retract')).toMatchObject([{ announcement: { callId: 'call-own' } }]);
    calls.report('left');
    expect(calls.snapshot().current).toMatchObject({ callId: 'call-petra', phase: 'preparing', camera: true });
    expect(calls.done('announce')).toMatchObject([{ announcement: { callId: 'call-petra' } }]);
    expect(calls.done('close')).toHaveLength(1);
  });

  it('rings once the first is over', () => {
    const calls = drive();
    calls.connected();
    calls.calls(ring({ roomId: '!other:land.example' }));
    calls.send({ type: 'command', command: 'hang-up' });
    calls.report('left');
    expect(calls.snapshot()).toMatchObject({ ringing: { callId: 'call-petra' }, current: undefined });
  });

  it('that comes while it rings waits behind the first', () => {
    const calls = drive();
    calls.calls(ring(), ring({ callId: 'call-amir', roomId: '!other:land.example', caller: amir }));
    expect(calls.snapshot()).toMatchObject({ ringing: { callId: 'call-petra' }, waiting: { callId: 'call-amir' } });
    calls.send({ type: 'decline', callId: 'call-petra', message: undefined });
    expect(calls.snapshot()).toMatchObject({ ringing: { callId: 'call-amir' }, waiting: undefined });
  });

  it('does not push out the one that is there: to begin one during another does nothing', () => {
    const calls = drive();
    calls.connected();
    calls.forget();
    calls.send({ type: 'begin', plan: { ...callPetra('call-second') } });
    expect(calls.all).toEqual([]);
    expect(calls.snapshot().current?.callId).toBe('call-own');
  });
});
