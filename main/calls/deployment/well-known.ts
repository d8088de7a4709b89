import { z } from 'zod';
import { fail } from '../../../renderer/base/failure.ts';
import { NetError } from '../../network/net-errors.ts';
import type { Ask } from '../../network/request.ts';
import { parseServer } from '../../network/server-address.ts';
import { hostOf } from './deployment.ts';

const limits = { timeoutMs: 8_000, maxBytes: 100_000 };

const authSchema = z.object({ auth: z.string().max(60) });
const preference = z.object({ preferredDomain: z.string().max(255) }).optional();
/** Element's names for it, the newer one first. */
const homeserverSchema = z.object({ 'io.element.jitsi': preference, 'im.vector.riot.jitsi': preference });

function read<T>(schema: z.ZodType<T>, text: string): T | undefined {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/**
 * How one signs in at a deployment (`openidtoken-jwt`); undefined: anybody may come in. Throws `call-unreachable`
 * where nobody answers: an open door must not be taken from silence.
 */
export async function askAuth(ask: Ask, host: string): Promise<string | undefined> {
  try {
    const { status, text } = await ask(`https://${host}/.well-known/element/jitsi`, limits);
    return status === 200 ? read(authSchema, text)?.auth : undefined;
  } catch (error) {
    throw error instanceof NetError ? fail('call-unreachable', `${host}: ${error.reason}`) : error;
  }
}

/** The deployment that a homeserver's `/.well-known/matrix/client` names; undefined where it names none or nothing usable. */
export function preferredHostIn(text: string): string | undefined {
  const found = read(homeserverSchema, text);
  const named = found?.['io.element.jitsi'] ?? found?.['im.vector.riot.jitsi'];
  return named && hostOf(named.preferredDomain);
}

/** The host of the deployment that the homeserver of this name prefers; undefined where it says nothing or nothing usable. */
export async function askPreferredHost(ask: Ask, serverName: string): Promise<string | undefined> {
  try {
    const { status, text } = await ask(`${parseServer(serverName).origin}/.well-known/matrix/client`, limits);
    return status === 200 ? preferredHostIn(text) : undefined;
  } catch (error) {
    if (error instanceof NetError) throw fail('call-no-server', `${serverName}: ${error.reason}`);
    return undefined;
  }
}
