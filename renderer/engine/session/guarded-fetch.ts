import { fail } from '../../base/failure.ts';

/*
 * The one way out of the engine. The homeserver is trusted with messages, not with the machine: no other host, no
 * redirects (no call of the client-server API needs one), no endless answers.
 */

export interface FetchLimits {
  /** Milliseconds until the answer must have begun. */
  readonly timeoutMs: number;
  /** Bytes of a body, after decompression. */
  readonly maxBytes: number;
}

const mebibyte = 1024 * 1024;
const ordinary: FetchLimits = { timeoutMs: 60_000, maxBytes: 32 * mebibyte };
/** A first sync of a thousand rooms is 3–10 MB (measured); the server may think about it for a while. */
const sync: FetchLimits = { timeoutMs: 180_000, maxBytes: 256 * mebibyte };

/** Limits by path; a sync holds the line open for up to half a minute by design. */
export const limitsOf = (url: URL): FetchLimits => (url.pathname.endsWith('/sync') ? sync : ordinary);

/**
 * `fetch` that reaches only the base URL's origin. Rejects like `fetch` does, with a TypeError, where the network
 * fails; with FailureError `foreign-host` or `answer-too-large` where a limit is hit.
 */
export function createGuardedFetch(
  baseUrl: string,
  limits: (url: URL) => FetchLimits = limitsOf,
  fetch: typeof globalThis.fetch = globalThis.fetch.bind(globalThis),
): typeof globalThis.fetch {
  const { origin } = new URL(baseUrl);
  return async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (url.origin !== origin) throw fail('foreign-host');
    const { timeoutMs, maxBytes } = limits(url);
    const timeout = AbortSignal.timeout(timeoutMs);
    const signal = init.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
    const response = await fetch(url, { ...init, signal, redirect: 'error', credentials: 'omit', cache: 'no-store' });
    return limitBody(response, maxBytes);
  };
}

function limitBody(response: Response, maxBytes: number): Response {
  if (!response.body) return response;
  let seen = 0;
  const body = response.body.pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk, controller) {
        seen += chunk.byteLength;
        if (seen > maxBytes) controller.error(fail('answer-too-large'));
        else controller.enqueue(chunk);
      },
    }),
  );
  const { status, statusText, headers } = response;
  return new Response(body, { status, statusText, headers });
}
