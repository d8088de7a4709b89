import type {
  DesktopBridge,
  Reply,
  WorkspaceArgs,
  WorkspaceEvents,
  WorkspaceRequestName,
  WorkspaceResult,
} from '../../../../preload/contract.ts';
import type { Failure } from '../../../../renderer/base/failure.ts';
import { settle } from './engine.ts';

export interface AskedOfDesktop<K extends WorkspaceRequestName> {
  readonly name: K;
  readonly args: WorkspaceArgs<K>;
  answer(result: WorkspaceResult<K>): Promise<void>;
  refuse(failure: Failure | string): Promise<void>;
}

export interface FakeDesktop extends DesktopBridge {
  asked<K extends WorkspaceRequestName>(name: K): readonly AskedOfDesktop<K>[];
  tell<K extends keyof WorkspaceEvents>(name: K, value: WorkspaceEvents[K]): void;
  readonly listening: number;
}

/** The desktop behind its bridge: it answers what the test says, when the test says it. */
export function createFakeDesktop(): FakeDesktop {
  const all: AskedOfDesktop<WorkspaceRequestName>[] = [];
  const listeners = new Map<object, { readonly name: string; readonly hear: (value: never) => void }>();
  return {
    request: <K extends WorkspaceRequestName>(name: K, args: WorkspaceArgs<K>) =>
      new Promise<Reply<WorkspaceResult<K>>>((resolve) => {
        const reply = async (with_: Reply<WorkspaceResult<K>>): Promise<void> => {
          resolve(with_);
          await settle();
        };
        const asked: AskedOfDesktop<K> = {
          name,
          args,
          answer: (result) => reply({ ok: true, result }),
          refuse: (failure) => reply({ ok: false, failure: typeof failure === 'string' ? { code: failure } : failure }),
        };
        all.push(asked);
      }),
    listen: (name, hear) => {
      const key = {};
      listeners.set(key, { name, hear });
      return () => void listeners.delete(key);
    },
    hello: () => undefined,
    asked: <K extends WorkspaceRequestName>(name: K) =>
      all.filter((asked) => asked.name === name) as unknown as readonly AskedOfDesktop<K>[],
    tell: (name, value) => {
      for (const listener of listeners.values()) if (listener.name === name) listener.hear(value as never);
    },
    get listening() {
      return listeners.size;
    },
  };
}
