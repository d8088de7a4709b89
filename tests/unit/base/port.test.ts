import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fail } from '../../../renderer/base/failure.ts';
import type { Keyed } from '../../../renderer/base/keyed-list.ts';
import { createPortClient } from '../../../renderer/base/port-client.ts';
import { servePort, type PortService, type TopicSink } from '../../../renderer/base/port-server.ts';
import type { PortContract } from '../../../renderer/base/port-types.ts';
import type { TopicState, Wire } from '../../../renderer/base/wire.ts';
import { wirePair } from './wire-pair.ts';

interface Item extends Keyed {
  readonly text: string;
}
interface Shop extends PortContract {
  readonly requests: { readonly double: { readonly args: { readonly value: number }; readonly result: number } };
  readonly topics: { readonly shelf: { readonly params: { readonly row: number }; readonly head: string; readonly item: Item } };
}
type Shelf = TopicState<string, Item>;

const shelf = (head: string, ...texts: string[]): Shelf => ({ head, items: texts.map((text) => ({ key: text, text })) });

function openShop(double: (args: { readonly value: number }) => number | Promise<number> = ({ value }) => value * 2) {
  const sinks: TopicSink<Shelf>[] = [];
  const frames: (() => void)[] = [];
  let stopped = 0;
  const service: PortService<Shop> = {
    requestSchemas: { double: z.strictObject({ value: z.number() }) },
    requests: { double },
    topicSchemas: { shelf: z.strictObject({ row: z.number().int() }) },
    topics: {
      shelf: ({ row }, sink) => {
        if (row === 13) throw fail('no-such-row');
        sinks.push(sink);
        if (row === 1) sink.publish(shelf('first', 'a', 'b'));
        if (row === 7) sink.close({ code: 'shut' });
        return () => void stopped++;
      },
    },
  };
  return {
    sinks,
    serve: (wire: Wire) => servePort<Shop>(wire, service, (flush) => void frames.push(flush)),
    frame: () => frames.splice(0).forEach((flush) => flush()),
    frames,
    stopped: () => stopped,
  };
}

/** A shop and a client on one pair of wires; `settle` lets answers that are promises come through. */
function joined(double?: (args: { readonly value: number }) => number | Promise<number>) {
  const shop = openShop(double);
  const wires = wirePair();
  const stop = shop.serve(wires.server);
  const port = createPortClient<Shop>();
  port.attach(wires.client);
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 5; turn++) {
      wires.deliver();
      await Promise.resolve();
    }
  };
  return { shop, wires, stop, port, settle };
}

const failureOf = (promise: Promise<unknown>): Promise<unknown> => promise.then(() => 'answered', (error: unknown) => error);

describe('a request', () => {
  it('is answered', async () => {
    const { port, settle } = joined();
    const answer = port.client.request('double', { value: 21 });
    await settle();
    expect(await answer).toBe(42);
  });

  it('rejects with the failure that the handler threw, all of it', async () => {
    const { port, settle } = joined(() => Promise.reject(fail('busy', 'later', 500)));
    const answer = failureOf(port.client.request('double', { value: 1 }));
    await settle();
    expect(await answer).toMatchObject({ name: 'FailureError', failure: { code: 'busy', detail: 'later', retryAfterMs: 500 } });
  });

  it('rejects with `internal` where the handler broke', async () => {
    const { port, settle } = joined(() => { throw new TypeError('boom'); });
    const answer = failureOf(port.client.request('double', { value: 1 }));
    await settle();
    expect(await answer).toMatchObject({ failure: { code: 'internal', detail: 'TypeError: boom' } });
  });

  it('with arguments that do not fit never reaches the handler', async () => {
    let called = 0;
    const { wires, settle } = joined(() => ++called);
    for (const args of [{ value: 'x' }, { value: 1, more: 1 }, null, undefined, [], 'text', { __proto__: { value: 1 } }])
      wires.client.post({ kind: 'request', id: 1, name: 'double', args });
    await settle();
    expect(called).toBe(0);
    expect(wires.sent.filter((message) => JSON.stringify(message).includes('bad-arguments'))).toHaveLength(7);
  });

  it('for a name that is not in the contract is refused, names of the prototype among them', async () => {
    const { wires, settle } = joined();
    const names = ['triple', 'constructor', 'toString', '__proto__', 'hasOwnProperty', '', 7, undefined];
    for (const name of names) wires.client.post({ kind: 'request', id: 1, name, args: { value: 1 } });
    await settle();
    const refused = wires.sent.filter((message) => JSON.stringify(message).includes('unknown-name'));
    expect(refused).toHaveLength(names.length);
  });

  it('waits for the first wire', async () => {
    const shop = openShop();
    const wires = wirePair();
    const port = createPortClient<Shop>();
    const answer = port.client.request('double', { value: 4 });
    shop.serve(wires.server);
    port.attach(wires.client);
    wires.deliver();
    await Promise.resolve();
    wires.deliver();
    expect(await answer).toBe(8);
  });
});

describe('messages that are none', () => {
  it('are passed over', async () => {
    const { wires, settle } = joined();
    for (const junk of [null, undefined, 'text', 5, [], {}, { kind: 'request' }, { kind: 'request', id: 'x', name: 'double' }])
      wires.client.post(junk);
    await settle();
    expect(wires.sent).toHaveLength(8);
  });
});

describe('a topic', () => {
  const follow = (port: ReturnType<typeof joined>['port'], row: number) => {
    const states: Shelf[] = [];
    const closed: string[] = [];
    const stop = port.client.follow('shelf', { row }, { state: (state) => void states.push(state), closed: ({ code }) => void closed.push(code) });
    return { states, closed, stop };
  };

  it('sends one snapshot, then one patch for all that changed within a frame', async () => {
    const { shop, wires, port, settle } = joined();
    const { states } = follow(port, 1);
    await settle();
    const [sink] = shop.sinks;
    const base = shelf('second', 'a', 'b');
    sink?.publish(base);
    sink?.publish({ head: 'third', items: [...base.items, { key: 'c', text: 'c' }] });
    expect(shop.frames).toHaveLength(1);
    shop.frame();
    await settle();
    expect(states.map((state) => state.head)).toEqual(['first', 'third']);
    expect(states.at(-1)?.items.map((item) => item.text)).toEqual(['a', 'b', 'c']);
    expect(wires.sent.filter((message) => (message as { kind: string }).kind === 'patch')).toHaveLength(1);
  });

  it('sends only what changed', async () => {
    const { shop, wires, port, settle } = joined();
    follow(port, 2);
    await settle();
    const [sink] = shop.sinks;
    const first = shelf('head', 'a', 'b');
    sink?.publish(first);
    sink?.publish({ head: first.head, items: first.items });
    shop.frame();
    sink?.publish({ head: 'head', items: [...first.items, { key: 'c', text: 'c' }] });
    shop.frame();
    await settle();
    expect(wires.sent.slice(1)).toEqual([
      { kind: 'snapshot', id: 1, state: first },
      { kind: 'patch', id: 1, steps: [{ op: 'insert', index: 2, item: { key: 'c', text: 'c' } }] },
    ]);
  });

  it('that fails to open, closes itself or does not fit says so', async () => {
    const { shop, port, settle } = joined();
    const thirteen = follow(port, 13);
    const seven = follow(port, 7);
    const half = follow(port, 0.5);
    await settle();
    expect([thirteen.closed, seven.closed, half.closed]).toEqual([['no-such-row'], ['shut'], ['bad-arguments']]);
    expect(shop.stopped()).toBe(1);
  });

  it('of a name that is not in the contract is refused, names of the prototype among them', async () => {
    const { wires, settle } = joined();
    for (const name of ['cellar', 'constructor', '__proto__']) wires.client.post({ kind: 'subscribe', id: 1, name, params: { row: 1 } });
    await settle();
    expect(wires.sent.filter((message) => JSON.stringify(message).includes('unknown-name'))).toHaveLength(3);
  });

  it('stops at its source when nobody follows, and hears nothing after', async () => {
    const { shop, port, settle } = joined();
    const { states, stop } = follow(port, 1);
    await settle();
    stop();
    stop();
    await settle();
    shop.sinks[0]?.publish(shelf('late'));
    shop.frame();
    await settle();
    expect(shop.stopped()).toBe(1);
    expect(states).toHaveLength(1);
  });

  it('stops at its source when the wire closes or the service ends', async () => {
    const first = joined();
    follow(first.port, 1);
    await first.settle();
    first.wires.client.close();
    expect(first.shop.stopped()).toBe(1);
    const second = joined();
    follow(second.port, 1);
    await second.settle();
    second.stop();
    expect(second.shop.stopped()).toBe(1);
  });
});

describe('a restart of the other side', () => {
  it('fails what was asked, opens the topics again with a snapshot and passes over what the old wire still says', async () => {
    const { shop: old, wires: oldWires, port, settle } = joined(() => new Promise(() => undefined));
    const states: Shelf[] = [];
    port.client.follow('shelf', { row: 1 }, { state: (state) => void states.push(state) });
    const unanswered = failureOf(port.client.request('double', { value: 1 }));
    await settle();
    const shop = openShop();
    const wires = wirePair();
    shop.serve(wires.server);
    port.attach(wires.client);
    expect(await unanswered).toMatchObject({ failure: { code: 'engine-restarted' } });
    wires.deliver();
    expect(states.map((state) => state.head)).toEqual(['first', 'first']);
    old.sinks[0]?.publish(shelf('ghost'));
    old.frame();
    oldWires.deliver();
    shop.sinks[0]?.publish(shelf('second'));
    shop.frame();
    wires.deliver();
    expect(states.map((state) => state.head)).toEqual(['first', 'first', 'second']);
  });

  it('that only loses its wire fails what was asked and keeps new requests for the next wire', async () => {
    const { port, wires, settle } = joined(() => new Promise(() => undefined));
    const unanswered = failureOf(port.client.request('double', { value: 1 }));
    await settle();
    wires.client.close();
    expect(await unanswered).toMatchObject({ failure: { code: 'engine-restarted' } });
    const later = port.client.request('double', { value: 5 });
    const next = wirePair();
    openShop().serve(next.server);
    port.attach(next.client);
    next.deliver();
    await Promise.resolve();
    next.deliver();
    expect(await later).toBe(10);
  });
});
