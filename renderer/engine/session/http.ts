import { isObject, numberAt, textAt, type Json } from './json.ts';

/** What the server said, or that it said nothing. */
export type Answer =
  | { readonly kind: 'ok'; readonly body: Json }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** Nothing came back: `url` is what main explains the cause of. */
  | { readonly kind: 'unreachable'; readonly url: string };

/** An answer that says no; `errcode` as in the specification, `M_UNKNOWN` where the body had none. */
export interface Refusal {
  readonly status: number;
  readonly errcode: string;
  readonly retryAfterMs: number | undefined;
  readonly softLogout: boolean;
}

export interface JsonRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Json;
  readonly token?: string;
}

/** Asks one homeserver for JSON; used where there is no SDK yet or where it has no call for it. */
export type Ask = (path: string, request?: JsonRequest) => Promise<Answer>;

export function createAsk(baseUrl: string, fetch: typeof globalThis.fetch): Ask {
  return async (path, { method = 'GET', query, body, token } = {}) => {
    const url = `${baseUrl}${path}${query ? `?${new URLSearchParams(query)}` : ''}`;
    const headers: Record<string, string> = { Accept: 'application/json' };
    if (body) headers['Content-Type'] = 'application/json';
    if (token !== undefined) headers['Authorization'] = `Bearer ${token}`;
    try {
      const response = await fetch(url, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
      const text = await response.text();
      if (response.ok) return { kind: 'ok', body: parseObject(text) };
      return { kind: 'refused', refusal: readRefusal(response.status, parseObject(text)) };
    } catch {
      return { kind: 'unreachable', url };
    }
  };
}

/** `Retry-After` is not among the headers that CORS exposes: the body's `retry_after_ms` says when. */
export const readRefusal = (status: number, body: unknown): Refusal => ({
  status,
  errcode: textAt(body, 'errcode') ?? 'M_UNKNOWN',
  retryAfterMs: numberAt(body, 'retry_after_ms'),
  softLogout: isObject(body) && body['soft_logout'] === true,
});

function parseObject(text: string): Json {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}
