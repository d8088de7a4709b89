import type { WorkspaceEvents } from '../../preload/contract.ts';
import type { CallCommand, CallPlacement, CallSnapshot, IncomingCall } from '../../preload/contract/calls.ts';
import type { Unsubscribe } from '../../renderer/base/listen.ts';
import type { CallBrief, CallGround, CallPageCommand, CallPageContract, CallPicture, CallReport } from '../../renderer/call/contract.ts';

/*
 * What the calls of main stand on: the surfaces that Electron gives them (`main/windows/`), as the state machine's
 * effects use them. Both sides are written against this page and know nothing else of each other.
 */

/** Pixels in the workspace window. */
export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Of a person, for the next call. */
export type Chosen = CallPageContract['requests']['devices.remember']['args'];

/** What the call's page tells; checked against its schema, and hostile all the same. */
export interface CallViewEvents {
  readonly reported: (report: CallReport) => void;
  /** A fresh token for a new connection; undefined where the deployment asks for none. */
  readonly token: () => Promise<string | undefined>;
  /** Of the conference, where it is locked. */
  readonly keepPassword: (password: string | undefined) => void;
  readonly password: () => string | undefined;
  readonly remember: (chosen: Chosen) => void;
  readonly hangUp: () => void;
  readonly muteKey: () => void;
  readonly place: (placement: CallPlacement) => void;
  readonly chat: () => void;
  readonly focusLeft: (direction: 'forward' | 'backward') => void;
  readonly foreignIce: (hosts: readonly string[]) => void;
  /** Follows the pictures of those whom its brief names. */
  readonly pictures: (listener: (pictures: readonly CallPicture[]) => void) => Unsubscribe;
  /** The page's process has gone, or its page did not load. */
  readonly crashed: (reason: string) => void;
}

/** The one call view: a process, a partition and a page of its own, until it is closed. */
export interface CallView {
  /**
   * It rings for a call that takes place there: the page comes up and loads the deployment's library, without a call, a
   * device or a window. `open` takes it over. `undefined`: nothing rings any more.
   */
  ready(ground: CallGround | undefined): void;
  open(brief: CallBrief, events: CallViewEvents): void;
  update(brief: CallBrief): void;
  command(command: CallPageCommand['command']): void;
  /** Where the stage stands in the workspace; undefined: not to be seen. */
  stage(bounds: Bounds | undefined): void;
  focus(direction: 'forward' | 'backward'): void;
  /** Ends the process and clears its partition. */
  close(): void;
}

/** Small windows over everything, tray, shortcut, the OS's notification and the sound. */
export interface CallSurfaces {
  /** Called with every new snapshot; shows and hides what belongs to it. */
  show(snapshot: CallSnapshot): void;
  /** A call in a room has begun, or was missed: the OS's notification only. */
  notify(kind: 'room-call' | 'missed', call: IncomingCall): void;
  readonly events: (listener: CallSurfaceListener) => void;
}

export type CallSurfaceListener = (event: CallSurfaceEvent) => void;

export type CallSurfaceEvent =
  | { readonly do: 'answer'; readonly callId: string; readonly camera: boolean }
  | { readonly do: 'decline'; readonly callId: string; readonly message: string | undefined }
  | { readonly do: 'command'; readonly command: CallCommand }
  /** Pressed as the desktop's shortcut, wherever the person is. */
  | { readonly do: 'mute-key' }
  /** The notification of a room's call was clicked. */
  | { readonly do: 'open-room'; readonly roomId: string };

/** Says something to the workspace window. */
export type TellWorkspace = <K extends keyof WorkspaceEvents>(name: K, value: WorkspaceEvents[K]) => void;
