import { expect, it } from 'vitest';
import { createCallService, type ServiceParts } from '../../../../../main/windows/call/service.ts';
import { memoryLog } from '../../fakes.ts';

it('a page cannot write over the log what was found about it', async () => {
  let time = 0;
  const log = memoryLog();
  const { requests } = createCallService({ log, now: () => time, events: { foreignIce: () => undefined } } as unknown as ServiceParts);
  for (let line = 0; line < 1_000; line += 1) {
    await requests['log']({ level: 'warn', text: 'x'.repeat(2_000) });
    await requests['foreign-ice']({ hosts: ['relay.evil.example'] });
  }
  expect(log.lines).toHaveLength(100);
  time += 5_000;
  await requests['log']({ level: 'warn', text: 'later' });
  expect(log.lines.at(-1)).toBe('warn call page: later');
});
