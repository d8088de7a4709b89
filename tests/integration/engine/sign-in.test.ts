import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import type { FailureError } from '../../../renderer/base/failure.ts';
import { matches, startProxy, type Proxy } from '../../servers/proxy.ts';
import { startEngineFarm, type EngineFarm, type HeadlessEngine } from '../support/headless-engine.ts';
import { hasEncryption, isOnline, newPerson, signInArgs, signedIn } from '../support/people.ts';

let farm: EngineFarm;
let proxy: Proxy;
beforeAll(async () => {
  farm = await startEngineFarm();
});
afterAll(() => farm.stop());
const proxies: Proxy[] = [];
afterEach(async () => {
  await farm.clear();
  for (const each of proxies.splice(0)) await each.dispose();
});

async function start(): Promise<HeadlessEngine> {
  proxy = await startProxy(inject('synapse').url);
  proxies.push(proxy);
  const engine = await farm.start();
  await engine.session(({ phase }) => phase === 'signed-out');
  return engine;
}

const failureOf = (attempt: Promise<unknown>): Promise<unknown> =>
  attempt.then(
    () => undefined,
    (error: unknown) => (error as FailureError).failure,
  );

test('each refusal has its own code', async () => {
  const anna = await newPerson('Anna');
  const engine = await start();
  const attempt = (): Promise<unknown> => failureOf(engine.request('session.signIn', signInArgs(anna, { baseUrl: proxy.url })));
  const login = matches('POST', /\/v3\/login/);
  const refuse = (status: number, body: object): void =>
    void proxy.intercept(login, { kind: 'answer', answer: { status, body } }, 1);

  expect(await failureOf(engine.request('session.signIn', signInArgs(anna, { password: 'falsch' })))).toMatchObject({ code: 'wrong-password' });
  refuse(429, { errcode: 'M_LIMIT_EXCEEDED', error: 'slow down', retry_after_ms: 41_000 });
  expect(await attempt()).toMatchObject({ code: 'too-many-tries', retryAfterMs: 41_000 });
  refuse(403, { errcode: 'M_USER_LOCKED', error: 'locked' });
  expect(await attempt()).toMatchObject({ code: 'account-locked' });
  refuse(403, { errcode: 'M_USER_DEACTIVATED', error: 'deactivated' });
  expect(await attempt()).toMatchObject({ code: 'account-deactivated' });
  refuse(502, {});
  expect(await attempt()).toMatchObject({ code: 'server-error' });
  proxy.intercept(matches('GET', /versions/), { kind: 'answer', answer: { status: 200, body: { versions: ['r0.6.1', 'v1.4'] } } }, 1);
  expect(await attempt()).toMatchObject({ code: 'server-too-old', detail: 'v1.4' });
  const flows = { flows: [{ type: 'm.login.sso' }] };
  proxy.intercept(matches('GET', /\/v3\/login/), { kind: 'answer', answer: { status: 200, body: flows } }, 1);
  expect(await attempt()).toMatchObject({ code: 'unsupported-flow', detail: 'm.login.sso' });
  await proxy.goOffline();
  expect(await attempt()).toMatchObject({ code: 'unreachable' });
  expect([...engine.desktop.secrets.keys()]).toEqual(['store-key']);
});

test('before it asks anything the engine names the server to the desktop, and nothing secret reaches the log', async () => {
  const anna = await newPerson('Anna');
  const engine = await start();
  await engine.request('session.signIn', signInArgs(anna, { baseUrl: proxy.url }));
  await engine.session(hasEncryption('ready'));
  expect(engine.desktop.homeserver).toBe(proxy.url);
  expect([...engine.desktop.secrets.keys()].sort()).toEqual(['access-token', 'crypto-key', 'recovery-key', 'store-key']);
  expect(engine.desktop.log.join('\n')).not.toMatch(/musterstadt|@\w|syt_|http/);
  expect(engine.desktop.beats()).toBeGreaterThan(0);
});

test('a locked keychain is shown and goes on by itself; a missing one too; nothing is made anew', async () => {
  const anna = await newPerson('Anna');
  const engine = await signedIn(farm, anna);
  await engine.session(hasEncryption('ready'));
  const before = JSON.stringify([...engine.desktop.secrets]);

  engine.desktop.setKeychain('waiting');
  await engine.restart();
  await engine.session((state) => state.phase === 'keychain' && state.problem === 'locked');
  engine.desktop.setKeychain('ready');
  await engine.session(isOnline);

  engine.desktop.setKeychain('missing');
  await engine.restart();
  await engine.session((state) => state.phase === 'keychain' && state.problem === 'missing');
  engine.desktop.setKeychain('ready');
  await engine.session(isOnline);

  engine.desktop.secrets.set('store-key', btoa('x'.repeat(32)));
  await engine.restart();
  await engine.session((state) => state.phase === 'keychain' && state.problem === 'changed');
  for (const [name, value] of JSON.parse(before) as [Parameters<typeof engine.desktop.secrets.set>[0], string][]) {
    engine.desktop.secrets.set(name, value);
  }
  await engine.request('session.retry', {});
  await engine.session(isOnline);
  expect(JSON.stringify([...engine.desktop.secrets])).toBe(before);
});

test('signing out ends the session at the server and leaves no secret', async () => {
  const anna = await newPerson('Anna');
  const engine = await signedIn(farm, anna);
  await engine.session(hasEncryption('ready'));
  expect(await engine.request('session.signOutCost', {})).toMatchObject({ unsent: 0, drafts: 0 });
  const devices = async (): Promise<number> => (await anna.request<{ devices: unknown[] }>('GET', 'v3/devices')).devices.length;
  const before = await devices();
  await engine.request('session.signOut', { force: false });
  expect(await engine.request('session.signOut', { force: false })).toBeNull();
  expect(await devices()).toBe(before - 1);
  expect(engine.desktop.secrets.size).toBe(0);
  expect(engine.desktop.keysFile).toBeUndefined();
  expect(engine.desktop.erased()).toBe(true);
});

test('a sign-out that the server cannot be asked for changes nothing, and is not shown as one under way', async () => {
  const bea = await newPerson('Bea');
  await start();
  const engine = await signedIn(farm, bea, { baseUrl: proxy.url });
  await engine.session(hasEncryption('ready'));
  const phases = new Set<string>();
  const stop = engine.client.follow('session', {}, { state: ({ head }) => void phases.add(head.phase) });
  await proxy.goOffline();
  expect(await failureOf(engine.request('session.signOut', { force: false }))).toMatchObject({ code: 'unreachable' });
  await proxy.goOnline();
  await engine.request('session.retry', {});
  await engine.session(isOnline);
  stop();
  expect([...phases]).toEqual(['signed-in']);
  expect(engine.desktop.erased()).toBe(false);
});
