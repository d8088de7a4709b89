import type { JitsiLibrary, LibraryConference, ReceiverConstraints } from './library/api.ts';
import { hasSourceNames } from './library/options.ts';

export type Seen = readonly { readonly key: string; readonly height: number }[];

/** Pictures are sent in these heights; one is asked for that is not smaller than what is drawn. */
const steps = [90, 180, 360, 720, 1080, 2160];
const atLeast = (height: number): number => steps.find((step) => step >= height) ?? 2_160;

/** What the bridge is to send: what is seen, as large as it is drawn, and nothing of the rest. */
export function receiverConstraints(seen: Seen): ReceiverConstraints {
  return {
    lastN: -1,
    defaultConstraints: { maxHeight: 0 },
    constraints: Object.fromEntries(seen.map(({ key, height }) => [key, { maxHeight: atLeast(height) }])),
  };
}

/** In builds without source names the constraints go by endpoint, and "on stage" is told by endpoint as well. */
export function askFor(library: JitsiLibrary, conference: LibraryConference, seen: Seen): void {
  const constraints = receiverConstraints(seen);
  const largest = seen.slice(0, 1).map(({ key }) => key);
  const onStage = hasSourceNames(library) ? { onStageSources: largest } : { onStageEndpoints: largest, selectedEndpoints: [] };
  conference.setReceiverConstraints({ ...constraints, ...onStage });
}
