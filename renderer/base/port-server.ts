import { fail, toFailure, type Failure } from './failure.ts';
import { diffKeyedList } from './keyed-list.ts';
import type { Unsubscribe } from './listen.ts';
import type { Parser, PortContract, RequestName, StateOf, TopicName } from './port-types.ts';
import type { ClientMessage, ServerMessage, TopicState, Wire } from './wire.ts';

/** Where a topic's states go. `publish` takes the whole state; unchanged items must be the same objects. */
export interface TopicSink<State> {
  publish(state: State): void;
  close(failure: Failure): void;
}

/** The answering side of a contract. Arguments have passed their schema before a handler sees them. */
export interface PortService<C extends PortContract> {
  readonly requestSchemas: { readonly [K in RequestName<C>]: Parser<C['requests'][K]['args']> };
  readonly requests: {
    readonly [K in RequestName<C>]: (
      args: C['requests'][K]['args'],
    ) => C['requests'][K]['result'] | Promise<C['requests'][K]['result']>;
  };
  readonly topicSchemas: { readonly [K in TopicName<C>]: Parser<C['topics'][K]['params']> };
  readonly topics: {
    readonly [K in TopicName<C>]: (
      params: C['topics'][K]['params'],
      sink: TopicSink<StateOf<C, K>>,
    ) => Unsubscribe;
  };
}

interface Open {
  stop: Unsubscribe;
  sent: TopicState | undefined;
  next: TopicState | undefined;
}

const isClientMessage = (message: unknown): message is ClientMessage =>
  typeof message === 'object' && message !== null && 'kind' in message && 'id' in message && typeof message.id === 'number';

/** The entry of a table by a name that came over the wire; names of Object.prototype are not entries. */
function entry<T>(table: { readonly [name: string]: T }, name: string): T {
  const found = Object.hasOwn(table, name) ? table[name] : undefined;
  if (found === undefined) throw fail('unknown-name', name);
  return found;
}

function parse(parser: Parser, data: unknown): unknown {
  try {
    return parser.parse(data);
  } catch (error) {
    throw fail('bad-arguments', error instanceof Error ? error.message : String(error));
  }
}

/**
 * Serves a contract on one wire until it closes. States that follow each other fast are sent as one patch:
 * `schedule` says when (the engine gives one animation frame's length).
 */
export function servePort<C extends PortContract>(
  wire: Wire,
  service: PortService<C>,
  schedule: (flush: () => void) => void,
): Unsubscribe {
  const open = new Map<number, Open>();
  const dirty = new Set<number>();
  let scheduled = false;
  const post = (message: ServerMessage): void => wire.post(message);

  const flush = (): void => {
    scheduled = false;
    for (const id of dirty) {
      const topic = open.get(id);
      if (!topic?.next) continue;
      const { sent, next } = topic;
      topic.sent = next;
      topic.next = undefined;
      if (!sent) {
        post({ kind: 'snapshot', id, state: next });
        continue;
      }
      const steps = sent.items === next.items ? [] : diffKeyedList(sent.items, next.items);
      const headChanged = sent.head !== next.head;
      if (!headChanged && steps.length === 0) continue;
      post({ kind: 'patch', id, ...(headChanged ? { head: { value: next.head } } : {}), ...(steps.length > 0 ? { steps } : {}) });
    }
    dirty.clear();
  };

  const publish = (id: number, state: TopicState): void => {
    const topic = open.get(id);
    if (!topic) return;
    topic.next = state;
    dirty.add(id);
    if (!topic.sent) flush();
    else if (!scheduled) {
      scheduled = true;
      schedule(flush);
    }
  };

  const end = (id: number): void => {
    const topic = open.get(id);
    open.delete(id);
    topic?.stop();
  };

  const subscribe = (id: number, name: string, params: unknown): void => {
    const topic: Open = { stop: () => undefined, sent: undefined, next: undefined };
    open.set(id, topic);
    const closed = (failure: Failure): void => {
      end(id);
      post({ kind: 'closed', id, failure });
    };
    try {
      const follow = entry<(params: never, sink: TopicSink<TopicState>) => Unsubscribe>(service.topics, name);
      const checked = parse(entry<Parser>(service.topicSchemas, name), params);
      const stop = follow(checked as never, { publish: (state) => publish(id, state), close: closed });
      if (open.get(id) === topic) topic.stop = stop;
      else stop();
    } catch (error) {
      closed(toFailure(error));
    }
  };

  const answer = async (id: number, name: string, args: unknown): Promise<void> => {
    try {
      const handle = entry<(args: never) => unknown>(service.requests, name);
      const checked = parse(entry<Parser>(service.requestSchemas, name), args);
      post({ kind: 'result', id, result: await handle(checked as never) });
    } catch (error) {
      post({ kind: 'failure', id, failure: toFailure(error) });
    }
  };

  const stopAll = (): void => {
    for (const id of [...open.keys()]) end(id);
  };

  const stopMessages = wire.onMessage((message) => {
    if (!isClientMessage(message)) return;
    if (message.kind === 'request') void answer(message.id, message.name, message.args);
    else if (message.kind === 'subscribe') subscribe(message.id, message.name, message.params);
    else end(message.id);
  });
  const stopClose = wire.onClose(stopAll);
  return () => {
    stopMessages();
    stopClose();
    stopAll();
  };
}
