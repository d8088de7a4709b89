import { expect, test } from 'vitest';
import { fail } from '../../../../renderer/base/failure.ts';
import { createSignInModel } from '../../../../renderer/workspace/viewmodels/sign-in/sign-in.ts';
import { createHandClock } from '../support/clock.ts';
import { createFakeDesktop } from '../support/desktop.ts';
import { createFakeEngine, settle } from '../support/engine.ts';

const found = { serverName: 'land.example', baseUrl: 'https://matrix.land.example', via: ['www.land.example'] };

function setUp(given?: string) {
  const [engine, desktop, clock] = [createFakeEngine(), createFakeDesktop(), createHandClock()];
  const model = createSignInModel({
    engine,
    desktop,
    clock,
    given: given === undefined ? undefined : { value: given, source: 'machine' },
  });
  const resolve = () => desktop.asked('discovery.resolve').at(-1);
  const signIn = () => engine.asked('session.signIn').at(-1);
  const fill = (): void => {
    model.setUser(' miriam.brandt ');
    model.setPassword('geheim');
  };
  return { engine, desktop, clock, model, resolve, signIn, fill };
}

async function atPassword() {
  const all = setUp();
  all.model.setServer('land.example');
  all.model.search();
  await all.resolve()?.answer(found);
  all.fill();
  return all;
}

test('asks for a server first, finds it, and then signs in there', async () => {
  const { model, resolve, signIn, fill } = setUp();
  model.setServer('  land.example ');
  model.search();
  expect(resolve()?.args).toEqual({ server: 'land.example' });
  expect(model.busy.value).toBe('searching');
  await resolve()?.answer(found);
  expect(model.found.value).toEqual(found);
  expect(model.busy.value).toBe('no');

  fill();
  model.submit();
  await settle();
  expect(signIn()?.args).toEqual({
    homeserver: { serverName: 'land.example', baseUrl: 'https://matrix.land.example' },
    user: 'miriam.brandt',
    password: 'geheim',
  });
  expect(model.busy.value).toBe('signing-in');
  await signIn()?.answer(null);
  expect(model.busy.value).toBe('no');
  expect(model.password.value).toBe('');
});

test('looks for a given server by itself and lets nobody change it', async () => {
  const { model, resolve, desktop } = setUp('land.example');
  expect(model.serverGiven).toBe(true);
  expect(resolve()?.args).toEqual({ server: 'land.example' });
  await resolve()?.answer(found);
  expect(model.change.value).toBeUndefined();
  expect(desktop.asked('discovery.resolve')).toHaveLength(1);
});

test('a person who is faster than discovery waits for it, once', async () => {
  const { model, resolve, signIn, fill, desktop } = setUp('land.example');
  fill();
  model.submit();
  expect(signIn()).toBeUndefined();
  await resolve()?.answer(found);
  expect(signIn()?.args.user).toBe('miriam.brandt');
  expect(desktop.asked('discovery.resolve')).toHaveLength(1);
});

test.each([
  ['name-not-found', 'server'],
  ['certificate-untrusted', 'server'],
  ['unsupported-flow', 'server'],
  ['offline', 'server'],
  ['internal', 'server'],
] as const)('%s of discovery stands at the %s', async (code, place) => {
  const { model, resolve } = setUp();
  model.setServer('land.exampel');
  model.search();
  await resolve()?.refuse(code);
  expect(model.complaints.value).toEqual({ [place]: { kind: 'failure', failure: { code } } });
  model.setServer('land.example');
  expect(model.complaints.value).toEqual({});
});

test.each([
  ['wrong-password', 'password'],
  ['account-locked', 'user'],
  ['account-deactivated', 'user'],
  ['server-too-old', 'form'],
  ['unreachable', 'form'],
  ['offline', 'form'],
  ['server-error', 'form'],
] as const)('%s of signing in stands at the %s', async (code, place) => {
  const { model, signIn } = await atPassword();
  model.submit();
  await settle();
  await signIn()?.refuse(code);
  expect(model.complaints.value).toEqual({ [place]: { kind: 'failure', failure: { code } } });
  expect(model.password.value).toBe('geheim');
});

test('what is wrong with a given server by the time of signing in stands at its field, which is still there', async () => {
  const { model, resolve, signIn, fill } = setUp('land.example');
  await resolve()?.answer(found);
  fill();
  model.submit();
  await settle();
  await signIn()?.refuse('unreachable');
  expect(model.complaints.value).toEqual({ server: { kind: 'failure', failure: { code: 'unreachable' } } });
});

test('too many tries count down, and take no other try meanwhile', async () => {
  const { model, signIn, clock, engine } = await atPassword();
  model.submit();
  await settle();
  await signIn()?.refuse(fail('too-many-tries', undefined, 3_000));
  expect(model.wait.value).toBe(3_000);
  clock.advance(1_000);
  expect(model.wait.value).toBe(2_000);
  model.submit();
  await settle();
  expect(engine.asked('session.signIn')).toHaveLength(1);
  clock.advance(2_000);
  expect(model.wait.value).toBeUndefined();
  expect(clock.timers).toBe(0);
  model.submit();
  await settle();
  expect(engine.asked('session.signIn')).toHaveLength(2);
});

test('empty fields are asked for, one after the other, and nothing is sent', async () => {
  const { model, engine, desktop } = setUp();
  model.search();
  expect(model.complaints.value).toEqual({ server: { kind: 'empty' } });
  expect(desktop.asked('discovery.resolve')).toHaveLength(0);
  model.submit();
  expect(model.complaints.value).toEqual({ user: { kind: 'empty' } });
  model.setUser('miriam.brandt');
  model.submit();
  expect(model.complaints.value).toEqual({ password: { kind: 'empty' } });
  expect(engine.asked('session.signIn')).toHaveLength(0);
});

test('one can go back to another server', async () => {
  const { model } = await atPassword();
  model.change.value?.();
  expect(model.found.value).toBeUndefined();
  expect(model.change.value).toBeUndefined();
});
