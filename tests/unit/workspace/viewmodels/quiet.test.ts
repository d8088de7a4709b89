import { signal } from '@preact/signals';
import { expect, it } from 'vitest';
import type { Environment } from '../../../../preload/contract.ts';
import { createQuietModel } from '../../../../renderer/workspace/viewmodels/quiet/quiet.ts';
import { readTimeOfDay } from '../../../../renderer/workspace/viewmodels/settings/time-of-day.ts';
import { createFakeEngine } from '../support/engine.ts';

it('being left alone is asked of the engine, and shown when the engine says so', async () => {
  const engine = createFakeEngine();
  const environment = signal<Environment | undefined>(undefined);
  const model = createQuietModel({ engine, environment });
  expect([model.doNotDisturb.value, model.untilTs.value]).toEqual([false, undefined]);
  model.setDoNotDisturb.run(true);
  expect(engine.args('presence.doNotDisturb')).toEqual([{ on: true }]);
  expect(model.doNotDisturb.value).toBe(false);
  engine.say('ownPresence', { head: { doNotDisturb: true }, items: [] });
  expect(model.doNotDisturb.value).toBe(true);
  await engine.asked('presence.doNotDisturb')[0]?.refuse('offline');
  expect(model.setDoNotDisturb.failure.value?.code).toBe('offline');
  model.dispose();
  expect(engine.following('ownPresence')).toBe(0);
});

it.each([
  ['18:00', '18:00'], ['7', '07:00'], [' 7:05 ', '07:05'], ['7.30 Uhr', '07:30'], ['0730', '07:30'], ['730', '07:30'], ['23:59', '23:59'], ['0', '00:00'],
  ['24:00', undefined], ['12:60', undefined], ['', undefined], ['abends', undefined], ['7:5', undefined], ['-1', undefined], ['12:000', undefined],
])('"%s" is the time %s', (text, time) => {
  expect(readTimeOfDay(text)).toBe(time);
});
