import { describe, expect, test } from 'vitest';
import { createAsk } from '../../../../renderer/engine/session/http.ts';
import { logOut, signIn } from '../../../../renderer/engine/session/sign-in.ts';
import { fakeFetch, fakeHost, type Answered } from './fake-host.ts';

const base = 'https://matrix.example';
const request = { user: ' anna ', password: 'geheim', deviceId: undefined, deviceName: 'Einklang' };
const versions: Answered = { body: { versions: ['v1.5', 'v1.11'] } };
const flows: Answered = { body: { flows: [{ type: 'm.login.sso' }, { type: 'm.login.password' }] } };
const login: Answered = { body: { user_id: '@anna:matrix.example', device_id: 'GERÄT', access_token: 'token' } };

const server = (change: Partial<Record<'versions' | 'flows' | 'login', Answered | undefined>> = {}): typeof fetch & { calls: string[] } => {
  const answers = { versions, flows, login, ...change };
  return fakeFetch((method, { pathname }) => answers[pathname.endsWith('/versions') ? 'versions' : method === 'GET' ? 'flows' : 'login']);
};
const attempt = (fetch: typeof globalThis.fetch): Promise<unknown> => signIn(fakeHost(), createAsk(base, fetch), request);

describe('signing in', () => {
  test('checks version and flows before it sends the password', async () => {
    const fetch = server();
    expect(await attempt(fetch)).toEqual({ userId: '@anna:matrix.example', deviceId: 'GERÄT', accessToken: 'token' });
    expect(fetch.calls).toEqual(['GET /_matrix/client/versions', 'GET /_matrix/client/v3/login', 'POST /_matrix/client/v3/login']);
  });

  test.each([
    ['wrong-password', { login: { status: 403, body: { errcode: 'M_FORBIDDEN' } } }],
    ['account-locked', { login: { status: 401, body: { errcode: 'M_USER_LOCKED', soft_logout: true } } }],
    ['account-deactivated', { login: { status: 403, body: { errcode: 'M_USER_DEACTIVATED' } } }],
    ['server-error', { login: { status: 500 } }],
    ['server-error', { login: { body: { user_id: '@anna:matrix.example' } } }],
    ['server-error', { versions: { status: 503 } }],
    ['not-a-matrix-server', { versions: { status: 404, body: 'nichts' } }],
    ['not-a-matrix-server', { versions: { body: { versions: 'v1.11' } } }],
    ['server-too-old', { versions: { body: { versions: ['r0.6.1', 'v1.10'] } } }],
    ['unsupported-flow', { flows: { body: { flows: [{ type: 'm.login.sso' }, 4, null] } } }],
    ['name-not-found', { versions: undefined }],
    ['name-not-found', { login: undefined }],
  ] as const)('says %s', async (code, change) => {
    await expect(attempt(server(change))).rejects.toMatchObject({ failure: { code } });
  });

  test('says how long to wait by the body, since the header cannot be read', async () => {
    const limited = { status: 429, body: { errcode: 'M_LIMIT_EXCEEDED', retry_after_ms: 1_234 } };
    await expect(attempt(server({ login: limited }))).rejects.toMatchObject({ failure: { code: 'too-many-tries', retryAfterMs: 1_234 } });
    const unsaid = { status: 429, body: { errcode: 'M_LIMIT_EXCEEDED' } };
    await expect(attempt(server({ login: unsaid }))).rejects.toMatchObject({ failure: { retryAfterMs: 5_000 } });
  });

  test('knows a newer server than any of today', async () => {
    await expect(attempt(server({ versions: { body: { versions: ['v2.3'] } } }))).resolves.toBeDefined();
  });
});

test('signing out counts as done where the server does not know the session, and not where it does not answer', async () => {
  const ask = (answer: Answered | undefined) => createAsk(base, fakeFetch(() => answer));
  expect(await logOut(ask({}), 't')).toBe(true);
  expect(await logOut(ask({ status: 401, body: { errcode: 'M_UNKNOWN_TOKEN' } }), 't')).toBe(true);
  expect(await logOut(ask({ status: 502 }), 't')).toBe(false);
  expect(await logOut(ask(undefined), 't')).toBe(false);
});
