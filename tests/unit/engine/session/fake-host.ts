import type { Failure } from '../../../../renderer/base/failure.ts';
import type { Host } from '../../../../renderer/engine/session/host.ts';
import type { Log } from '../../../../renderer/engine/session/log.ts';

export const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A desktop that knows only why addresses do not answer; every other request is written down. */
export function fakeHost(why: Failure = { code: 'name-not-found' }): Host & { readonly asked: { name: string; args: unknown }[] } {
  const asked: { name: string; args: unknown }[] = [];
  const request = async (name: string, args: unknown): Promise<unknown> => {
    asked.push({ name, args });
    return name === 'network.explain' ? why : null;
  };
  return { asked, request: request as Host['request'], follow: () => () => undefined };
}

export interface Answered {
  readonly status?: number;
  readonly body?: unknown;
  readonly type?: string;
}

/** `fetch` that answers by path and method; what it has no answer for is unreachable. */
export function fakeFetch(answers: (method: string, url: URL) => Answered | undefined): typeof fetch & { readonly calls: string[] } {
  const calls: string[] = [];
  const answer = async (input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
    const url = new URL(input instanceof Request ? input.url : input);
    const method = init.method ?? 'GET';
    calls.push(`${method} ${url.pathname}`);
    const found = answers(method, url);
    if (!found) throw new TypeError('Failed to fetch');
    const { status = 200, body = {}, type = 'application/json' } = found;
    const bytes = body instanceof Uint8Array ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body);
    return new Response(bytes, { status, headers: { 'Content-Type': type } });
  };
  return Object.assign(answer, { calls });
}
