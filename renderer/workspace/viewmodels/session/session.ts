import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { Failure } from '../../../base/failure.ts';
import type { DesktopBridge, EngineLife } from '../../../../preload/contract.ts';
import type { KeychainProblem, SessionState } from '../../../engine/contract.ts';
import { createAction, type Action } from '../action.ts';
import type { Clock } from '../clock.ts';
import { askDesktop } from '../desktop.ts';
import { requestThrough, type Engine } from '../engine.ts';
import { followTopic } from '../topic.ts';

/** The phases in which there is an account and its local data can be read. */
export type OpenSession = Extract<SessionState, { readonly phase: 'signed-in' | 'expired' }>;

/** What the whole window shows. */
export type Stage =
  /** Nothing yet: most starts are through before a splash would be more than a flash. */
  | { readonly kind: 'blank' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'engine-gave-up' }
  | { readonly kind: 'keychain'; readonly problem: KeychainProblem }
  | { readonly kind: 'store-fault'; readonly failure: Failure }
  | { readonly kind: 'sign-in' }
  | { readonly kind: 'signing-out' }
  | { readonly kind: 'open' };

export interface SessionModel {
  readonly stage: ReadonlySignal<Stage>;
  /** Undefined while nobody is signed in. */
  readonly open: ReadonlySignal<OpenSession | undefined>;
  /** Try again now: keychain, store, connection, encryption. */
  readonly retry: Action;
  readonly restartEngine: Action;
  readonly quit: () => void;
  /** Undefined while the session has not expired. */
  readonly reauthenticate: ReadonlySignal<Action<[password: string]> | undefined>;
  /** Undefined while nothing is locked. */
  readonly recover: ReadonlySignal<Action<[recoveryKey: string]> | undefined>;
  readonly dispose: () => void;
}

/** How long a start may take before it is shown as one. */
export const splashAfterMs = 300;

export function createSessionModel({
  engine,
  desktop,
  engineLife,
  clock,
}: {
  readonly engine: Engine;
  readonly desktop: DesktopBridge;
  readonly engineLife: ReadonlySignal<EngineLife>;
  readonly clock: Clock;
}): SessionModel {
  const topic = followTopic(engine, 'session', {});
  const state = computed(() => topic.state.value?.head);
  const patient = signal(true);
  const stopWaiting = clock.after(splashAfterMs, () => void (patient.value = false));
  const open = computed(() => {
    const head = state.value;
    return head?.phase === 'signed-in' || head?.phase === 'expired' ? head : undefined;
  });
  const reauthentication = createAction((password: string) => requestThrough(engine, 'session.reauthenticate', { password }));
  const recovery = createAction((recoveryKey: string) =>
    requestThrough(engine, 'encryption.recover', { recoveryKey: recoveryKey.trim() }),
  );

  return {
    open,
    stage: computed(() => stageOf(state.value, topic.failure.value, engineLife.value, patient.value)),
    retry: createAction(() => requestThrough(engine, 'session.retry', {})),
    restartEngine: createAction(() => askDesktop(desktop, 'engine.restart', {})),
    quit: () => void desktop.request('program.quit', {}),
    reauthenticate: computed(() => (open.value?.phase === 'expired' ? reauthentication : undefined)),
    recover: computed(() => (open.value?.encryption.state === 'locked' ? recovery : undefined)),
    dispose: () => {
      stopWaiting();
      topic.dispose();
    },
  };
}

function stageOf(state: SessionState | undefined, failure: Failure | undefined, life: EngineLife, patient: boolean): Stage {
  if (life === 'gave-up') return { kind: 'engine-gave-up' };
  if (!state) return failure ? { kind: 'store-fault', failure } : { kind: patient ? 'blank' : 'starting' };
  switch (state.phase) {
    case 'starting':
      return { kind: patient ? 'blank' : 'starting' };
    case 'keychain':
      return { kind: 'keychain', problem: state.problem };
    case 'store-fault':
      return { kind: 'store-fault', failure: state.failure };
    case 'signed-out':
      return { kind: 'sign-in' };
    case 'signing-out':
      return { kind: 'signing-out' };
    case 'signed-in':
    case 'expired':
      return { kind: 'open' };
  }
}
