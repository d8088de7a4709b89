/**
 * What may go wrong, as plain data that survives a port. `code` is what the screen's wording hangs on
 * (`errors.<code>` in the locale files); `detail` is technical and for the log and the support code only.
 */
export interface Failure<Code extends string = string> {
  readonly code: Code;
  readonly detail?: string;
  /** Milliseconds until another try makes sense, where the other side said so. */
  readonly retryAfterMs?: number;
}

/** A failure thrown on one side of a port is thrown again as the same failure on the other. */
export class FailureError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.detail === undefined ? failure.code : `${failure.code}: ${failure.detail}`);
    this.name = 'FailureError';
    this.failure = failure;
  }
}

/** Shorthand for `throw fail('offline')`. */
export function fail(code: string, detail?: string, retryAfterMs?: number): FailureError {
  return new FailureError({
    code,
    ...(detail === undefined ? {} : { detail }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}

/** Any thrown thing as a failure; what is not one already becomes `internal`. */
export function toFailure(error: unknown): Failure {
  if (error instanceof FailureError) return error.failure;
  return { code: 'internal', detail: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
}
