import { describe, expect, it } from 'vitest';
import type { Wire } from '../../../../../renderer/base/wire.ts';
import type { CallBrief, CallPageCommand } from '../../../../../renderer/call/contract.ts';
import { withoutFloods } from '../../../../../main/windows/call/flood.ts';
import { createOutbox } from '../../../../../main/windows/call/outbox.ts';

function floodable() {
  let time = 0;
  let say: (message: unknown) => void = () => undefined;
  const told: string[] = [];
  const wire: Wire = {
    post: () => undefined,
    onMessage: (listener) => {
      say = listener;
      return () => undefined;
    },
    onClose: () => () => undefined,
    close: () => void told.push('closed'),
  };
  const heard: unknown[] = [];
  withoutFloods(wire, () => time, () => void told.push('flooded')).onMessage((message) => void heard.push(message));
  return { heard, told, say: (count: number) => Array.from({ length: count }, say), pass: (ms: number) => void (time += ms) };
}

describe('a port without floods', () => {
  it('takes what an honest page says, at the start and later', () => {
    const { heard, told, say, pass } = floodable();
    say(300);
    for (let second = 0; second < 10; second += 1) {
      pass(1_000);
      say(60);
    }
    expect(heard).toHaveLength(900);
    expect(told).toEqual([]);
  });

  it('closes at too many, says so once, and hears nothing more', () => {
    const { heard, told, say, pass } = floodable();
    say(1_000);
    pass(60_000);
    say(10);
    expect(heard).toHaveLength(300);
    expect(told).toEqual(['closed', 'flooded']);
  });
});

describe("what is told to the call's page", () => {
  const brief = { title: 'Eins' } as CallBrief;

  it('is the brief as it is now, and each later one', () => {
    const outbox = createOutbox();
    const titles: string[] = [];
    const stop = outbox.followBrief(({ title }) => void titles.push(title));
    expect(titles).toEqual([]); // no call yet
    outbox.update(brief);
    outbox.update({ ...brief, title: 'Zwei' });
    stop();
    outbox.update({ ...brief, title: 'Drei' });
    expect(titles).toEqual(['Eins', 'Zwei']);
  });

  it('are commands with keys that count up, the last twenty of them', () => {
    const outbox = createOutbox();
    let last: readonly CallPageCommand[] = [];
    for (let count = 0; count < 25; count += 1) outbox.command('mute');
    outbox.followCommands((commands) => void (last = commands));
    outbox.command('hang-up');
    expect(last).toHaveLength(20);
    expect(last.at(-1)).toEqual({ key: '26', command: 'hang-up' });
  });
});
