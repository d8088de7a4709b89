import { toFailure, type Failure } from '../../../renderer/base/failure.ts';

/*
 * Calls from a test in Node into a worker in a real page: Node evaluates `call(name, args)` in the page, the page passes
 * it to its worker, the answer goes back the same way. Arguments and results are JSON.
 */

export type Commands = Readonly<Record<string, (args: never) => unknown>>;

type Answer = { readonly id: number } & ({ readonly result: unknown } | { readonly failure: Failure });

/** In the worker: answers calls by these commands. */
export function serveCommands(commands: Commands): void {
  addEventListener('message', ({ data }: MessageEvent<{ id: number; name: string; args: never }>) => {
    const command = commands[data.name];
    Promise.resolve()
      .then(() => {
        if (command === undefined) throw new Error(`no command ${data.name}`);
        return command(data.args);
      })
      .then((result) => postMessage({ id: data.id, result }), (error: unknown) => postMessage({ id: data.id, failure: toFailure(error) }));
  });
}

/** In the page: makes `globalThis.call` for the test. */
export function offerCalls(worker: Worker): void {
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let count = 0;
  worker.onmessage = ({ data }: MessageEvent<Answer>) => {
    const call = waiting.get(data.id);
    waiting.delete(data.id);
    if ('result' in data) call?.resolve(data.result ?? null);
    else call?.reject(new Error(`${data.failure.code}: ${data.failure.detail}`));
  };
  worker.onerror = ({ message }) => {
    for (const call of waiting.values()) call.reject(new Error(`worker: ${message}`));
  };
  const call = (name: string, args: unknown): Promise<unknown> => new Promise((resolve, reject) => {
    waiting.set(++count, { resolve, reject });
    worker.postMessage({ id: count, name, args });
  });
  Object.assign(globalThis, { call });
}
