import type { BrowserWindow } from 'electron';
import { describe, expect, it } from 'vitest';
import { createCloseQuestion } from '../../../../main/calls/close-question.ts';

/** The parts of a window that are used; `close` asks whoever guards it, as Electron does. */
function fakeWindow() {
  const state = { open: true, crashed: false, shown: 0, focused: 0 };
  const guards: ((event: { preventDefault(): void }) => void)[] = [];
  const window = {
    isDestroyed: () => !state.open,
    isMinimized: () => false,
    show: () => (state.shown += 1),
    focus: () => undefined,
    webContents: { isCrashed: () => state.crashed, focus: () => (state.focused += 1) },
    on: (_name: string, guard: (event: { preventDefault(): void }) => void) => guards.push(guard),
    close: () => {
      let prevented = false;
      guards.forEach((guard) => guard({ preventDefault: () => (prevented = true) }));
      state.open = prevented;
    },
  };
  return { state, window: window as unknown as BrowserWindow };
}

function setUp(busy: boolean) {
  const { state, window } = fakeWindow();
  const did: string[] = [];
  const closing = createCloseQuestion({
    window: () => window,
    isBusy: () => busy,
    ask: () => void did.push('asked'),
    endCall: async () => void did.push(state.open ? 'ended while open' : 'ended too late'),
  });
  closing.guard(window);
  return { state, window, did, closing };
}

describe('closing the window', () => {
  it('asks first during a call, with the window in front and the keyboard in its page, as often as it is tried', () => {
    const { state, window, did } = setUp(true);
    window.close();
    window.close();
    expect([state.open, state.shown, state.focused, did]).toEqual([true, 2, 2, ['asked', 'asked']]);
  });

  it('asks nothing without a call', () => {
    const { state, window, did } = setUp(false);
    window.close();
    expect([state.open, did]).toEqual([false, []]);
  });

  it('is done once the person has agreed: the call ends first', async () => {
    const { state, did, closing } = setUp(true);
    await closing.close();
    expect([state.open, did]).toEqual([false, ['ended while open']]);
  });

  it('is not held up by a page that could not ask, nor when the program ends anyway', () => {
    const crashed = setUp(true);
    crashed.state.crashed = true;
    crashed.window.close();
    expect(crashed.state.open).toBe(false);
    const ending = setUp(true);
    ending.closing.waive();
    ending.window.close();
    expect([ending.state.open, ending.did]).toEqual([false, []]);
  });
});
