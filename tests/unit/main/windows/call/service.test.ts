import { describe, expect, it } from 'vitest';
import { createOutbox } from '../../../../../main/windows/call/outbox.ts';
import { createCallService, type InCall } from '../../../../../main/windows/call/service.ts';
import { createConsents } from '../../../../../main/walls/consent.ts';
import { callPageRequests, type CallGround, type CallPageContract } from '../../../../../renderer/call/contract.ts';
import { toFailure } from '../../../../../renderer/base/failure.ts';
import { memoryLog } from '../../fakes.ts';

function served() {
  let [time, call]: [number, InCall | undefined] = [0, undefined];
  const log = memoryLog();
  const heard: string[] = [];
  const note = (name: string) => (): void => void heard.push(name);
  const names = ['reported', 'keepPassword', 'password', 'remember', 'hangUp', 'place', 'chat', 'focusLeft', 'foreignIce', 'pictures'];
  const events = { ...Object.fromEntries(names.map((name) => [name, note(name)])), token: async () => 'jwt' } as unknown as InCall['events'];
  const outbox = createOutbox();
  const copy = note('copied');
  const service = createCallService({ ground: {} as CallGround, outbox, inCall: () => call, log, copy, now: () => time });
  const consent = createConsents<string>(() => time).begin('call', true);
  consent.touched();
  return {
    service,
    log,
    heard,
    pass: (ms: number) => void (time += ms),
    begin: () => void (call = { events, consent, pick: async () => undefined }),
  };
}

it('a page cannot write over the log what was found about it', async () => {
  const { service: { requests }, log, begin, pass } = served();
  begin();
  for (let line = 0; line < 1_000; line += 1) {
    await requests['log']({ level: 'warn', text: 'x'.repeat(2_000) });
    await requests['foreign-ice']({ hosts: ['relay.evil.example'] });
  }
  expect(log.lines).toHaveLength(100);
  pass(5_000);
  await requests['log']({ level: 'warn', text: 'later' });
  expect(log.lines.at(-1)).toBe('warn call page: later');
});

describe('a page that waits while it rings', () => {
  const asked: { readonly [K in keyof CallPageContract['requests']]: CallPageContract['requests'][K]['args'] } = {
    'report': { phase: 'joined', others: 1, muted: false, camera: false, handRaised: false, moderates: false, direct: false },
    'token': {},
    'password.keep': { password: 'Morgenrot 7' },
    'password.recall': {},
    'devices.remember': { devices: {}, muted: false, camera: true, noiseSuppression: true },
    'screen.choose': { audio: false },
    'act': { act: 'copy', text: 'Beute' },
    'foreign-ice': { hosts: [] },
    'log': { level: 'info', text: 'here' },
  };
  const names = Object.keys(callPageRequests) as (keyof typeof asked)[];
  const askAll = (requests: ReturnType<typeof served>['service']['requests']) =>
    Promise.all(
      names.map(async (name) => {
        try {
          await requests[name](asked[name] as never);
          return `${name}: given`;
        } catch (error) {
          return `${name}: ${toFailure(error).code}`;
        }
      }),
    );

  it('gets nothing but its line in the log, and is heard in nothing', async () => {
    const { service, heard } = served();
    expect(await askAll(service.requests)).toEqual(names.map((name) => `${name}: ${name === 'log' ? 'given' : 'not-bidden'}`));
    const sink = { publish: () => undefined, close: () => undefined };
    expect(() => service.topics.pictures({}, sink)).toThrow('not-bidden');
    expect(heard).toEqual([]);
  });

  it('gets all of it once it has its call', async () => {
    const { service, heard, begin } = served();
    begin();
    expect(await askAll(service.requests)).toEqual(names.map((name) => `${name}: given`));
    expect(heard).toEqual(['reported', 'keepPassword', 'password', 'remember', 'copied', 'foreignIce']);
  });
});
