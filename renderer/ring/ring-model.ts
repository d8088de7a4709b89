import { signal, type ReadonlySignal } from '@preact/signals';
import type { Environment, RingBridge } from '../../preload/contract.ts';
import type { CallSnapshot } from '../../preload/contract/calls.ts';
import type { PickerSnapshot } from '../../preload/contract/picker.ts';

/** Not the contract's own: that would bring its schemas along. */
export const noCall: CallSnapshot = { ringing: undefined, waiting: undefined, current: undefined, ended: undefined };

/** What a small window knows and may do; main's state machine is the truth. */
export interface RingModel {
  readonly environment: ReadonlySignal<Environment | undefined>;
  readonly call: ReadonlySignal<CallSnapshot>;
  readonly picker: ReadonlySignal<PickerSnapshot | undefined>;
  readonly answer: (callId: string, camera: boolean) => void;
  readonly decline: (callId: string, message?: string) => void;
  readonly mute: (muted: boolean) => void;
  readonly stopSharing: () => void;
  /** Without an ID: the person thought better of it. */
  readonly choose: (id: string | undefined, audio: boolean) => void;
}

/**
 * Follows the desktop. An answer that was asked for is not shown over news that came meanwhile. A request that fails
 * needs no words here: the window goes or stays as main's snapshot says.
 */
export function createRingModel(desktop: RingBridge, view: string | null): RingModel {
  const environment = signal<Environment>();
  const call = signal<CallSnapshot>(noCall);
  const picker = signal<PickerSnapshot>();
  let heard = { environment: false, call: false, picker: false };
  desktop.listen('environment', (value) => {
    heard = { ...heard, environment: true };
    environment.value = value;
  });
  desktop.listen('call', (value) => {
    heard = { ...heard, call: true };
    call.value = value;
  });
  desktop.listen('picker', (value) => {
    heard = { ...heard, picker: true };
    picker.value = value;
  });
  void desktop.request('environment.read', {}).then((reply) => {
    if (reply.ok && !heard.environment) environment.value = reply.result;
  });
  void desktop.request('call.read', {}).then((reply) => {
    if (reply.ok && !heard.call) call.value = reply.result;
  });
  if (view === 'picker') {
    void desktop.request('picker.read', {}).then((reply) => {
      // None yet is no answer: main is still looking, and tells.
      if (reply.ok && !heard.picker && reply.result.sources.length > 0) picker.value = reply.result;
    });
  }
  return {
    environment,
    call,
    picker,
    answer: (callId, camera) => void desktop.request('call.answer', { callId, camera }),
    decline: (callId, message) => void desktop.request('call.decline', { callId, ...(message !== undefined && { message }) }),
    mute: (muted) => void desktop.request('call.command', { command: muted ? 'mute' : 'unmute' }),
    stopSharing: () => void desktop.request('call.command', { command: 'stop-sharing' }),
    choose: (id, audio) => void desktop.request('picker.choose', { audio, ...(id !== undefined && { id }) }),
  };
}
