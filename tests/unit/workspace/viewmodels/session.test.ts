import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import type { EngineLife } from '../../../../preload/contract.ts';
import type { SessionState } from '../../../../renderer/engine/contract.ts';
import { createSessionModel, splashAfterMs } from '../../../../renderer/workspace/viewmodels/session/session.ts';
import { createHandClock } from '../support/clock.ts';
import { createFakeDesktop } from '../support/desktop.ts';
import { createFakeEngine } from '../support/engine.ts';
import { openSession } from '../support/session.ts';

function setUp() {
  const [engine, desktop, clock] = [createFakeEngine(), createFakeDesktop(), createHandClock()];
  const engineLife = signal<EngineLife>('running');
  const model = createSessionModel({ engine, desktop, engineLife, clock });
  const say = (head: SessionState): void => engine.say('session', { head, items: [] });
  return { engine, desktop, clock, engineLife, model, say };
}

test('a quick start shows nothing before it is through, a slow one says so', () => {
  const { model, clock, say } = setUp();
  expect(model.stage.value).toEqual({ kind: 'blank' });
  say({ phase: 'starting' });
  expect(model.stage.value).toEqual({ kind: 'blank' });
  clock.advance(splashAfterMs);
  expect(model.stage.value).toEqual({ kind: 'starting' });
  say({ phase: 'signed-out' });
  expect(model.stage.value).toEqual({ kind: 'sign-in' });
});

test('each phase has its stage', () => {
  const { model, say } = setUp();
  say({ phase: 'keychain', problem: 'locked' });
  expect(model.stage.value).toEqual({ kind: 'keychain', problem: 'locked' });
  say({ phase: 'store-fault', failure: { code: 'store-damaged' } });
  expect(model.stage.value).toEqual({ kind: 'store-fault', failure: { code: 'store-damaged' } });
  say({ phase: 'signing-out' });
  expect(model.stage.value).toEqual({ kind: 'signing-out' });
  say(openSession());
  expect(model.stage.value).toEqual({ kind: 'open' });
  say(openSession({ phase: 'expired' }));
  expect(model.stage.value).toEqual({ kind: 'open' });
});

test('an engine that main has given up on is said before anything else', () => {
  const { model, say, engineLife, desktop } = setUp();
  say(openSession());
  engineLife.value = 'gave-up';
  expect(model.stage.value).toEqual({ kind: 'engine-gave-up' });
  model.restartEngine.run();
  expect(desktop.asked('engine.restart')).toHaveLength(1);
});

test('a restart of the engine leaves on the screen what was there', () => {
  const { model, say, engineLife } = setUp();
  say(openSession());
  engineLife.value = 'restarting';
  expect(model.stage.value).toEqual({ kind: 'open' });
});

test('what cannot be done is not there', async () => {
  const { model, say, engine } = setUp();
  say(openSession());
  expect(model.reauthenticate.value).toBeUndefined();
  expect(model.recover.value).toBeUndefined();
  say(openSession({ phase: 'expired', encryption: { state: 'locked' } }));
  model.reauthenticate.value?.run('geheim');
  model.recover.value?.run(' EsTA abcd ');
  expect(engine.args('session.reauthenticate')).toEqual([{ password: 'geheim' }]);
  expect(engine.args('encryption.recover')).toEqual([{ recoveryKey: 'EsTA abcd' }]);
  await engine.asked('session.reauthenticate')[0]?.refuse('wrong-password');
  expect(model.reauthenticate.value?.failure.value).toEqual({ code: 'wrong-password' });
});

test('disposed of, it follows nothing and no timer runs', () => {
  const { model, engine, clock } = setUp();
  model.dispose();
  expect(engine.following('session')).toBe(0);
  expect(clock.timers).toBe(0);
});
