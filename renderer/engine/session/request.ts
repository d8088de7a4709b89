import { fail, type FailureError } from '../../base/failure.ts';
import type { Request } from './api.ts';
import { requestFailure } from './failures.ts';
import { createAsk, type Refusal } from './http.ts';

interface Options {
  readonly baseUrl: string;
  readonly fetch: typeof globalThis.fetch;
  readonly token: () => string | undefined;
  /** The server no longer knows the token. */
  readonly expired: (refusal: Refusal) => void;
  /** What it means that this address did not answer. */
  readonly unreachable: (url: string) => Promise<FailureError>;
}

/** Authenticated calls of a session. */
export function createRequest({ baseUrl, fetch, token, expired, unreachable }: Options): Request {
  const ask = createAsk(baseUrl, fetch);
  return async (method, path, options = {}) => {
    const held = token();
    if (held === undefined) throw fail('expired-session');
    const answer = await ask(path, { method, token: held, ...options });
    if (answer.kind === 'ok') return answer.body;
    if (answer.kind === 'unreachable') throw await unreachable(answer.url);
    if (answer.refusal.errcode === 'M_UNKNOWN_TOKEN') expired(answer.refusal);
    throw requestFailure(answer.refusal);
  };
}
