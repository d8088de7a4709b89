import { describe, expect, it } from 'vitest';
import { settleMs, silenceMs } from '../../../../main/calls/machine/course.ts';
import { callPetra, drive, meetInRoom, member, openLink, petra, place, ring } from './support.ts';

const own = (more: Parameters<typeof ring>[0] = {}) => ring({ callId: 'call-own', own: true, ...more });
const inCall = () => {
  const calls = drive();
  calls.connected();
  calls.calls(own({ peerAnswer: 'joined', members: [member(petra)] }));
  calls.forget();
  return calls;
};

describe('during a call', () => {
  it('presence says so, and that one presents, and neither once it is over', () => {
    const calls = drive();
    calls.connected();
    calls.report('joined', { others: 1, sharing: 'Bildschirm 1' });
    calls.report('joined', { others: 1 });
    calls.report('reconnecting');
    calls.send({ type: 'command', command: 'hang-up' });
    expect(calls.done('presence').map(({ presence }) => presence)).toEqual(['call', 'presenting', 'call', 'none']);
  });

  it('presence waits until the first picture may be there, and is left alone by a call that is over before', () => {
    const calls = drive();
    calls.send({ type: 'begin', plan: callPetra() });
    calls.prepared();
    calls.pass(10_000);
    calls.report('joined', { others: 1 });
    calls.pass(settleMs - 1);
    expect(calls.done('presence')).toEqual([]);
    const short = drive(calls.state());
    expect(calls.pass(1)).toContainEqual({ do: 'presence', presence: 'call' });
    short.send({ type: 'command', command: 'hang-up' });
    short.report('left');
    short.pass(settleMs);
    expect(short.done('presence')).toEqual([]);
  });

  it('the display stays on, from the page until the end', () => {
    const calls = drive();
    calls.connected();
    calls.send({ type: 'command', command: 'hang-up' });
    expect(calls.done('awake').map(({ awake }) => awake)).toEqual([true, false]);
  });

  it('commands go to the page, but to none that is not there or is leaving', () => {
    const calls = drive();
    calls.send({ type: 'command', command: 'mute' });
    calls.send({ type: 'begin', plan: callPetra() });
    calls.send({ type: 'command', command: 'mute' });
    expect(calls.done('command')).toEqual([]);
    calls.prepared();
    calls.send({ type: 'command', command: 'mute' });
    calls.send({ type: 'command', command: 'hang-up' });
    calls.send({ type: 'command', command: 'unmute' });
    calls.send({ type: 'command', command: 'hang-up' });
    expect(calls.done('command').map(({ command }) => command)).toEqual(['mute', 'hang-up']);
  });

  it('what the page tells is shown', () => {
    const calls = inCall();
    calls.report('joined', { others: 1, muted: true, camera: true, handRaised: true, sharing: 'Fenster' });
    expect(calls.snapshot().current).toMatchObject({ muted: true, camera: true, handRaised: true, sharing: 'Fenster' });
  });

  it('who comes back after a crash is neither heard nor seen who had switched that off, and no page switches it on', () => {
    const again = (camera: boolean, report: { readonly muted: boolean; readonly camera: boolean }) => {
      const calls = drive();
      calls.send({ type: 'begin', plan: { ...callPetra(), camera } });
      calls.prepared();
      calls.report('joined', { others: 1, ...report });
      calls.send({ type: 'crashed', view: calls.state().current?.view ?? -1, reason: 'killed' });
      calls.send({ type: 'rejoin' });
      return calls.state().current?.plan;
    };
    expect(again(true, { muted: false, camera: true }), 'control').toMatchObject({ muted: false, camera: true });
    expect(again(true, { muted: true, camera: false })).toMatchObject({ muted: true, camera: false });
    expect(again(false, { muted: false, camera: true })).toMatchObject({ camera: false });
  });

  it('its place changes, and nothing else', () => {
    const calls = inCall();
    const effects = calls.send({ type: 'place', placement: 'compact' });
    expect(calls.snapshot().current?.placement).toBe('compact');
    expect(effects.map((effect) => effect.do)).toEqual(['snapshot']);
  });

  it('the network goes and comes back', () => {
    const calls = inCall();
    calls.report('reconnecting', { others: 0 });
    expect(calls.phase()).toBe('reconnecting');
    calls.pass(120_000);
    calls.report('joined', { others: 1 });
    expect(calls.snapshot().current).toMatchObject({ phase: 'joined', connectedTs: 1_000 });
    expect([...calls.done('retract'), ...calls.done('presence')]).toEqual([]);
  });

  it('the machine sleeps and wakes: the page holds and comes back', () => {
    const calls = inCall();
    calls.send({ type: 'suspend' });
    expect(calls.phase()).toBe('reconnecting');
    calls.send({ type: 'suspend' });
    calls.send({ type: 'resume' });
    expect(calls.phase()).toBe('joined');
    expect(calls.done('command').map(({ command }) => command)).toEqual(['suspend', 'resume']);
  });

  it('the engine restarts and names no calls for a while: it goes on', () => {
    const calls = inCall();
    calls.calls();
    expect(calls.phase()).toBe('joined');
    expect(calls.all).toEqual([]);
  });

  it('the endpoint is told, and a new one no sooner than after 5 s, however often the page names another', () => {
    const calls = drive();
    calls.send({ type: 'begin', plan: callPetra() });
    calls.prepared();
    calls.report('joined', { others: 1, endpointId: 'aaaa' });
    calls.pass(settleMs);
    for (let i = 0; i < 100; i += 1) calls.report('joined', { others: 1, endpointId: `b${i}` });
    expect(calls.done('announce').map(({ announcement }) => announcement.endpointId)).toEqual([undefined, 'aaaa']);
    expect(calls.done('wake').at(-1)).toEqual({ do: 'wake', atTs: 6_000 });
    calls.pass(5_000);
    expect(calls.done('announce').map(({ announcement }) => announcement.endpointId)).toEqual([undefined, 'aaaa', 'b99']);
  });
});

describe('a direct call ends', () => {
  it('at once where the other device says that it has left', () => {
    const calls = inCall();
    calls.report('joined', { others: 0 });
    expect(calls.phase()).toBe('joined');
    calls.calls(own({ peerAnswer: 'joined', members: [member({ ...petra, userId: '@me:land.example' }, { own: 'this-device' })] }));
    expect(calls.phase()).toBe('leaving');
    calls.report('left');
    expect(calls.snapshot().ended?.reason).toBe('other-hung-up');
  });

  it('at once where that was heard before their media went', () => {
    const calls = inCall();
    calls.calls(own({ peerAnswer: 'joined', members: [] }));
    expect(calls.phase()).toBe('joined');
    calls.report('joined', { others: 0 });
    expect(calls.state().current?.leaving?.reason).toBe('other-hung-up');
  });

  it('at once, though the device that they crashed on is still counted', () => {
    const calls = inCall();
    calls.report('joined', { others: 2 });
    calls.report('joined', { others: 1 });
    expect(calls.phase()).toBe('joined');
    calls.calls(own({ peerAnswer: 'joined', members: [] }));
    expect(calls.phase()).toBe('leaving');
  });

  it('at once where the other person has said so, though a page of theirs that crashed still stands in the conference', () => {
    const calls = inCall();
    calls.calls(own({ peerAnswer: 'joined', members: [], peerLeft: true }));
    expect(calls.phase()).toBe('leaving');
    calls.report('left');
    expect(calls.snapshot().ended?.reason).toBe('other-hung-up');
  });

  it('not where the other person only seems to be gone from the room, while their media are there', () => {
    const calls = inCall();
    calls.calls(own({ peerAnswer: 'joined', members: [] }));
    expect(calls.phase()).toBe('joined');
  });

  it('after 6 s alone, and not where they come back before', () => {
    const calls = inCall();
    calls.report('joined', { others: 0 });
    calls.pass(5_999);
    calls.report('joined', { others: 1 });
    calls.pass(6_000);
    expect(calls.phase()).toBe('joined');
    calls.report('joined', { others: 0 });
    calls.pass(6_000);
    expect(calls.state().current?.leaving?.reason).toBe('other-hung-up');
  });

  it('where it is over for all', () => {
    const calls = inCall();
    calls.calls(own({ over: true }));
    expect(calls.phase()).toBe('leaving');
  });

  it('by the page, when the person hangs up there', () => {
    const calls = inCall();
    calls.report('left');
    expect(calls.snapshot().ended).toMatchObject({ reason: 'hung-up', canRejoin: false });
    expect(calls.all.map((effect) => effect.do)).toEqual(['close', 'retract', 'presence', 'awake', 'snapshot']);
  });

  it('though the page does not leave: it is closed after 1.5 s', () => {
    const calls = inCall();
    calls.send({ type: 'command', command: 'hang-up' });
    calls.pass(1_499);
    expect(calls.done('close')).toEqual([]);
    calls.pass(1);
    expect(calls.done('close')).toHaveLength(1);
    expect(calls.snapshot().current).toBeUndefined();
  });
});

describe('a page that hangs', () => {
  it('is given up when it has told nothing of itself in time: it is closed, others hear, and the person why', () => {
    const calls = drive();
    calls.send({ type: 'begin', plan: meetInRoom() });
    calls.prepared();
    expect(calls.done('wake').at(-1)).toEqual({ do: 'wake', atTs: calls.now() + silenceMs });
    calls.report('loading');
    calls.pass(silenceMs - 1);
    expect(calls.phase()).toBe('preparing');
    calls.pass(1);
    expect(calls.snapshot()).toMatchObject({ current: undefined, ended: { reason: 'failed', canRejoin: false, failure: { code: 'call-silent' } } });
    expect(calls.done('close')).toHaveLength(1);
    expect(calls.done('retract')).toHaveLength(1);
    expect(calls.done('wake').at(-1)?.atTs).toBeUndefined();
  });

  it('has all the time once it has told where it stands, as before a group call', () => {
    const calls = drive();
    calls.send({ type: 'begin', plan: meetInRoom() });
    calls.prepared();
    calls.report('prejoin');
    calls.pass(silenceMs * 10);
    expect(calls.phase()).toBe('prejoin');
  });

  it('is no page yet while the conference is looked for', () => {
    const calls = drive();
    calls.send({ type: 'begin', plan: meetInRoom() });
    calls.pass(silenceMs * 2);
    calls.prepared();
    calls.pass(silenceMs - 1);
    expect(calls.phase()).toBe('preparing');
  });
});

describe('a call breaks off', () => {
  it('by a crash of its page: presence ends at once, one may come back for 30 s, and only then the room hears', () => {
    const calls = inCall();
    calls.send({ type: 'crashed', view: 1, reason: 'killed (9)' });
    expect(calls.snapshot()).toMatchObject({ current: undefined, ended: { reason: 'crashed', canRejoin: true, failure: { code: 'call-crashed' } } });
    expect(calls.done('presence')).toEqual([{ do: 'presence', presence: 'none' }]);
    expect(calls.done('retract')).toEqual([]);
    calls.pass(30_000);
    expect(calls.done('retract')).toHaveLength(1);
    expect(calls.snapshot().ended).toMatchObject({ canRejoin: false });
  });

  it('and one comes back: a new page in the same conference, no ringing, no word of leaving', () => {
    const calls = inCall();
    calls.send({ type: 'crashed', view: 1, reason: 'oom' });
    calls.forget();
    calls.send({ type: 'rejoin' });
    expect(calls.done('prepare')[0]?.place).toEqual(place);
    calls.prepared();
    calls.report('joined', { others: 1, endpointId: 'neu1' });
    expect(calls.snapshot()).toMatchObject({ ended: undefined, current: { callId: 'call-own', phase: 'joined' } });
    expect([...calls.done('ring'), ...calls.done('retract')]).toEqual([]);
    expect(calls.done('announce').at(-1)).toMatchObject({ announcement: { endpointId: 'neu1' } });
  });

  it('and one comes back: the room goes on to know the place of the page that crashed until the new one has its own', () => {
    const calls = inCall();
    calls.report('joined', { others: 1, endpointId: 'alt1' });
    calls.send({ type: 'crashed', view: 1, reason: 'oom' });
    calls.forget();
    calls.send({ type: 'rejoin' });
    calls.prepared();
    calls.report('connecting', { others: 0 });
    expect(calls.done('announce')).toEqual([]);
    expect(calls.state().current?.plan.endpointsBefore).toEqual(['alt1']);
    calls.report('joined', { others: 1, endpointId: 'neu1' });
    expect(calls.done('announce')).toMatchObject([{ announcement: { endpointId: 'neu1' } }]);
    calls.send({ type: 'crashed', view: calls.state().current?.view ?? -1, reason: 'oom' });
    calls.send({ type: 'rejoin' });
    expect(calls.state().current?.plan.endpointsBefore).toEqual(['alt1', 'neu1']);
  });

  it('and it is over for all meanwhile: nothing to come back to', () => {
    const calls = inCall();
    calls.send({ type: 'crashed', view: 1, reason: 'oom' });
    calls.calls(own({ over: true }));
    expect(calls.snapshot().ended?.canRejoin).toBe(false);
    calls.send({ type: 'rejoin' });
    expect(calls.snapshot().current).toBeUndefined();
  });

  it('and the person has read it: the room hears at once', () => {
    const calls = inCall();
    calls.send({ type: 'crashed', view: 1, reason: 'oom' });
    calls.send({ type: 'dismiss' });
    expect(calls.snapshot().ended).toBeUndefined();
    expect(calls.done('retract')).toHaveLength(1);
  });

  it('and a new call begins instead', () => {
    const calls = inCall();
    calls.send({ type: 'crashed', view: 1, reason: 'oom' });
    calls.send({ type: 'begin', plan: meetInRoom() });
    expect(calls.snapshot()).toMatchObject({ ended: undefined, current: { callId: 'call-meet' } });
    expect(calls.done('retract')).toHaveLength(1);
  });

  it('by a failure of the conference, with why; one may come back', () => {
    const calls = inCall();
    calls.report('left', { failure: { code: 'call-unreachable', detail: 'ws 1006' } });
    expect(calls.snapshot().ended).toMatchObject({ reason: 'failed', canRejoin: true, failure: { code: 'call-unreachable', detail: 'ws 1006' } });
  });

  it('before it ever came about: nothing to come back to', () => {
    const calls = drive();
    calls.send({ type: 'begin', plan: callPetra() });
    calls.prepared();
    calls.report('left', { failure: { code: 'call-library-missing' } });
    expect(calls.snapshot().ended).toMatchObject({ reason: 'failed', canRejoin: false });
    expect(calls.done('retract')).toHaveLength(1);
  });

  it('by a moderator: removed', () => {
    const calls = inCall();
    calls.report('left', { failure: { code: 'call-removed' } });
    expect(calls.snapshot().ended).toMatchObject({ reason: 'removed', canRejoin: false });
  });

  it('but a device that fails ends nothing', () => {
    const calls = inCall();
    calls.report('joined', { others: 1, failure: { code: 'call-camera-busy' } });
    expect(calls.phase()).toBe('joined');
  });

  it('and what the closed page says is not heard', () => {
    const calls = inCall();
    calls.send({ type: 'crashed', view: 1, reason: 'oom' });
    calls.send({ type: 'rejoin' });
    calls.send({ type: 'report', view: 1, report: { phase: 'left', others: 0, muted: false, camera: false, handRaised: false, moderates: false, direct: false } });
    calls.send({ type: 'crashed', view: 1, reason: 'again' });
    expect(calls.phase()).toBe('preparing');
  });
});

describe('the account is signed out', () => {
  it('and nothing of calls stays: none rings, none runs, no end is shown', () => {
    const calls = inCall();
    calls.calls(own({ members: [member(petra)] }), ring({ roomId: '!other:land.example' }));
    calls.send({ type: 'signed-out' });
    expect(calls.snapshot()).toMatchObject({ waiting: undefined, current: { phase: 'leaving' } });
    calls.report('left');
    expect(calls.snapshot()).toEqual({ ringing: undefined, waiting: undefined, current: undefined, ended: undefined });
  });

  it('also where another call was to follow', () => {
    const calls = inCall();
    calls.calls(ring({ roomId: '!other:land.example' }));
    calls.send({ type: 'answer', callId: 'call-petra', camera: false });
    calls.send({ type: 'signed-out' });
    calls.report('left');
    expect(calls.snapshot().current).toBeUndefined();
  });
});

describe('a conference by link', () => {
  it('is nobody’s business in any room, and can be joined again', () => {
    const calls = drive();
    calls.send({ type: 'begin', plan: openLink });
    calls.prepared();
    calls.report('prejoin');
    calls.report('joined', { others: 4 });
    calls.pass(settleMs);
    expect([...calls.done('ring'), ...calls.done('announce')]).toEqual([]);
    expect(calls.done('presence')).toEqual([{ do: 'presence', presence: 'call' }]);
    calls.report('left', { failure: { code: 'call-unreachable' } });
    expect(calls.snapshot().ended).toMatchObject({ canRejoin: true, roomId: undefined });
    calls.send({ type: 'rejoin' });
    expect(calls.done('prepare').at(-1)?.place).toEqual(place);
  });
});
