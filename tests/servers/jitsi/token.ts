import { createHmac } from 'node:crypto';
import type { TestUser } from '../client.ts';

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** The conference's name for a Matrix room as Element has it: unpadded base32 (RFC 4648) in lower case. */
export function conferenceOf(roomId: string): string {
  const bits = [...Buffer.from(roomId)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
}

/** A Matrix OpenID token, fresh from the person's homeserver, good for an hour. */
export async function openIdToken(user: TestUser): Promise<string> {
  const path = `v3/user/${encodeURIComponent(user.userId)}/openid/request_token`;
  return (await user.request<{ access_token: string }>('POST', path, {})).access_token;
}

/** A JWT as Element's clients make it (HS256; nobody trusts its signature). */
export function conferenceJwt(host: string, matrix: Readonly<Record<string, string>>, name: string): string {
  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { iss: host, sub: host, aud: `https://${host}`, room: '*', context: { matrix, user: { name, avatar: '' } } };
  const signed = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
  return `${signed}.${createHmac('sha256', 'notused').update(signed).digest('base64url')}`;
}

/** What lets a person into the conference of a room that they are in. */
export async function admission(user: TestUser, roomId: string, host: string): Promise<{ readonly conference: string; readonly jwt: string }> {
  const serverName = user.userId.slice(user.userId.indexOf(':') + 1);
  const matrix = { token: await openIdToken(user), room_id: roomId, server_name: serverName };
  return { conference: conferenceOf(roomId), jwt: conferenceJwt(host, matrix, user.userId) };
}
