/** Ends a total switch: the compiler rejects the call while a case is unhandled; at run time a foreign value is named. */
export function assertNever(value: never, what = 'value'): never {
  throw new Error(`Unexpected ${what}: ${JSON.stringify(value)}`);
}
