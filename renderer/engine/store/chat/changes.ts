import type { RoomChange, StoreChange } from '../api/chat-store.ts';

export type RoomPart = keyof RoomChange;

/** Collects what one transaction changes. */
export interface Changes {
  room(roomId: string, ...parts: RoomPart[]): void;
  presence(userId: string): void;
  accountData(type: string): void;
  call(roomId: string, callId: string): void;
  /** Undefined where nothing changed. */
  result(): StoreChange | undefined;
}

const untouched: RoomChange = { row: false, timeline: false, state: false, members: false, receipts: false, removed: false };

export function createChanges(): Changes {
  const rooms = new Map<string, RoomChange>();
  const presence = new Set<string>();
  const accountData = new Set<string>();
  const calls = new Map<string, Set<string>>();
  return {
    room(roomId, ...parts) {
      const touched = Object.fromEntries(parts.map((part) => [part, true]));
      rooms.set(roomId, { ...(rooms.get(roomId) ?? untouched), ...touched });
    },
    presence: (userId) => void presence.add(userId),
    accountData: (type) => void accountData.add(type),
    call: (roomId, callId) => void calls.set(roomId, (calls.get(roomId) ?? new Set()).add(callId)),
    result: () =>
      rooms.size + presence.size + accountData.size + calls.size === 0 ? undefined : { rooms, presence, accountData, calls },
  };
}
