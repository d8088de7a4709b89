import { fail, FailureError, type Failure } from './failure.ts';
import { applyListSteps } from './keyed-list.ts';
import type { Unsubscribe } from './listen.ts';
import type { PortContract, RequestName, StateOf, TopicName } from './port-types.ts';
import type { ServerMessage, TopicState, Wire } from './wire.ts';

export interface TopicListener<State> {
  readonly state: (state: State) => void;
  /** The topic could not be opened or ended with an error; it is opened anew when the other side comes back. */
  readonly closed?: (failure: Failure) => void;
}

export interface PortClient<C extends PortContract> {
  /** Rejects with a FailureError; `engine-restarted` where the other side went away before it answered. */
  request<K extends RequestName<C>>(name: K, args: C['requests'][K]['args']): Promise<C['requests'][K]['result']>;
  /** A snapshot first, then each new state. After a reconnection it starts again with a snapshot. */
  follow<K extends TopicName<C>>(
    name: K,
    params: C['topics'][K]['params'],
    listener: TopicListener<StateOf<C, K>>,
  ): Unsubscribe;
}

interface Pending {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

interface Following {
  readonly name: string;
  readonly params: unknown;
  readonly listener: TopicListener<TopicState>;
  state: TopicState | undefined;
}

/**
 * The asking side of a contract. It outlives its wire: until the first `attach` requests wait, and a new wire takes
 * the place of the old one (pending requests fail, topics are opened again).
 */
export function createPortClient<C extends PortContract>(): {
  readonly client: PortClient<C>;
  attach(wire: Wire): void;
} {
  let wire: Wire | undefined;
  let lastId = 0;
  const pending = new Map<number, Pending>();
  const following = new Map<number, Following>();
  const waiting: (() => void)[] = [];

  const failPending = (): void => {
    for (const { reject } of pending.values()) reject(fail('engine-restarted'));
    pending.clear();
  };

  const subscribe = (id: number, { name, params }: Following): void =>
    wire?.post({ kind: 'subscribe', id, name, params });

  const receive = (message: ServerMessage): void => {
    if (message.kind === 'result' || message.kind === 'failure') {
      const request = pending.get(message.id);
      pending.delete(message.id);
      if (message.kind === 'result') request?.resolve(message.result);
      else request?.reject(new FailureError(message.failure));
      return;
    }
    const topic = following.get(message.id);
    if (!topic) return;
    if (message.kind === 'closed') {
      topic.listener.closed?.(message.failure);
    } else if (message.kind === 'snapshot') {
      topic.state = message.state;
      topic.listener.state(topic.state);
    } else if (topic.state) {
      topic.state = {
        head: message.head ? message.head.value : topic.state.head,
        items: message.steps ? applyListSteps(topic.state.items, message.steps) : topic.state.items,
      };
      topic.listener.state(topic.state);
    }
  };

  const client: PortClient<C> = {
    request: (name, args) =>
      new Promise((resolve, reject) => {
        const send = (): void => {
          const id = ++lastId;
          pending.set(id, { resolve, reject });
          wire?.post({ kind: 'request', id, name, args });
        };
        if (wire) send();
        else waiting.push(send);
      }),
    follow: (name, params, listener) => {
      const id = ++lastId;
      const topic: Following = { name, params, listener, state: undefined };
      following.set(id, topic);
      subscribe(id, topic);
      return () => {
        if (following.delete(id)) wire?.post({ kind: 'unsubscribe', id });
      };
    },
  };

  return {
    client,
    attach(next) {
      wire?.close();
      failPending();
      wire = next;
      next.onMessage((message) => {
        if (wire === next) receive(message as ServerMessage);
      });
      next.onClose(() => {
        if (wire !== next) return;
        wire = undefined;
        failPending();
      });
      for (const [id, topic] of following) subscribe(id, topic);
      for (const send of waiting.splice(0)) send();
    },
  };
}
