import type { RunningCall } from '../../../engine/contract.ts';
import type { CallSnapshot, CurrentCall } from '../../../../preload/contract/calls.ts';

/** What a conversation says about a call that is going on in its room. */
export type RoomCall =
  /** This window's own. */
  | { readonly kind: 'here'; readonly call: CurrentCall }
  /** It can be joined; `device`: the account is in it on another of its devices. */
  | { readonly kind: 'running'; readonly call: RunningCall; readonly people: number; readonly device: boolean }
  /** Of another program: one can only be told of it. */
  | { readonly kind: 'elsewhere'; readonly call: RunningCall; readonly people: number };

const isOnOtherDevice = (call: RunningCall): boolean => call.members.some(({ own }) => own === 'other-device');

/**
 * The call in a room, one's own first, then one that can be joined. A call that only rings is not yet one; a direct call
 * that has ended here is over, though the other's device may take a moment to say so.
 */
export function callInRoom(roomId: string, { current, ended }: Pick<CallSnapshot, 'current' | 'ended'>, calls: readonly RunningCall[]): RoomCall | undefined {
  if (current?.roomId === roomId) return { kind: 'here', call: current };
  const isEnding = (call: RunningCall): boolean =>
    call.kind === 'direct' && call.callId === ended?.callId && !ended.canRejoin && !isOnOtherDevice(call);
  const going = calls.filter((call) => call.roomId === roomId && !call.over && call.members.length > 0 && !isEnding(call));
  const call = going.find(({ elsewhere }) => !elsewhere) ?? going[0];
  if (!call) return undefined;
  const people = new Set(call.members.map(({ userId }) => userId)).size;
  if (call.elsewhere) return { kind: 'elsewhere', call, people };
  return { kind: 'running', call, people, device: isOnOtherDevice(call) };
}
