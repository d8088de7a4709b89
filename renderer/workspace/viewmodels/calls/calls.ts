import { computed, signal, type ReadonlySignal } from '@preact/signals';
import { toFailure, type Failure } from '../../../base/failure.ts';
import type { Unsubscribe } from '../../../base/listen.ts';
import type { CallCommand, CallMedia, CallSnapshot, CurrentCall, EndedCall, IncomingCall } from '../../../../preload/contract/calls.ts';
import type { DesktopBridge } from '../../../../preload/contract.ts';
import { createAction, type Action } from '../action.ts';
import type { Clock } from '../clock.ts';
import { askDesktop } from '../desktop.ts';
import { requestThrough, type Engine } from '../engine.ts';
import { followTopic } from '../topic.ts';
import type { NewTxnId } from '../txn-id.ts';
import { createElapsed } from './elapsed.ts';
import { createCallQuestion, type CallQuestionModel } from './question.ts';
import { callInRoom, type RoomCall } from './running.ts';
import { followCalls } from './snapshot.ts';
import { createStageModel, type StageModel } from './stage.ts';

/** Why no call can be begun now. */
export type CallObstacle = 'offline' | 'in-call';

/** Calls in the window: what main and the engine say of them, and what a person can do. */
export interface CallsModel {
  readonly current: ReadonlySignal<CurrentCall | undefined>;
  /** Somebody calls: `waiting` while one is in a call already. */
  readonly incoming: ReadonlySignal<(IncomingCall & { readonly waiting: boolean }) | undefined>;
  readonly ended: ReadonlySignal<EndedCall | undefined>;
  /** Milliseconds since somebody else was there. */
  readonly elapsed: ReadonlySignal<number | undefined>;
  readonly stage: StageModel;
  readonly obstacle: ReadonlySignal<CallObstacle | undefined>;
  readonly inRoom: (roomId: string) => RoomCall | undefined;
  readonly start: Action<[roomId: string, media: CallMedia]>;
  /** Calls a person in the direct chat with them, which is made where there is none. */
  readonly callPerson: Action<[userId: string, media: CallMedia]>;
  /** Sets up the room's conference to stay, or takes it away. */
  readonly keepConference: Action<[roomId: string, keep: boolean]>;
  readonly join: Action<[roomId: string, callId: string, media: CallMedia]>;
  /** Ends the call that one is in, where there is one. */
  readonly answer: Action<[camera: boolean]>;
  readonly decline: Action;
  readonly rejoin: Action;
  /** Hanging up must not wait for anything: commands run whatever else is under way. */
  readonly command: (command: CallCommand) => void;
  /** The key for mute was pressed here. */
  readonly muteKey: () => void;
  /** Why the last thing asked for did not happen; what the call's end tells anyway is not told twice. */
  readonly problem: ReadonlySignal<Failure | undefined>;
  /** Back to the call, wherever it is shown. */
  readonly goTo: () => void;
  /** The end of the last call, or the problem, has been read. */
  readonly dismiss: () => void;
  readonly question: CallQuestionModel;
  /** Closes the window, and the call with it. */
  readonly close: () => void;
  readonly dispose: Unsubscribe;
}

export function createCallsModel({ engine, desktop, clock, online, newTxnId }: {
  readonly engine: Engine;
  readonly desktop: DesktopBridge;
  readonly clock: Clock;
  readonly online: ReadonlySignal<boolean>;
  readonly newTxnId: NewTxnId;
}): CallsModel {
  const { snapshot, dispose: stopFollowing } = followCalls(desktop);
  const topic = followTopic(engine, 'calls', {});
  const current = computed(() => snapshot.value.current);
  const incoming = computed(() => incomingOf(snapshot.value));
  const { elapsed, dispose: stopElapsed } = createElapsed(computed(() => current.value?.connectedTs), clock);
  const stage = createStageModel({ desktop, current });
  const problem = signal<Failure | undefined>(undefined);

  const tried = async <T>(request: Promise<T>): Promise<T> => {
    problem.value = undefined;
    try {
      return await request;
    } catch (error) {
      problem.value = toFailure(error);
      throw error;
    }
  };
  const attempt = <Args extends readonly unknown[]>(act: (...args: Args) => Promise<unknown>): Action<Args> =>
    createAction((...args: Args) => tried(act(...args)));
  const tell = (request: Promise<unknown>): void => void tried(request).catch(() => undefined);
  const command = (wanted: CallCommand): void => tell(askDesktop(desktop, 'call.command', { command: wanted }));
  const question = createCallQuestion({ desktop, current, hangUp: () => command('hang-up') });
  const start = (roomId: string, media: CallMedia): Promise<null> => askDesktop(desktop, 'call.start', { roomId, media });

  return {
    current,
    incoming,
    ended: computed(() => snapshot.value.ended),
    elapsed,
    stage,
    obstacle: computed(() => (current.value ? 'in-call' : online.value ? undefined : 'offline')),
    inRoom: (roomId) => callInRoom(roomId, snapshot.value, topic.state.value?.items ?? []),
    start: attempt(start),
    callPerson: attempt(async (userId: string, media: CallMedia) => {
      const { roomId } = await requestThrough(engine, 'room.direct', { txnId: newTxnId(), userId });
      await start(roomId, media);
    }),
    keepConference: attempt((roomId: string, keep: boolean) => askDesktop(desktop, 'call.keep', { roomId, keep })),
    join: attempt((roomId: string, callId: string, media: CallMedia) =>
      askDesktop(desktop, 'call.join', { roomId, callId, media }),
    ),
    answer: attempt(async (camera: boolean) => {
      const call = incoming.peek();
      if (call) await askDesktop(desktop, call.waiting ? 'call.switch' : 'call.answer', { callId: call.callId, camera });
    }),
    decline: attempt(async () => {
      const call = incoming.peek();
      if (call) await askDesktop(desktop, 'call.decline', { callId: call.callId });
    }),
    rejoin: attempt(() => askDesktop(desktop, 'call.rejoin', {})),
    muteKey: () => tell(askDesktop(desktop, 'call.muteKey', {})),
    command,
    problem: computed(() => (snapshot.value.ended?.failure?.code === problem.value?.code ? undefined : problem.value)),
    goTo: () => {
      stage.show();
      if (current.peek()?.placement !== 'stage') tell(askDesktop(desktop, 'call.place', { placement: 'stage' }));
    },
    dismiss: () => {
      problem.value = undefined;
      if (snapshot.peek().ended) void desktop.request('call.dismiss', {});
    },
    question,
    close: () => void desktop.request('window.close', {}),
    dispose: () => {
      question.dispose();
      stage.dispose();
      stopElapsed();
      topic.dispose();
      stopFollowing();
    },
  };
}

function incomingOf({ ringing, waiting }: CallSnapshot): (IncomingCall & { readonly waiting: boolean }) | undefined {
  if (ringing) return { ...ringing, waiting: false };
  return waiting && { ...waiting, waiting: true };
}
