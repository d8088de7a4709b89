import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import type { CallRecord } from '../../../../../renderer/engine/contract.ts';
import { createCallHistoryModel } from '../../../../../renderer/workspace/viewmodels/calls/history.ts';
import { callRecord } from '../../support/calls.ts';
import { createFakeEngine } from '../../support/engine.ts';
import { at } from '../../support/items.ts';

function setUp() {
  const engine = createFakeEngine();
  const seen = signal(false);
  const model = createCallHistoryModel({ engine, seen });
  const say = (items: readonly CallRecord[], missed = 0): void => engine.say('callHistory', { head: { loaded: true, missed }, items });
  return { engine, seen, model, say };
}

const a = callRecord('call-a', { startedTs: at(9) });
const b = callRecord('call-b', { startedTs: at(8), outcome: 'missed', durationMs: undefined });
const c = callRecord('call-c', { startedTs: at(17, 0, 13), direction: 'outgoing', outcome: 'no-answer' });

const keysOf = (rows: readonly { readonly kind: string; readonly key: string }[]): readonly string[] =>
  rows.map(({ kind, key }) => (kind === 'day' ? 'day' : key));

test('calls stand under their days, missed ones alone when asked for', () => {
  const { model, say } = setUp();
  expect([model.loaded.value, model.any.value]).toEqual([false, false]);
  say([a, b, c]);
  expect(keysOf(model.rows.value)).toEqual(['day', 'call-a', 'call-b', 'day', 'call-c']);
  model.setFilter('missed');
  expect(keysOf(model.rows.value)).toEqual(['day', 'call-b']);
  expect(model.any.value).toBe(true);
});

test('a row that has not changed is the same object', () => {
  const { model, say } = setUp();
  say([b, c]);
  const before = model.rows.value;
  say([a, b, c]);
  const after = model.rows.value;
  expect(after.map((row) => before.includes(row))).toEqual([true, false, true, true, true]);
});

test('missed calls are seen when the history is before the person, and only then', () => {
  const { engine, model, say, seen } = setUp();
  say([a, b], 1);
  expect([model.missed.value, engine.asked('callHistory.seen').length]).toEqual([1, 0]);
  seen.value = true;
  expect(engine.asked('callHistory.seen')).toHaveLength(1);
  say([a, b], 0);
  say([a, b], 0);
  expect(engine.asked('callHistory.seen')).toHaveLength(1);
  say([a, b], 1);
  expect(engine.asked('callHistory.seen')).toHaveLength(2);
});

test('the chosen call follows what becomes of it, and is none where it is not in the history', () => {
  const { model, say } = setUp();
  say([callRecord('call-a', { outcome: 'running', durationMs: undefined })]);
  model.choose('call-a');
  expect(model.chosen.value?.outcome).toBe('running');
  say([a]);
  expect(model.chosen.value?.outcome).toBe('answered');
  model.choose('call-x');
  expect(model.chosen.value).toBeUndefined();
});
