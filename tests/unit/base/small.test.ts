import { describe, expect, it } from 'vitest';
import { assertNever } from '../../../renderer/base/assert-never.ts';
import { fail, FailureError, toFailure } from '../../../renderer/base/failure.ts';
import { createEmitter } from '../../../renderer/base/listen.ts';
import { kept, same } from '../../../renderer/base/same.ts';
import { domWire } from '../../../renderer/base/wire.ts';

describe('createEmitter', () => {
  it('calls in the order of arrival, each listener as often as it listens', () => {
    const heard: string[] = [];
    const emitter = createEmitter<string>();
    const listener = (value: string): void => void heard.push(value);
    const stop = emitter.listen(listener);
    emitter.listen(listener);
    emitter.emit('a');
    stop();
    stop();
    emitter.emit('b');
    expect(heard).toEqual(['a', 'a', 'b']);
  });

  it('lets the rest hear where one throws, and throws after', () => {
    const heard: string[] = [];
    const emitter = createEmitter<string>();
    emitter.listen(() => { throw new Error('first'); });
    emitter.listen((value) => void heard.push(value));
    expect(() => emitter.emit('a')).toThrow('first');
    expect(heard).toEqual(['a']);
  });

  it('may be left and joined while it speaks', () => {
    const heard: string[] = [];
    const emitter = createEmitter<string>();
    const stop = emitter.listen((value) => {
      stop();
      emitter.listen((later) => void heard.push(`late ${later}`));
      heard.push(value);
    });
    emitter.emit('a');
    emitter.emit('b');
    expect(heard).toEqual(['a', 'late b']);
  });
});

describe('failures', () => {
  it('keep only what is set', () => {
    expect(fail('x').failure).toEqual({ code: 'x' });
    expect(fail('x', 'd', 5).failure).toEqual({ code: 'x', detail: 'd', retryAfterMs: 5 });
    expect(fail('x', 'd').message).toBe('x: d');
  });

  it('are made of anything that was thrown', () => {
    expect(toFailure(new FailureError({ code: 'mine' }))).toEqual({ code: 'mine' });
    expect(toFailure(new RangeError('r'))).toEqual({ code: 'internal', detail: 'RangeError: r' });
    expect(toFailure(undefined)).toEqual({ code: 'internal', detail: 'undefined' });
  });

  it('name a value that should not be', () => {
    expect(() => assertNever('pear' as never, 'fruit')).toThrow('Unexpected fruit: "pear"');
  });
});

describe('same and kept', () => {
  it('compare what values say, not which they are', () => {
    expect(same({ a: [1, { b: null }], c: undefined }, { c: undefined, a: [1, { b: null }] })).toBe(true);
    expect(same(NaN, NaN)).toBe(true);
    const different: readonly [unknown, unknown][] = [
      [{ a: 1 }, { a: 1, b: undefined }], [{ a: undefined }, { b: undefined }], [[], {}], [[1], [1, 2]], [null, {}], ['1', 1], [{ toString: 1 }, {}],
    ];
    for (const [a, b] of different) expect([same(a, b), same(b, a)]).toEqual([false, false]);
  });

  it('keep the object that was there', () => {
    const before = { a: [1] };
    expect(kept(before, { a: [1] })).toBe(before);
    expect(kept(before, { a: [2] })).toEqual({ a: [2] });
    expect(kept(undefined, before)).toBe(before);
  });
});

describe('domWire', () => {
  it('carries messages over a real channel and closes', async () => {
    const { port1, port2 } = new MessageChannel();
    const [here, there] = [domWire(port1), domWire(port2)];
    const heard = new Promise((resolve) => there.onMessage(resolve));
    here.onMessage(() => undefined);
    here.post({ text: 'hello' });
    expect(await heard).toEqual({ text: 'hello' });
    const closed = new Promise((resolve) => here.onClose(() => resolve('closed')));
    there.close();
    expect(await closed).toBe('closed');
  });
});
