import { describe, expect, it } from 'vitest';
import { createWatchdog } from '../../../../main/windows/watchdog.ts';
import { handClock } from '../fakes.ts';

function setUp() {
  const clock = handClock();
  const lives: string[] = [];
  let starts = 0;
  const dog = createWatchdog({
    ...clock,
    start: () => void (starts += 1),
    changed: (life) => lives.push(life),
    log: () => undefined,
  });
  dog.start();
  return { dog, clock, lives, starts: () => starts };
}

describe('the watchdog', () => {
  it('lets an engine run that gives its signs', () => {
    const { dog, clock, lives, starts } = setUp();
    for (let sign = 0; sign < 100; sign++) {
      dog.alive();
      clock.pass(5_000);
    }
    expect(lives).toEqual(['running']);
    expect(starts()).toBe(1);
  });

  it('restarts one that falls silent for 20 s', () => {
    const { dog, clock, lives, starts } = setUp();
    dog.alive();
    clock.pass(19_999);
    expect(starts()).toBe(1);
    clock.pass(1);
    expect(starts()).toBe(2);
    dog.alive();
    expect(lives).toEqual(['running', 'restarting', 'running']);
  });

  it('restarts one that never gave a sign, after a minute', () => {
    const { clock, starts } = setUp();
    clock.pass(59_999);
    expect(starts()).toBe(1);
    clock.pass(1);
    expect(starts()).toBe(2);
  });

  it('restarts three times in five minutes, then gives up and stays so', () => {
    const { dog, clock, lives, starts } = setUp();
    for (let crash = 0; crash < 4; crash++) {
      dog.alive();
      dog.crashed('test');
      clock.pass(1_000);
    }
    expect(starts()).toBe(4);
    expect(lives.at(-1)).toBe('gave-up');
    dog.alive();
    clock.pass(600_000);
    expect(starts()).toBe(4);
    expect(dog.life()).toBe('gave-up');
    expect(clock.waiting()).toBe(0);
  });

  it('forgets restarts that are older than five minutes', () => {
    const { dog, clock, starts } = setUp();
    for (let crash = 0; crash < 20; crash++) {
      dog.alive();
      dog.crashed('test');
      for (let sign = 0; sign < 21; sign++) {
        dog.alive();
        clock.pass(5_000);
      }
    }
    expect(starts()).toBe(21);
    expect(dog.life()).toBe('running');
  });

  it("begins anew at a person's wish, also after it gave up", () => {
    const { dog, lives, starts } = setUp();
    for (let crash = 0; crash < 4; crash++) dog.crashed('test');
    dog.restart();
    dog.alive();
    expect(starts()).toBe(5);
    expect(lives.slice(-3)).toEqual(['gave-up', 'restarting', 'running']);
  });

  it("does not take the machine's sleep for silence", () => {
    const { dog, clock, starts } = setUp();
    dog.alive();
    clock.pass(19_000);
    dog.resumed();
    clock.pass(19_000);
    expect(starts()).toBe(1);
    clock.pass(1_000);
    expect(starts()).toBe(2);
  });

  it('expects nothing while it rests', () => {
    const { dog, clock, starts } = setUp();
    dog.alive();
    dog.rest();
    clock.pass(600_000);
    expect(starts()).toBe(1);
    dog.restart();
    dog.alive();
    expect(starts()).toBe(2);
    clock.pass(20_000);
    expect(starts()).toBe(3);
  });

  it('lets go when the program ends', () => {
    const { dog, clock, starts } = setUp();
    dog.stop();
    dog.crashed('test');
    clock.pass(100_000);
    expect(starts()).toBe(1);
    expect(clock.waiting()).toBe(0);
  });
});
