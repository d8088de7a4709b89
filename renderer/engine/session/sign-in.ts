import { fail } from '../../base/failure.ts';
import { bodyOf, signInFailure } from './failures.ts';
import type { Host } from './host.ts';
import type { Ask } from './http.ts';
import { listAt, textAt } from './json.ts';

/** What a homeserver gives for a right password. */
export interface Login {
  readonly userId: string;
  readonly deviceId: string;
  readonly accessToken: string;
}

export interface LoginRequest {
  /** The name before the colon, or a whole user ID. */
  readonly user: string;
  readonly password: string;
  /** The device to go on as; undefined: the server makes a new one. */
  readonly deviceId: string | undefined;
  readonly deviceName: string;
}

/** The oldest version of the client-server API that has all that is used: v1.11 brought authenticated media. */
const neededVersions = /^v1\.(1[1-9]|[2-9]\d)$|^v[2-9]/;

/**
 * Checks the server, then signs in with a password.
 * @throws FailureError with a code of SignInFailureCode or of discovery
 */
export async function signIn(host: Host, ask: Ask, request: LoginRequest): Promise<Login> {
  await checkVersions(host, ask);
  await checkFlows(host, ask);
  return login(host, ask, request);
}

async function checkVersions(host: Host, ask: Ask): Promise<void> {
  const answer = await ask('/_matrix/client/versions');
  const body = await bodyOf(host, answer, ({ status }) =>
    status >= 500 ? fail('server-error', `versions ${status}`) : fail('not-a-matrix-server', `versions ${status}`),
  );
  const versions = listAt(body, 'versions').filter((version) => typeof version === 'string');
  if (versions.length === 0) throw fail('not-a-matrix-server');
  if (!versions.some((version) => neededVersions.test(version))) throw fail('server-too-old', versions.at(-1));
}

async function checkFlows(host: Host, ask: Ask): Promise<void> {
  const body = await bodyOf(host, await ask('/_matrix/client/v3/login'), signInFailure);
  const types = listAt(body, 'flows').map((flow) => textAt(flow, 'type'));
  if (!types.includes('m.login.password')) throw fail('unsupported-flow', types.filter(Boolean).join(', '));
}

async function login(host: Host, ask: Ask, { user, password, deviceId, deviceName }: LoginRequest): Promise<Login> {
  const answer = await ask('/_matrix/client/v3/login', {
    method: 'POST',
    body: {
      type: 'm.login.password',
      identifier: { type: 'm.id.user', user: user.trim() },
      password,
      initial_device_display_name: deviceName,
      ...(deviceId === undefined ? {} : { device_id: deviceId }),
    },
  });
  const body = await bodyOf(host, answer, signInFailure);
  const [userId, device, accessToken] = ['user_id', 'device_id', 'access_token'].map((key) => textAt(body, key));
  if (!userId || !device || !accessToken) throw fail('server-error', 'login answer incomplete');
  return { userId, deviceId: device, accessToken };
}

/** Ends a session at the server; resolves false where the server did not answer. A session it does not know is ended. */
export async function logOut(ask: Ask, token: string): Promise<boolean> {
  const answer = await ask('/_matrix/client/v3/logout', { method: 'POST', body: {}, token });
  return answer.kind === 'ok' || (answer.kind === 'refused' && answer.refusal.status === 401);
}
