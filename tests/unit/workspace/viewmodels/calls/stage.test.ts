import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import type { CurrentCall } from '../../../../../preload/contract/calls.ts';
import { createStageModel } from '../../../../../renderer/workspace/viewmodels/calls/stage.ts';
import { currentCall } from '../../support/calls.ts';
import { createFakeDesktop } from '../../support/desktop.ts';

function setUp() {
  const desktop = createFakeDesktop();
  const current = signal<CurrentCall | undefined>(undefined);
  return { desktop, current, stage: createStageModel({ desktop, current }) };
}

test('a call on the stage is shown, one elsewhere is not, and it goes with its call', () => {
  const { current, stage } = setUp();
  expect(stage.shown.value).toBe(false);
  current.value = currentCall();
  expect(stage.shown.value).toBe(true);
  current.value = currentCall({ placement: 'compact' });
  expect(stage.shown.value).toBe(false);
  current.value = currentCall({ placement: 'stage' });
  expect(stage.shown.value).toBe(true);
  current.value = undefined;
  expect(stage.shown.value).toBe(false);
});

test('who has gone elsewhere is not led back by what changes in the call', () => {
  const { current, stage } = setUp();
  current.value = currentCall();
  stage.hide();
  current.value = currentCall({ muted: true, participants: 3 });
  expect(stage.shown.value).toBe(false);
  stage.show();
  expect(stage.shown.value).toBe(true);
  stage.hide();
  current.value = currentCall({ callId: 'call-0009' });
  expect(stage.shown.value).toBe(true);
});

test('the chat stands beside the call when the stage asks, goes when it asks again and with the call', () => {
  const { current, desktop, stage } = setUp();
  current.value = currentCall();
  desktop.tell('callChat', { roomId: '!holger' });
  expect([stage.chat.value, desktop.asked('call.focus').length]).toEqual(['!holger', 0]);
  desktop.tell('callChat', { roomId: '!holger' });
  expect(stage.chat.value, 'and the keyboard goes back into the stage').toBeUndefined();
  expect(desktop.asked('call.focus')).toHaveLength(1);
  stage.hide();
  desktop.tell('callChat', { roomId: '!holger' });
  expect([stage.chat.value, stage.shown.value]).toEqual(['!holger', true]);
  current.value = undefined;
  current.value = currentCall({ callId: 'call-0009' });
  expect(stage.chat.value).toBeUndefined();
});

test('main hears of the place only when it changes', () => {
  const { desktop, stage } = setUp();
  const bounds = { x: 96, y: 0, width: 1_184, height: 800 };
  stage.place(undefined);
  stage.place(bounds);
  stage.place({ ...bounds });
  stage.place({ ...bounds, width: 800 });
  stage.place(undefined);
  expect(desktop.asked('call.stage').map(({ args }) => args)).toEqual([{ bounds }, { bounds: { ...bounds, width: 800 } }, {}]);
});
