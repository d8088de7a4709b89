import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fitBounds, openWindowState, usualSize } from '../../../../main/windows/window-state.ts';
import { testFolder } from '../fakes.ts';

const screen = { x: 0, y: 0, width: 1_920, height: 1_080 };

describe('the bounds of a new window', () => {
  it('are the usual size the first time', () => {
    expect(fitBounds(undefined, [screen])).toEqual(usualSize);
  });

  it('are the remembered ones while a screen shows its title bar', () => {
    const bounds = { x: 1_700, y: 900, width: 800, height: 600 };
    expect(fitBounds(bounds, [screen])).toEqual(bounds);
    expect(fitBounds({ ...bounds, x: 2_000 }, [screen, { ...screen, x: 1_920 }])).toMatchObject({ x: 2_000 });
  });

  it('lose a place that no screen shows, but keep the size', () => {
    expect(fitBounds({ x: 2_500, y: 0, width: 800, height: 600 }, [screen])).toEqual({ width: 800, height: 600 });
    expect(fitBounds({ x: 100, y: -300, width: 800, height: 600 }, [screen])).toEqual({ width: 800, height: 600 });
  });

  it('are never smaller than the window may be', () => {
    expect(fitBounds({ x: 0, y: 0, width: 10, height: 10 }, [screen])).toEqual({ x: 0, y: 0, width: 360, height: 480 });
  });
});

describe('the remembered state', () => {
  it('comes back', async () => {
    const file = openWindowState(join(testFolder(), 'window.json'));
    const state = { bounds: { x: 1, y: 2, width: 800, height: 600 }, maximized: true };
    expect(file.read()).toBe(undefined);
    await file.write(state);
    expect(file.read()).toEqual(state);
  });

  it('is none where the file makes no sense', () => {
    const path = join(testFolder(), 'window.json');
    writeFileSync(path, '{"bounds":{"x":"far"}}');
    expect(openWindowState(path).read()).toBe(undefined);
  });
});
