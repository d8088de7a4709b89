import type { Page } from 'playwright-core';
import type { Commands } from './worker-calls.ts';

type Args<C> = C extends () => unknown ? [] : C extends (args: infer A) => unknown ? [args: A] : never;
type Result<C> = C extends (args: never) => infer R ? Awaited<R> : never;

type Call<C extends Commands> = <K extends keyof C & string>(page: Page, name: K, ...args: Args<C[K]>) => Promise<Result<C[K]>>;

/** Calls commands of a page's worker (`worker-calls.ts`). Rejects with `code: detail` of their failure. */
export function createCall<C extends Commands>(): Call<C> {
  return async (page, name, ...args) => {
    const answer: unknown = await page.evaluate(
      ([command, value]) => (globalThis as unknown as { call(name: string, args: unknown): Promise<unknown> }).call(command, value),
      [name, args[0]] as const,
    );
    return answer as Result<C[typeof name]>;
  };
}
