import { describe, expect, it } from 'vitest';
import { createMuteKey, type MuteKeyTeller } from '../../../../main/calls/mute-key.ts';
import { callWorld, startCall } from './world.ts';

/** Tells of presses at these times (milliseconds), and counts what they are worth. */
function counted(...tellings: readonly (readonly [MuteKeyTeller, number])[]): number {
  let [time, toggles] = [0, 0];
  const tell = createMuteKey(() => time, () => void (toggles += 1));
  for (const [teller, at] of tellings) {
    time = at;
    tell(teller);
  }
  return toggles;
}

describe('a press of the key for mute', () => {
  it.each<readonly [MuteKeyTeller, MuteKeyTeller]>([['desktop', 'page'], ['page', 'desktop']])('counts once where %s and %s tell of it', (first, second) => {
    expect(counted([first, 0], [second, 120])).toBe(1);
    expect(counted([first, 0], [second, 120], [first, 1_000], [second, 1_300])).toBe(2);
  });

  it('counts once each where two are told by one before the other tells of them', () => {
    expect(counted(['desktop', 0], ['desktop', 150], ['page', 200], ['page', 210])).toBe(2);
  });

  it.each<MuteKeyTeller>(['desktop', 'page'])('counts each time where %s alone tells of it', (teller) => {
    expect(counted([teller, 0], [teller, 80], [teller, 160])).toBe(3);
  });

  it('is another one a moment later, whoever tells of it', () => {
    expect(counted(['desktop', 0], ['page', 2_000])).toBe(2);
  });
});

describe('the key for mute in a call', () => {
  it('reaches the call once by whatever way: window, call’s own page, desktop', async () => {
    const world = callWorld();
    await startCall(world);
    const toggles = (): number => world.page.did.filter((done) => done === 'toggle-mute').length;
    world.muteKey('desktop');
    world.page.events()?.muteKey();
    expect(toggles()).toBe(1);
    world.clock.pass(1_000);
    await world.handlers['call.muteKey']({});
    world.muteKey('desktop');
    expect(toggles()).toBe(2);
    world.clock.pass(1_000);
    world.page.events()?.muteKey();
    expect(toggles()).toBe(3);
  });
});
