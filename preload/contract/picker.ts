import { z } from 'zod';

/* The choice of what to share, in main's own small window: the call's page hears no more of it than the name. */

export interface PickerSource {
  /** For `picker.choose`. */
  readonly id: string;
  readonly name: string;
  readonly kind: 'screen' | 'window';
  /** A JPEG, made anew each second. */
  readonly picture: Uint8Array;
}

export interface PickerSnapshot {
  readonly sources: readonly PickerSource[];
  /** The system's sound can go along: on Windows only. */
  readonly audioPossible: boolean;
}

export const pickerRequests = {
  'picker.read': z.strictObject({}),
  /** Without `id` the person thought better of it. */
  'picker.choose': z.strictObject({ id: z.string().max(200).optional(), audio: z.boolean() }),
} as const;

export interface PickerResults {
  readonly 'picker.read': PickerSnapshot;
  readonly 'picker.choose': null;
}
