import { fail } from '../../base/failure.ts';
import type { OpenIdToken } from '../contract.ts';
import { mxcOf, personOf } from '../people/names.ts';
import type { Request } from '../session/api.ts';
import { numberAt, textAt } from '../session/json.ts';
import { readProfile, type Profile } from '../session/profile.ts';

/** What a server that says nothing about it means (an hour, as Synapse has it). */
const usualSeconds = 3_600;

/**
 * POST /_matrix/client/v3/user/{userId}/openid/request_token: lets a deployment ask the homeserver who this is. It opens
 * nothing else. `known`: the account's profile as it was last seen, for a server that does not give it out now.
 */
export async function requestOpenIdToken(request: Request, userId: string, known: Profile, now: () => number): Promise<OpenIdToken> {
  const path = `/_matrix/client/v3/user/${encodeURIComponent(userId)}/openid/request_token`;
  const [answer, profile] = await Promise.all([request('POST', path, { body: {} }), readProfile(request, userId).catch(() => known)]);
  const accessToken = textAt(answer, 'access_token');
  const serverName = textAt(answer, 'matrix_server_name');
  if (accessToken === undefined || serverName === undefined) throw fail('server-error', 'no OpenID token');
  const { name, avatar } = personOf(userId, profile);
  const seconds = Math.max(0, numberAt(answer, 'expires_in') ?? usualSeconds);
  return { accessToken, serverName, userId, displayName: name, avatar: mxcOf(avatar), expiresTs: now() + seconds * 1_000 };
}
