import { WebSocket } from 'ws';
import type { Allocation, BridgeAnswer, BridgeCall, BridgeRequest } from '../bridge/contract.ts';

/** The focus's line to the bridge. It connects anew by itself when the bridge was away. */
export interface BridgeLink {
  isUp(): boolean;
  allocate(conference: string, endpoint: string): Promise<Allocation>;
  /** Rejects while the bridge is away. */
  tell(request: Exclude<BridgeRequest, { readonly kind: 'allocate' }>): Promise<void>;
}

interface Pending {
  resolve(result: Allocation | null): void;
  reject(error: Error): void;
}

const retryMs = 200;

/** `onBack` is called whenever a bridge is there (again): one that knows nothing of earlier conferences. */
export function linkBridge(url: string, onBack: () => void): BridgeLink {
  const pending = new Map<number, Pending>();
  let socket: WebSocket | undefined;
  let calls = 0;

  function connect(): void {
    const opening = new WebSocket(url);
    opening.on('open', () => {
      socket = opening;
      onBack();
    });
    opening.on('message', (data: Buffer) => {
      const { id, result, error } = JSON.parse(data.toString()) as BridgeAnswer;
      const call = pending.get(id);
      pending.delete(id);
      if (error === undefined) call?.resolve(result ?? null);
      else call?.reject(new Error(error));
    });
    opening.on('error', () => undefined); // 'close' follows
    opening.on('close', () => {
      socket = undefined;
      for (const call of pending.values()) call.reject(new Error('the bridge went away'));
      pending.clear();
      setTimeout(connect, retryMs);
    });
  }
  connect();

  const call = (request: BridgeRequest): Promise<Allocation | null> =>
    new Promise((resolve, reject) => {
      if (!socket) return reject(new Error('there is no bridge'));
      const id = (calls += 1);
      pending.set(id, { resolve, reject });
      socket.send(JSON.stringify({ id, request } satisfies BridgeCall));
    });

  return {
    isUp: () => socket !== undefined,
    async allocate(conference, endpoint) {
      const allocation = await call({ kind: 'allocate', conference, endpoint });
      if (!allocation) throw new Error('the bridge allocated nothing');
      return allocation;
    },
    tell: async (request) => void (await call(request)),
  };
}
