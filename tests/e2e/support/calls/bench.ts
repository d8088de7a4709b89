import type { CallView, CallViewEvents } from '../../../../main/calls/parts.ts';
import type { ScreenChoice } from '../../../../main/walls/consent.ts';

/** What `view-main.ts` puts into its global scope for the test that drives it. */
export interface CallBench {
  readonly view: CallView;
  readonly events: CallViewEvents;
  /** What the page told, as it came. */
  readonly heard: readonly (readonly [name: string, value?: unknown])[];
  readonly logged: readonly string[];
  /** What main's picker gives from now on. */
  choose(choice: ScreenChoice | undefined): void;
}
