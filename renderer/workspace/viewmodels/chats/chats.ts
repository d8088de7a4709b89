import { computed, effect, signal, untracked, type ReadonlySignal } from '@preact/signals';
import type { Unsubscribe } from '../../../base/listen.ts';
import type { DesktopBridge } from '../../../../preload/contract.ts';
import { watchAttention, type Attention } from '../attention.ts';
import type { Clock } from '../clock.ts';
import { createConversationModel, type ConversationModel } from '../conversation/conversation.ts';
import type { Engine } from '../engine.ts';
import { createNewRoomModel, type NewRoomModel } from '../people/new-room.ts';
import { createStartChatModel, type StartChatModel } from '../people/start-chat.ts';
import { createRoomListModel, type RoomListModel } from '../room-list/room-list.ts';
import { newTxnId } from '../txn-id.ts';

export type ChatsDialog =
  | { readonly kind: 'new-chat'; readonly model: StartChatModel }
  | { readonly kind: 'new-room'; readonly model: NewRoomModel };

/** The area "Chats": the list, what is open of it, and what begins a conversation. */
export interface ChatsModel {
  readonly roomList: RoomListModel;
  readonly conversation: ReadonlySignal<ConversationModel | undefined>;
  readonly dialog: ReadonlySignal<ChatsDialog | undefined>;
  readonly newChat: () => void;
  readonly newRoom: () => void;
  readonly closeDialog: () => void;
  /** Opens the room that was open last, unless the person has opened another meanwhile. */
  readonly resume: (roomId: string | undefined) => void;
  /** The window is about to go: drafts are written. */
  readonly flush: () => void;
  readonly dispose: Unsubscribe;
}

export function createChatsModel({ engine, desktop, clock, attention = watchAttention(window) }: {
  readonly engine: Engine;
  readonly desktop: Pick<DesktopBridge, 'request'>;
  readonly clock: Clock;
  readonly attention?: Attention;
}): ChatsModel {
  const roomList = createRoomListModel({ engine });
  const conversation = signal<ConversationModel | undefined>(undefined);
  const dialog = signal<ChatsDialog | undefined>(undefined);

  const stopFollowing = effect(() => {
    const roomId = roomList.selected.value;
    untracked(() => {
      conversation.peek()?.dispose();
      conversation.value =
        roomId === undefined
          ? undefined
          : createConversationModel({ engine, desktop, roomId, clock, attention, newTxnId, left: roomList.close });
    });
  });

  const closeDialog = (): void => {
    dialog.peek()?.model.dispose();
    dialog.value = undefined;
  };
  const opened = (roomId: string): void => {
    closeDialog();
    roomList.open(roomId);
  };
  const show = (next: ChatsDialog): void => {
    closeDialog();
    dialog.value = next;
  };

  return {
    roomList,
    conversation: computed(() => conversation.value),
    dialog: computed(() => dialog.value),
    newChat: () => show({ kind: 'new-chat', model: createStartChatModel({ engine, clock, newTxnId, opened }) }),
    newRoom: () => show({ kind: 'new-room', model: createNewRoomModel({ engine, clock, newTxnId, opened }) }),
    closeDialog,
    resume: (roomId) => {
      if (roomId !== undefined && roomList.selected.peek() === undefined) roomList.open(roomId);
    },
    flush: () => conversation.peek()?.flush(),
    dispose: () => {
      closeDialog();
      stopFollowing();
      conversation.peek()?.dispose();
      attention.dispose();
      roomList.dispose();
    },
  };
}
