import { batch, computed, signal, type ReadonlySignal } from '@preact/signals';
import { toFailure, type Failure } from '../../../base/failure.ts';
import type { Unsubscribe } from '../../../base/listen.ts';
import type { RoomListHead, RoomSummary } from '../../../engine/contract.ts';
import { requestThrough, type Engine } from '../engine.ts';
import { followTopic } from '../topic.ts';
import { buildRoomListRows, neighbour, type RoomListRow, type SectionName } from './rows.ts';

/** How it stands with the answer to an invitation. */
export type InvitationState = { readonly state: 'busy' } | { readonly state: 'failed'; readonly failure: Failure };

export interface Arrival {
  readonly by: 'choice' | 'step';
}

export interface RoomListModel {
  readonly loaded: ReadonlySignal<boolean>;
  readonly head: ReadonlySignal<RoomListHead | undefined>;
  readonly failure: ReadonlySignal<Failure | undefined>;
  readonly rows: ReadonlySignal<readonly RoomListRow[]>;
  /** There are rooms at all, whatever the filter hides. */
  readonly hasRooms: ReadonlySignal<boolean>;
  readonly filter: ReadonlySignal<string>;
  /** The room that is open; views and the shell follow it. */
  readonly selected: ReadonlySignal<string | undefined>;
  /** How the open room was come to, anew each time: a chosen one takes the focus, one stepped to leaves it in the list. */
  readonly arrival: ReadonlySignal<Arrival>;
  readonly invitations: ReadonlySignal<ReadonlyMap<string, InvitationState>>;
  readonly setFilter: (text: string) => void;
  readonly toggle: (section: SectionName) => void;
  readonly open: (roomId: string) => void;
  readonly close: () => void;
  /** Opens the room above (-1) or below (1); answers its ID where there is one. */
  readonly step: (direction: 1 | -1, unreadOnly: boolean) => string | undefined;
  readonly accept: (roomId: string) => void;
  readonly decline: (roomId: string) => void;
  readonly summary: (roomId: string) => RoomSummary | undefined;
  readonly dispose: Unsubscribe;
}

/** The room list, and which of its rooms is open. */
export function createRoomListModel({ engine }: { readonly engine: Engine }): RoomListModel {
  const topic = followTopic(engine, 'roomList', {});
  const filter = signal('');
  const folded = signal<ReadonlySet<SectionName>>(new Set());
  const selected = signal<string | undefined>(undefined);
  const arrival = signal<Arrival>({ by: 'choice' });
  const invitations = signal<ReadonlyMap<string, InvitationState>>(new Map());
  const rooms = computed(() => topic.state.value?.items ?? []);
  const head = computed(() => topic.state.value?.head);

  let known: ReadonlyMap<string, RoomListRow> = new Map();
  const rows = computed(() => {
    const next = buildRoomListRows(rooms.value, filter.value, folded.value, known);
    known = new Map(next.map((row) => [row.key, row]));
    return next;
  });

  const setInvitation = (roomId: string, state: InvitationState | undefined): void => {
    const next = new Map(invitations.peek());
    if (state) next.set(roomId, state);
    else next.delete(roomId);
    invitations.value = next;
  };

  const answer = async (name: 'room.join' | 'room.leave', roomId: string): Promise<void> => {
    if (invitations.peek().get(roomId)?.state === 'busy') return;
    setInvitation(roomId, { state: 'busy' });
    try {
      await requestThrough(engine, name, { roomId });
      setInvitation(roomId, undefined);
      if (name === 'room.join') open(roomId);
      else if (selected.peek() === roomId) selected.value = undefined;
    } catch (error) {
      setInvitation(roomId, { state: 'failed', failure: toFailure(error) });
    }
  };

  const arrive = (roomId: string, by: Arrival['by']): void =>
    batch(() => {
      selected.value = roomId;
      arrival.value = { by };
    });
  const open = (roomId: string): void => arrive(roomId, 'choice');

  return {
    loaded: computed(() => head.value?.loaded ?? false),
    head,
    failure: topic.failure,
    rows,
    hasRooms: computed(() => rooms.value.length > 0),
    filter,
    selected,
    arrival,
    invitations,
    setFilter: (text) => void (filter.value = text),
    toggle: (section) => void (folded.value = folded.peek().symmetricDifference(new Set([section]))),
    open,
    close: () => void (selected.value = undefined),
    step: (direction, unreadOnly) => {
      const roomId = neighbour(rows.peek(), selected.peek(), direction, unreadOnly);
      if (roomId !== undefined) arrive(roomId, 'step');
      return roomId;
    },
    accept: (roomId) => void answer('room.join', roomId),
    decline: (roomId) => void answer('room.leave', roomId),
    summary: (roomId) => rooms.peek().find((room) => room.roomId === roomId),
    dispose: topic.dispose,
  };
}
