import { isObject, textAt } from '../session/json.ts';
import type { QueueStore } from '../store/api.ts';

/** A call that this machine has joined. */
export interface StayNote {
  readonly roomId: string;
  readonly callId: string;
  /** The device whose stay it is: after a hard end of the session there is another. */
  readonly deviceId: string;
}

/** The calls that this machine has joined and not left, so that the next start can take leave of them. */
export interface StayNotes {
  all(): readonly StayNote[];
  add(note: StayNote): void;
  remove(note: Pick<StayNote, 'roomId' | 'callId'>): void;
}

const key = 'calls.joined';

export function createStayNotes(queue: Pick<QueueStore, 'setting' | 'putSetting'>): StayNotes {
  const all = (): readonly StayNote[] => {
    const value = queue.setting(key);
    return (Array.isArray(value) ? value.filter(isObject) : []).flatMap((entry): readonly StayNote[] => {
      const [roomId, callId, deviceId] = ['roomId', 'callId', 'deviceId'].map((name) => textAt(entry, name));
      return roomId !== undefined && callId !== undefined && deviceId !== undefined ? [{ roomId, callId, deviceId }] : [];
    });
  };
  const without = ({ roomId, callId }: Pick<StayNote, 'roomId' | 'callId'>): readonly StayNote[] =>
    all().filter((each) => each.roomId !== roomId || each.callId !== callId);
  return {
    all,
    add: (note) => queue.putSetting(key, [...without(note), note]),
    remove: (note) => {
      const rest = without(note);
      queue.putSetting(key, rest.length === 0 ? undefined : rest);
    },
  };
}
