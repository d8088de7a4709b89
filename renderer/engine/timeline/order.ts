import type { ChatStore, Position } from '../store/api.ts';

/** Whether one event stands after another in their room. */
export const isAfter = (a: Position, b: Position): boolean => a.fragment > b.fragment || (a.fragment === b.fragment && a.index > b.index);

/**
 * Tells events from before a room was encrypted from those after. Where the store does not have the event that turned
 * encryption on, all that it has came later: timelines are known from their end.
 */
export function encryptedFrom(chat: Pick<ChatStore, 'stateEvent' | 'event'>, roomId: string): (event: Position) => boolean {
  const state = chat.stateEvent(roomId, 'm.room.encryption');
  if (!state) return () => false;
  const turnedOn = state.event_id === undefined ? undefined : chat.event(roomId, state.event_id);
  return (event) => !turnedOn || isAfter(event, turnedOn);
}
