import { z } from 'zod';
import { fail } from '../../renderer/base/failure.ts';
import type { DiscoveredServer, DiscoveryFailureCode } from '../../preload/contract.ts';
import { isSecureAddress } from './allowlist.ts';
import { NetError, netFailure } from './net-errors.ts';
import type { Answer, Ask } from './request.ts';
import { parseServer } from './server-address.ts';

/** The oldest version of the specification that the SDK speaks is v1.1; servers list up to v1.x. */
const spokenVersion = /^v1\.[1-9]\d*$/;
const passwordFlow = 'm.login.password';
const maxRedirects = 3;
const limits = { timeoutMs: 10_000, maxBytes: 100_000 };

const wellKnownSchema = z.object({ 'm.homeserver': z.object({ base_url: z.string().max(2_000) }) });
const versionsSchema = z.object({ versions: z.array(z.string()) });
const flowsSchema = z.object({ flows: z.array(z.object({ type: z.string() })) });

const refuse = (code: DiscoveryFailureCode, detail: string): Error => fail(code, detail);

/** JSON of a shape, or `undefined`: a server may answer anything to a question it does not know. */
function read<T>(schema: z.ZodType<T>, text: string): T | undefined {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** What a failed request means before there is an account: the contract's codes only. */
function asDiscoveryFailure(error: unknown, online: boolean): unknown {
  if (!(error instanceof NetError)) return error;
  const { code, detail } = netFailure(error.reason, online);
  return fail(code === 'proxy-failed' || code === 'host-not-allowed' ? 'unreachable' : code, detail);
}

/** Follows redirects itself: from https to https only, three on the whole way, each host noted. */
function createWalk(ask: Ask, first: string) {
  let redirects = 0;
  const hosts = new Set([new URL(first).host]);
  return {
    hosts,
    async get(address: string): Promise<Answer & { readonly address: string }> {
      hosts.add(new URL(address).host);
      const answer = await ask(address, limits);
      if (answer.redirect === undefined) return { ...answer, address };
      if (++redirects > maxRedirects) throw refuse('redirected-too-often', answer.redirect);
      const next = URL.canParse(answer.redirect, address) ? new URL(answer.redirect, address) : undefined;
      if (!next || !isSecureAddress(next) || (address.startsWith('https:') && next.protocol !== 'https:')) {
        throw refuse('insecure-address', answer.redirect);
      }
      return this.get(next.href);
    },
  };
}
type Walk = ReturnType<typeof createWalk>;

/** The base URL that `/.well-known/matrix/client` names, or the typed origin where it names none. */
async function findBaseUrl(walk: Walk, origin: string, heard: (text: string) => void): Promise<string> {
  const { status, text } = await walk.get(`${origin}/.well-known/matrix/client`);
  if (status === 200) heard(text);
  const named = status === 200 ? read(wellKnownSchema, text)?.['m.homeserver'].base_url : undefined;
  if (named === undefined) return origin;
  if (!URL.canParse(named)) throw refuse('not-a-matrix-server', 'base_url is no address');
  const url = new URL(named);
  if (!isSecureAddress(url) || (origin.startsWith('https:') && url.protocol !== 'https:')) {
    throw refuse('insecure-address', named);
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

/** Where the API really is (a redirect moves it), after the server has shown that it speaks a version we do. */
async function checkVersions(walk: Walk, baseUrl: string): Promise<string> {
  const path = '/_matrix/client/versions';
  const { status, text, address } = await walk.get(baseUrl + path);
  const versions = status === 200 ? read(versionsSchema, text)?.versions : undefined;
  if (!versions || !address.endsWith(path)) {
    throw status >= 500 ? refuse('unreachable', `HTTP ${status}`) : refuse('not-a-matrix-server', `HTTP ${status}`);
  }
  if (!versions.some((version) => spokenVersion.test(version)))
    throw refuse('server-too-old', versions.join(' ').slice(0, 200));
  return address.slice(0, -path.length);
}

async function checkFlows(walk: Walk, baseUrl: string): Promise<void> {
  const { status, text } = await walk.get(`${baseUrl}/_matrix/client/v3/login`);
  const flows = status === 200 ? read(flowsSchema, text)?.flows : undefined;
  if (!flows) throw refuse(status >= 500 ? 'unreachable' : 'not-a-matrix-server', `login: HTTP ${status}`);
  if (!flows.some(({ type }) => type === passwordFlow)) {
    throw refuse(
      'unsupported-flow',
      flows
        .map(({ type }) => type)
        .join(' ')
        .slice(0, 200),
    );
  }
}

/**
 * Finds the homeserver behind what a person typed (client-server API, "Server discovery"), and whether one can sign in
 * there. Asks the typed host and what that names, nothing else; `wellKnown` hears what the typed host said.
 * Throws the failures of `discovery.resolve`.
 */
export async function discover(
  ask: Ask,
  isOnline: () => boolean,
  typed: string,
  wellKnown: (serverName: string, text: string) => void = () => undefined,
): Promise<DiscoveredServer> {
  const { serverName, origin } = parseServer(typed);
  const walk = createWalk(ask, origin);
  try {
    const baseUrl = await checkVersions(walk, await findBaseUrl(walk, origin, (text) => wellKnown(serverName, text)));
    await checkFlows(walk, baseUrl);
    return { serverName, baseUrl, via: [...walk.hosts].filter((host) => host !== new URL(origin).host) };
  } catch (error) {
    throw asDiscoveryFailure(error, isOnline());
  }
}
