import { describe, expect, it } from 'vitest';
import { createMuteKey, type KeyInput } from '../../../../../main/windows/call/mute-key.ts';

const muteKey: KeyInput = { type: 'keyDown', key: 'M', control: true, shift: true, alt: false, meta: false, isAutoRepeat: false };

function keyAt() {
  let [time, presses, isOn] = [0, 0, true];
  const key = createMuteKey({ now: () => time, isOn: () => isOn, pressed: () => void (presses += 1) });
  return { key, presses: () => presses, pass: (ms: number) => void (time += ms), end: () => void (isOn = false) };
}

describe('the key that mutes', () => {
  it('counts once where the desktop and the window both tell of it, whichever comes first', () => {
    const { key, presses, pass } = keyAt();
    key.shortcut();
    expect(key.input(muteKey)).toBe(true);
    expect(presses()).toBe(1);
    pass(1_000);
    expect(key.input(muteKey)).toBe(true);
    pass(20);
    key.shortcut();
    expect(presses()).toBe(2);
  });

  it('counts again when it is pressed again, by either way', () => {
    const { key, presses, pass } = keyAt();
    for (const press of [key.shortcut, key.shortcut, () => key.input(muteKey), () => key.input(muteKey)]) {
      press();
      pass(150);
    }
    expect(presses()).toBe(4);
  });

  it('does nothing again while it is held, and no page has it then either', () => {
    const { key, presses, pass } = keyAt();
    key.input(muteKey);
    pass(500);
    expect(key.input({ ...muteKey, isAutoRepeat: true })).toBe(true);
    expect(presses()).toBe(1);
  });

  it.each([
    ['without Shift', { shift: false, key: 'm' }],
    ['with Alt', { alt: true }],
    ['with Meta', { meta: true }],
    ['of another letter', { key: 'N' }],
    ['let go', { type: 'keyUp' }],
  ])('is no other: %s', (_which, differs) => {
    const { key, presses } = keyAt();
    expect(key.input({ ...muteKey, ...differs })).toBe(false);
    expect(presses()).toBe(0);
  });

  it('belongs to the pages where there is no call', () => {
    const { key, presses, end } = keyAt();
    end();
    key.shortcut();
    expect(key.input(muteKey)).toBe(false);
    expect(presses()).toBe(0);
  });
});
