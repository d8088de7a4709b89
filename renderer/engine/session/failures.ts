import { fail, FailureError, toFailure, type Failure } from '../../base/failure.ts';
import type { Host } from './host.ts';
import type { Answer, Refusal } from './http.ts';
import type { Json } from './json.ts';

const defaultWaitMs = 5_000;

/** Why main thinks this address did not answer: name, certificate, connection. `offline` where main does not know. */
export async function explain(host: Host, url: string): Promise<Failure> {
  return host.request('network.explain', { url }).catch(() => ({ code: 'offline' }));
}

/** The same as an error to throw. */
export async function unreachable(host: Host, url: string): Promise<FailureError> {
  const { code, detail } = await explain(host, url);
  return fail(code, detail);
}

/** What a refused sign-in means to the person. */
export function signInFailure({ status, errcode, retryAfterMs }: Refusal): FailureError {
  const detail = `${status} ${errcode}`;
  switch (errcode) {
    case 'M_FORBIDDEN':
    case 'M_INVALID_USERNAME':
    case 'M_INVALID_PARAM':
      return fail('wrong-password', detail);
    case 'M_USER_LOCKED':
      return fail('account-locked', detail);
    case 'M_USER_DEACTIVATED':
      return fail('account-deactivated', detail);
    case 'M_LIMIT_EXCEEDED':
      return fail('too-many-tries', detail, retryAfterMs ?? defaultWaitMs);
    default:
      return fail('server-error', detail);
  }
}

/** What a refused request of a signed-in session means. */
export function requestFailure({ status, errcode, retryAfterMs }: Refusal): FailureError {
  const detail = `${status} ${errcode}`;
  if (errcode === 'M_UNKNOWN_TOKEN' || errcode === 'M_MISSING_TOKEN') return fail('expired-session', detail);
  if (errcode === 'M_LIMIT_EXCEEDED' || status === 429) return fail('rate-limited', detail, retryAfterMs ?? defaultWaitMs);
  if (errcode === 'M_TOO_LARGE' || status === 413) return fail('too-large', detail);
  if (errcode === 'M_USER_LOCKED') return fail('account-locked', detail);
  if (errcode === 'M_FORBIDDEN') return fail('forbidden', detail);
  if (errcode === 'M_NOT_FOUND') return fail('not-found', detail);
  if (status >= 500) return fail('server-error', detail);
  return fail('refused', detail);
}

/** The body of a good answer; throws what the answer means otherwise. */
export async function bodyOf(host: Host, answer: Answer, refused: (refusal: Refusal) => FailureError): Promise<Json> {
  if (answer.kind === 'ok') return answer.body;
  if (answer.kind === 'refused') throw refused(answer.refusal);
  throw await unreachable(host, answer.url);
}

/** What the SDK threw, as a refusal: its errors carry `httpStatus`, `errcode` and the body as `data`. */
export function sdkRefusal(error: unknown): Refusal | undefined {
  if (!(error instanceof Error) || !('httpStatus' in error) || typeof error.httpStatus !== 'number') return undefined;
  const data = 'data' in error && typeof error.data === 'object' && error.data !== null ? error.data : {};
  return {
    status: error.httpStatus,
    errcode: 'errcode' in error && typeof error.errcode === 'string' ? error.errcode : 'M_UNKNOWN',
    retryAfterMs: 'retry_after_ms' in data && typeof data.retry_after_ms === 'number' ? data.retry_after_ms : undefined,
    softLogout: 'soft_logout' in data && data.soft_logout === true,
  };
}

/** Any error of a request through the SDK, as a failure; what is no answer of the server is `offline`. */
export function sdkFailure(error: unknown): FailureError {
  if (error instanceof FailureError) return error;
  const refusal = sdkRefusal(error);
  if (refusal) return requestFailure(refusal);
  if (error instanceof Error && ['ConnectionError', 'AbortError', 'TimeoutError'].includes(error.name)) {
    return fail('offline', error.message);
  }
  const { code, detail } = toFailure(error);
  return fail(code, detail);
}
