import { fail } from '../../base/failure.ts';
import type { Request } from './api.ts';
import { explain, requestFailure } from './failures.ts';
import type { Host } from './host.ts';
import { createAsk, type Refusal } from './http.ts';

interface Options {
  readonly host: Host;
  readonly baseUrl: string;
  readonly fetch: typeof globalThis.fetch;
  readonly token: () => string | undefined;
  /** The server no longer knows the token. */
  readonly expired: (refusal: Refusal) => void;
}

/** Authenticated calls of a session. */
export function createRequest({ host, baseUrl, fetch, token, expired }: Options): Request {
  const ask = createAsk(baseUrl, fetch);
  return async (method, path, options = {}) => {
    const held = token();
    if (held === undefined) throw fail('expired-session');
    const answer = await ask(path, { method, token: held, ...options });
    if (answer.kind === 'ok') return answer.body;
    if (answer.kind === 'unreachable') {
      const { code, detail } = await explain(host, answer.url);
      throw fail('offline', detail ?? code);
    }
    if (answer.refusal.errcode === 'M_UNKNOWN_TOKEN') expired(answer.refusal);
    throw requestFailure(answer.refusal);
  };
}
