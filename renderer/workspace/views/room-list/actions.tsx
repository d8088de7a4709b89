import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { RoomListModel } from '../../viewmodels/room-list/room-list.ts';

/** What a row can do and must know besides itself. */
export type RoomListActions = Pick<RoomListModel, 'open' | 'toggle' | 'accept' | 'decline' | 'invitations' | 'selected'>;

const Context = createContext<RoomListActions | undefined>(undefined);
export const RoomListActionsProvider = Context.Provider;

export function useRoomListActions(): RoomListActions {
  const actions = useContext(Context);
  if (!actions) throw new Error('A row was drawn outside the room list');
  return actions;
}
