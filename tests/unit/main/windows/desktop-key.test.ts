import { expect, it } from 'vitest';
import { createDesktopKey } from '../../../../main/windows/desktop-key.ts';

function desktop(free: boolean) {
  const asked: string[] = [];
  const keys = {
    register: (key: string) => {
      asked.push(`+${key}`);
      return free;
    },
    unregister: (key: string) => void asked.push(`-${key}`),
  };
  return { asked, hold: createDesktopKey(keys, 'M', () => undefined) };
}
const course = [false, true, true, true, false, false, true];

it('is held as long as it is wanted', () => {
  const { asked, hold } = desktop(true);
  course.forEach(hold);
  expect(asked).toEqual(['+M', '-M', '+M']);
});

it('is asked for once each time where another program holds it, and not given back', () => {
  const { asked, hold } = desktop(false);
  course.forEach(hold);
  expect(asked).toEqual(['+M', '+M']);
});
