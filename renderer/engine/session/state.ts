import { createEmitter, type Unsubscribe } from '../../base/listen.ts';
import type { TopicSink } from '../../base/port-server.ts';
import type { TopicState } from '../../base/wire.ts';
import type { SessionState } from '../contract.ts';

export type SignedInState = Extract<SessionState, { phase: 'signed-in' | 'expired' }>;

/** The topic `session`. */
export interface SessionTopic {
  get(): SessionState;
  /** Resolves when the start is over, however it ended. */
  settled(): Promise<void>;
  set(state: SessionState): void;
  /** Changes parts of a signed-in or expired state; nothing in any other phase. */
  update(parts: Partial<Omit<SignedInState, 'phase'>> | { readonly phase: 'expired' }): void;
  follow(sink: TopicSink<TopicState<SessionState>>): Unsubscribe;
}

export function createSessionTopic(): SessionTopic {
  const changes = createEmitter<SessionState>();
  let state: SessionState = { phase: 'starting' };
  const set = (next: SessionState): void => {
    state = next;
    changes.emit(next);
  };
  return {
    get: () => state,
    settled: () =>
      new Promise((resolve) => {
        if (state.phase !== 'starting') return resolve();
        const stop = changes.listen(({ phase }) => {
          if (phase === 'starting') return;
          stop();
          resolve();
        });
      }),
    set,
    update(parts) {
      if (state.phase === 'signed-in' || state.phase === 'expired') set({ ...state, ...parts });
    },
    follow(sink) {
      const publish = (head: SessionState): void => sink.publish({ head, items: [] });
      publish(state);
      return changes.listen(publish);
    },
  };
}
