import { isObject, listAt, numberAt, objectAt, textAt } from '../session/json.ts';
import type { ChatStore, MinimalEvent, RawEvent } from '../store/api.ts';

/** What people may do in a room (client-server API, "m.room.power_levels"), with the defaults of a room without one. */
export interface Power {
  of(userId: string): number;
  /** The level that a state-free event type needs. */
  toSend(type: string): number;
  toSetState(type: string): number;
  readonly toInvite: number;
  readonly toNotifyRoom: number;
}

type State = (MinimalEvent & Partial<RawEvent>) | undefined;

/** Levels may be strings in old rooms (room versions before 10). */
const levelAt = (levels: unknown, key: string): number | undefined => {
  const text = textAt(levels, key);
  const level = numberAt(levels, key) ?? (text === undefined ? undefined : Number.parseInt(text, 10));
  return level === undefined || Number.isNaN(level) ? undefined : level;
};

/** From version 12 on a room's creators stand above all levels (MSC4289). */
function creatorsOf(create: State): { readonly ids: ReadonlySet<string>; readonly supreme: boolean } {
  const version = Number.parseInt(textAt(create?.content, 'room_version') ?? '1', 10);
  const supreme = version >= 12;
  const additional = supreme ? listAt(create?.content, 'additional_creators') : [];
  const ids = [create?.sender, ...additional].filter((id): id is string => typeof id === 'string');
  return { ids: new Set(ids), supreme };
}

export function powerOf(chat: Pick<ChatStore, 'stateEvent'>, roomId: string): Power {
  const levels = chat.stateEvent(roomId, 'm.room.power_levels')?.content;
  const creators = creatorsOf(chat.stateEvent(roomId, 'm.room.create'));
  const users = objectAt(levels, 'users');
  return {
    of: (userId) => {
      if (creators.ids.has(userId) && (creators.supreme || !isObject(levels))) return creators.supreme ? Infinity : 100;
      return (Object.hasOwn(users, userId) ? levelAt(users, userId) : undefined) ?? levelAt(levels, 'users_default') ?? 0;
    },
    toSend: (type) => levelAt(objectAt(levels, 'events'), type) ?? levelAt(levels, 'events_default') ?? 0,
    // A room without levels lets everybody set state (client-server API, "m.room.power_levels").
    toSetState: (type) => levelAt(objectAt(levels, 'events'), type) ?? levelAt(levels, 'state_default') ?? (isObject(levels) ? 50 : 0),
    toInvite: levelAt(levels, 'invite') ?? 0,
    toNotifyRoom: levelAt(objectAt(levels, 'notifications'), 'room') ?? 50,
  };
}
