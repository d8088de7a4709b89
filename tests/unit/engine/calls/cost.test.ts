import { expect, it } from 'vitest';
import { at, anna, bernd } from './events.ts';
import { chatRoom, openDesk } from './desk.ts';

it('three hundred calls are opened without keeping anybody waiting, and one that changes costs little', async () => {
  const desk = await openDesk();
  const talk = (index: number) => [
    at(index * 100, bernd, 'ring', { call_id: `anruf-${index}-000`, notification_type: 'ring', intent: 'audio' }),
    at(index * 100 + 1, bernd, 'join', { call_id: `anruf-${index}-000`, device_id: 'B1' }),
    at(index * 100 + 2, anna, 'join', { call_id: `anruf-${index}-000`, device_id: 'A2' }),
    at(index * 100 + 3, bernd, 'leave', { call_id: `anruf-${index}-000`, device_id: 'B1' }),
    at(index * 100 + 4, anna, 'leave', { call_id: `anruf-${index}-000`, device_id: 'A2' }),
  ];
  await desk.receive(chatRoom, ...Array.from({ length: 300 }, (_, index) => talk(index)).flat());
  desk.clock.pass(3_600_000);
  const start = performance.now();
  const { shown } = desk.open();
  const opened = performance.now() - start;
  const change = performance.now();
  await desk.receive(chatRoom, ...talk(1_000).slice(0, 1));
  const changed = performance.now() - change;
  console.log(`300 calls: opened in ${opened.toFixed(0)} ms, one more in ${changed.toFixed(1)} ms`);
  expect(shown.history).toHaveLength(301);
  expect(opened).toBeLessThan(1_000);
  expect(changed).toBeLessThan(200);
});
