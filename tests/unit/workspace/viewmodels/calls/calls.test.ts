import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import { noCall, type CallSnapshot } from '../../../../../preload/contract/calls.ts';
import { createCallsModel } from '../../../../../renderer/workspace/viewmodels/calls/calls.ts';
import { currentCall, endedCall, incomingCall } from '../../support/calls.ts';
import { createHandClock } from '../../support/clock.ts';
import { createFakeDesktop } from '../../support/desktop.ts';
import { createFakeEngine, settle } from '../../support/engine.ts';

function setUp() {
  const engine = createFakeEngine();
  const desktop = createFakeDesktop();
  const clock = createHandClock();
  const online = signal(true);
  const model = createCallsModel({ engine, desktop, clock, online, newTxnId: () => 'txn-00001' });
  const tell = (more: Partial<CallSnapshot>): void => desktop.tell('call', { ...noCall, ...more });
  return { engine, desktop, clock, online, model, tell };
}

test('a call that runs when the window comes is there; an event that came first is newer', async () => {
  const { desktop, model } = setUp();
  await desktop.asked('call.read')[0]?.answer({ ...noCall, current: currentCall() });
  expect(model.current.value?.callId).toBe('call-0001');

  const later = setUp();
  later.tell({ current: currentCall({ muted: true }) });
  await later.desktop.asked('call.read')[0]?.answer({ ...noCall, current: currentCall() });
  expect(later.model.current.value?.muted).toBe(true);
});

test('mute is shown as main says it, not as it was asked', () => {
  const { desktop, model, tell } = setUp();
  tell({ current: currentCall() });
  model.command('mute');
  expect(desktop.asked('call.command').map(({ args }) => args)).toEqual([{ command: 'mute' }]);
  expect(model.current.value?.muted).toBe(false);
  tell({ current: currentCall({ muted: true }) });
  expect(model.current.value?.muted).toBe(true);
});

test('hanging up waits for no other command, and a refused one says why', async () => {
  const { desktop, model, tell } = setUp();
  tell({ current: currentCall() });
  model.command('mute');
  model.command('hang-up');
  expect(desktop.asked('call.command').map(({ args }) => args.command)).toEqual(['mute', 'hang-up']);
  await desktop.asked('call.command')[0]?.refuse('call-microphone-busy');
  expect(model.problem.value).toEqual({ code: 'call-microphone-busy' });
  model.command('mute');
  expect(model.problem.value).toBeUndefined();
});

test('a call that fails at its start is told of once, and no more when that has been read', async () => {
  const { desktop, model, tell } = setUp();
  model.start.run('!holger', 'audio');
  tell({ ended: endedCall({ reason: 'failed', failure: { code: 'call-unreachable' } }) });
  await desktop.asked('call.start')[0]?.refuse('call-unreachable');
  expect([model.ended.value?.reason, model.problem.value]).toEqual(['failed', undefined]);
  model.dismiss();
  expect(desktop.asked('call.dismiss')).toHaveLength(1);
  tell({});
  expect(model.problem.value).toBeUndefined();

  // Refused before there was a call: nothing else tells of it, and main has nothing to dismiss.
  model.start.run('!holger', 'audio');
  await desktop.asked('call.start')[1]?.refuse('call-already');
  expect(model.problem.value).toEqual({ code: 'call-already' });
  model.dismiss();
  expect([model.problem.value, desktop.asked('call.dismiss').length]).toEqual([undefined, 1]);
});

test('no call can be begun offline or in a call', () => {
  const { model, online, tell } = setUp();
  expect(model.obstacle.value).toBeUndefined();
  online.value = false;
  expect(model.obstacle.value).toBe('offline');
  tell({ current: currentCall() });
  expect(model.obstacle.value).toBe('in-call');
});

test('a ringing call is answered, a waiting one ends the call before it', async () => {
  const { desktop, model, tell } = setUp();
  tell({ ringing: incomingCall() });
  model.answer.run(true);
  expect(desktop.asked('call.answer').map(({ args }) => args)).toEqual([{ callId: 'call-0001', camera: true }]);
  await desktop.asked('call.answer')[0]?.answer(null);

  tell({ current: currentCall(), waiting: incomingCall({ callId: 'call-0003' }) });
  expect(model.incoming.value?.waiting).toBe(true);
  model.answer.run(false);
  expect(desktop.asked('call.switch').map(({ args }) => args)).toEqual([{ callId: 'call-0003', camera: false }]);
  await desktop.asked('call.switch')[0]?.answer(null);

  model.decline.run();
  expect(desktop.asked('call.decline').map(({ args }) => args)).toEqual([{ callId: 'call-0003' }]);
});

test('what stopped ringing meanwhile is not answered', async () => {
  const { desktop, model, tell } = setUp();
  tell({ ringing: incomingCall() });
  tell({});
  model.answer.run(false);
  await settle();
  expect(desktop.asked('call.answer')).toEqual([]);
});

test('a person is called in the chat with them, which is made first', async () => {
  const { desktop, engine, model } = setUp();
  model.callPerson.run('@holger:land.example', 'audio');
  expect(engine.args('room.direct')).toEqual([{ txnId: 'txn-00001', userId: '@holger:land.example' }]);
  expect(desktop.asked('call.start')).toEqual([]);
  await engine.asked('room.direct')[0]?.answer({ roomId: '!h', created: true });
  expect(desktop.asked('call.start').map(({ args }) => args)).toEqual([{ roomId: '!h', media: 'audio' }]);
  await desktop.asked('call.start')[0]?.refuse('call-unreachable');
  expect(model.callPerson.failure.value).toEqual({ code: 'call-unreachable' });
});

test('the time counts in full seconds from when the other was there, and no timer runs without a call', () => {
  const { clock, model, tell } = setUp();
  expect(model.elapsed.value).toBeUndefined();
  tell({ current: currentCall({ connectedTs: clock.now() - 1_500 }) });
  expect(model.elapsed.value).toBe(1_500);
  clock.advance(499);
  expect(model.elapsed.value).toBe(1_500);
  clock.advance(1);
  expect(model.elapsed.value).toBe(2_000);
  clock.advance(60_000);
  expect(model.elapsed.value).toBe(62_000);
  // A snapshot that changes something else neither stops it nor starts a second one.
  tell({ current: currentCall({ connectedTs: clock.now() - 62_000, muted: true }) });
  expect(clock.timers).toBe(1);
  tell({});
  expect([clock.timers, model.elapsed.value]).toEqual([0, undefined]);
});

test('the window asks before it closes in a call, and no longer when the call has ended', () => {
  const { desktop, model, tell } = setUp();
  tell({ current: currentCall() });
  desktop.tell('closeAsked', null);
  expect(model.question.asked.value).toBe('close');
  model.question.stay();
  expect(model.question.asked.value).toBeUndefined();
  desktop.tell('closeAsked', null);
  tell({ ended: endedCall() });
  expect(model.question.asked.value).toBeUndefined();
});

test('the key that leaves asks whoever moderates others, and nobody else', () => {
  const { desktop, model, tell } = setUp();
  const commands = () => desktop.asked('call.command').map(({ args }) => args.command);
  tell({ current: currentCall({ kind: 'room', moderates: true }) });
  model.question.leaveByKey();
  expect([model.question.asked.value, commands()]).toEqual(['leave', []]);
  model.question.stay();
  tell({ current: currentCall({ kind: 'room' }) });
  model.question.leaveByKey();
  expect([model.question.asked.value, commands()]).toEqual([undefined, ['hang-up']]);
});

test('the key for mute goes to main, which alone knows what it is worth', () => {
  const { desktop, model, tell } = setUp();
  tell({ current: currentCall() });
  model.muteKey();
  expect([desktop.asked('call.muteKey').length, desktop.asked('call.command').length]).toEqual([1, 0]);
});

test('back to the call brings it from another window', async () => {
  const { desktop, model, tell } = setUp();
  tell({ current: currentCall({ placement: 'compact' }) });
  expect(model.stage.shown.value).toBe(false);
  model.goTo();
  expect(model.stage.shown.value).toBe(true);
  expect(desktop.asked('call.place').map(({ args }) => args)).toEqual([{ placement: 'stage' }]);
  await desktop.asked('call.place')[0]?.refuse('internal');
  expect(model.problem.value).toEqual({ code: 'internal' });
  tell({ current: currentCall() });
  model.goTo();
  expect(desktop.asked('call.place')).toHaveLength(1);
});

test('disposed of, nothing listens and no timer runs', () => {
  const { desktop, engine, clock, model, tell } = setUp();
  tell({ current: currentCall({ connectedTs: clock.now() }) });
  model.dispose();
  expect([desktop.listening, engine.following('calls'), clock.timers]).toEqual([0, 0, 0]);
});
