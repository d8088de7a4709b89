import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { Failure } from '../../../base/failure.ts';
import type { Unsubscribe } from '../../../base/listen.ts';
import type { Member, RoomDetails, SessionState } from '../../../engine/contract.ts';
import type { DesktopBridge } from '../../../../preload/contract.ts';
import { createAction, type Action } from '../action.ts';
import type { Attention } from '../attention.ts';
import type { Clock } from '../clock.ts';
import { createComposerModel, type ComposerModel } from '../composer/composer.ts';
import { requestThrough, type Engine } from '../engine.ts';
import { createPeopleSearch, type PeopleSearch } from '../people/search.ts';
import type { TimelineRow } from '../timeline/row.ts';
import { createTimelineModel, type TimelineModel } from '../timeline/timeline.ts';
import { followTopic } from '../topic.ts';
import type { NewTxnId } from '../txn-id.ts';

/** What a conversation asks of the desktop. */
export type ConversationDesktop = Pick<DesktopBridge, 'request'>;

export interface ConversationModel {
  readonly roomId: string;
  readonly details: ReadonlySignal<RoomDetails | undefined>;
  readonly members: ReadonlySignal<readonly Member[]>;
  readonly failure: ReadonlySignal<Failure | undefined>;
  readonly timeline: TimelineModel;
  readonly composer: ComposerModel;
  /** The user ID of the person at this window. */
  readonly me: ReadonlySignal<string | undefined>;
  readonly online: ReadonlySignal<boolean>;
  /** Own messages here that wait for the connection. */
  readonly waiting: ReadonlySignal<number>;
  /** This device lacks the keys of the account; the recovery key would bring them. */
  readonly locked: ReadonlySignal<boolean>;
  readonly detailsShown: ReadonlySignal<boolean>;
  readonly toggleDetails: () => void;
  readonly accept: Action;
  /** Declines the invitation, or leaves. */
  readonly leave: Action;
  readonly invite: Action<[userId: string]>;
  readonly retry: Action<[txnId: string]>;
  readonly discard: Action<[txnId: string]>;
  /** Has the engine look again at what is missing in this room. */
  readonly fillGaps: () => void;
  readonly searchPeople: () => PeopleSearch;
  /** Answers whether the desktop took the link. */
  readonly openLink: (url: string) => Promise<boolean>;
  /** The window is about to go: what waits to be written is written. */
  readonly flush: () => void;
  readonly dispose: Unsubscribe;
}

const signedIn = (state: SessionState | undefined) =>
  state && (state.phase === 'signed-in' || state.phase === 'expired') ? state : undefined;

const isWaiting = (row: TimelineRow): boolean =>
  row.kind === 'item' && row.item.kind === 'message' && row.item.send !== undefined && row.item.send.state !== 'failed';

const noMembers: readonly Member[] = [];

/** The open conversation. `left` is called when the person has left it. */
export function createConversationModel({
  engine,
  desktop,
  roomId,
  clock,
  attention,
  newTxnId,
  left,
}: {
  readonly engine: Engine;
  readonly desktop: ConversationDesktop;
  readonly roomId: string;
  readonly clock: Clock;
  readonly attention: Pick<Attention, 'focused'>;
  readonly newTxnId: NewTxnId;
  readonly left: () => void;
}): ConversationModel {
  const room = followTopic(engine, 'room', { roomId });
  const sessionTopic = followTopic(engine, 'session', {});
  const session = computed(() => signedIn(sessionTopic.state.value?.head));
  const detailsShown = signal(false);
  const timeline = createTimelineModel({ engine, roomId, clock, focused: attention.focused });
  const composer = createComposerModel({ engine, roomId, clock, newTxnId });
  const online = computed(() => session.value === undefined || session.value.connection.state !== 'offline');
  const opened = (): void => {
    // What could not be fetched shows in the timeline itself.
    requestThrough(engine, 'room.opened', { roomId }).catch(() => undefined);
  };
  opened();

  return {
    roomId,
    details: computed(() => room.state.value?.head),
    members: computed(() => room.state.value?.items ?? noMembers),
    failure: room.failure,
    timeline,
    composer,
    me: computed(() => session.value?.account.userId),
    online,
    waiting: computed(() => (online.value ? 0 : timeline.rows.value.filter(isWaiting).length)),
    locked: computed(() => session.value?.encryption.state === 'locked'),
    detailsShown,
    toggleDetails: () => void (detailsShown.value = !detailsShown.peek()),
    accept: createAction(() => requestThrough(engine, 'room.join', { roomId })),
    leave: createAction(async () => {
      await requestThrough(engine, 'room.leave', { roomId });
      left();
    }),
    invite: createAction((userId: string) => requestThrough(engine, 'room.invite', { roomId, userId })),
    retry: createAction((txnId: string) => requestThrough(engine, 'message.retry', { txnId })),
    discard: createAction((txnId: string) => requestThrough(engine, 'message.discard', { txnId })),
    fillGaps: opened,
    searchPeople: () => createPeopleSearch(engine, clock),
    openLink: async (url) => (await desktop.request('link.open', { url })).ok,
    flush: composer.flush,
    dispose: () => {
      composer.dispose();
      timeline.dispose();
      room.dispose();
      sessionTopic.dispose();
    },
  };
}
