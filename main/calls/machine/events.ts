import type {
  CallCommand,
  CallPlacement,
  CallSnapshot,
  CallSubject,
  IncomingCall,
} from '../../../preload/contract/calls.ts';
import type { Failure } from '../../../renderer/base/failure.ts';
import type { CallPageCommand, CallReport } from '../../../renderer/call/contract.ts';
import type { RunningCall } from '../../../renderer/engine/contract/calls.ts';
import type { Announcement, CallState, Place, Plan, Ready } from './state.ts';

/** What happens to the calls. Those that come from a page carry its `view`. */
export type CallEvent =
  | { readonly type: 'calls'; readonly calls: readonly RunningCall[] }
  | { readonly type: 'quiet'; readonly quiet: boolean }
  /** Becomes the current call unless there is one. */
  | { readonly type: 'begin'; readonly plan: Plan }
  /** Ends the current call, if there is one, and answers. */
  | { readonly type: 'answer'; readonly callId: string; readonly camera: boolean }
  | { readonly type: 'decline'; readonly callId: string; readonly message: string | undefined }
  | { readonly type: 'rejoin' }
  | { readonly type: 'dismiss' }
  | { readonly type: 'command'; readonly command: CallCommand }
  | { readonly type: 'place'; readonly placement: CallPlacement }
  | { readonly type: 'prepared'; readonly view: number; readonly place: Place }
  /** It could not be prepared, or nobody could be told of it. */
  | { readonly type: 'failed'; readonly view: number; readonly failure: Failure }
  | { readonly type: 'report'; readonly view: number; readonly report: CallReport }
  | { readonly type: 'crashed'; readonly view: number; readonly reason: string }
  | { readonly type: 'suspend' }
  | { readonly type: 'resume' }
  | { readonly type: 'signed-out' }
  /** The time has come that the effect `wake` named. */
  | { readonly type: 'tick' };

/** What is to be done, in this order. */
export type CallEffect =
  | { readonly do: 'prepare'; readonly view: number; readonly subject: CallSubject; readonly place: Place | undefined }
  | { readonly do: 'ring'; readonly view: number; readonly subject: CallSubject; readonly place: Place; readonly untilTs: number }
  | { readonly do: 'decline'; readonly roomId: string; readonly callId: string; readonly reason: 'declined' | 'busy' }
  | { readonly do: 'say'; readonly roomId: string; readonly text: string }
  | { readonly do: 'notify'; readonly kind: 'room-call' | 'missed'; readonly call: IncomingCall }
  | { readonly do: 'command'; readonly command: CallPageCommand['command'] }
  /** What can be fetched before a call is answered is fetched, and dropped again where it is not. */
  | { readonly do: 'ready'; readonly call: Ready | undefined }
  /** The page of a call is there or goes. */
  | { readonly do: 'open'; readonly view: number }
  | { readonly do: 'close'; readonly view: number }
  | { readonly do: 'announce'; readonly announcement: Announcement }
  /** `empty`: nobody else is in the conference any more. */
  | { readonly do: 'retract'; readonly announcement: Announcement; readonly empty: boolean }
  | { readonly do: 'presence'; readonly presence: 'none' | 'call' | 'presenting' }
  /** Whether the display stays on. */
  | { readonly do: 'awake'; readonly awake: boolean }
  | { readonly do: 'snapshot'; readonly snapshot: CallSnapshot }
  /** When to send the next `tick`, in the place of what was said before; undefined: not at all. UTC milliseconds. */
  | { readonly do: 'wake'; readonly atTs: number | undefined };

/** What a transition gives. */
export interface Step {
  readonly state: CallState;
  readonly effects: readonly CallEffect[];
}
