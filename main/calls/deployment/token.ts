import { SignJWT } from 'jose';
import type { Deployment } from '../../../renderer/call/contract.ts';
import type { OpenIdToken } from '../../../renderer/engine/contract/calls.ts';

/** The signature is not what is trusted: the deployment asks the homeserver back about the token inside. */
const key = new TextEncoder().encode('notused');

/** The way of signing in that deployments for Matrix have (interop page, "Jitsi sign-in by Matrix identity"). */
export const matrixAuth = 'openidtoken-jwt';

/**
 * A JWT that lets the owner of this OpenID token into the conference of a room. No avatar: its address would be the
 * homeserver's, and the deployment has no business there.
 */
export function signIn({ host, domain }: Deployment, roomId: string, openId: OpenIdToken): Promise<string> {
  return new SignJWT({
    room: '*',
    context: {
      matrix: { token: openId.accessToken, room_id: roomId, server_name: openId.serverName },
      user: { name: openId.displayName, avatar: '' },
    },
  })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(domain)
    .setSubject(domain)
    .setAudience(`https://${host}`)
    .sign(key);
}
