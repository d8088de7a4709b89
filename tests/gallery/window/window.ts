import type { EngineLife, Environment, WorkspaceEvents, WorkspaceRequestName } from '../../../preload/contract.ts';
import type { CallSnapshot } from '../../../preload/contract/calls.ts';
import type { CallRecord, RunningCall, SessionState } from '../../../renderer/engine/contract.ts';
import type { EngineRequest } from '../../../renderer/workspace/viewmodels/engine.ts';
import type { OpenSession } from '../../../renderer/workspace/viewmodels/session/session.ts';

/** What the desktop and the engine say to the window, and what it asked them. */
export interface Played {
  environment(change: Partial<Environment>): void;
  engineLife(life: EngineLife): void;
  session(state: SessionState): void;
  /** A signed-in session, online, with these differences. */
  open(change: Partial<OpenSession>): void;
  /** So many joined rooms in the list. */
  rooms(count: number): void;
  /** The room that was opened last, empty. */
  room(): void;
  /** Main's calls; what is not given is not. */
  call(snapshot: Partial<CallSnapshot>): void;
  tell<K extends keyof WorkspaceEvents>(name: K, value: WorkspaceEvents[K]): void;
  running(calls: readonly RunningCall[]): void;
  history(calls: readonly CallRecord[], missed: number): void;
  asked(name: EngineRequest): readonly unknown[];
  answer(name: EngineRequest, result: unknown): Promise<void>;
  refuse(name: EngineRequest, code: string): Promise<void>;
  askedDesktop(name: WorkspaceRequestName): readonly unknown[];
  answerDesktop(name: WorkspaceRequestName, result: unknown): Promise<void>;
  refuseDesktop(name: WorkspaceRequestName, code: string): Promise<void>;
}
