/** Our events about calls (interop page, "Ringing") and those of MatrixRTC clients, which are only read. */
export const callTypes = {
  ring: 'de.einklang.call.ring',
  decline: 'de.einklang.call.decline',
  join: 'de.einklang.call.join',
  leave: 'de.einklang.call.leave',
} as const;

export const rtcTypes = {
  notification: 'org.matrix.msc4075.rtc.notification',
  /** State event, one for each device. */
  memberState: 'org.matrix.msc3401.call.member',
  /** Sticky event of the timeline. */
  member: 'org.matrix.msc4143.rtc.member',
} as const;

/** Stands in the store's call index for all MatrixRTC events of a room; no call of ours can have this ID. */
export const rtcCallId = '#rtc';

const own: ReadonlySet<string> = new Set(Object.values(callTypes));
const callId = /^[\w.~-]{8,64}$/;

export const isCallType = (type: string): boolean => own.has(type);

/** The call that an event of this type and (readable) content belongs to. */
export function callIdOf(type: string, content: { readonly [key: string]: unknown }): string | undefined {
  if (type === rtcTypes.member) return rtcCallId;
  const id = own.has(type) ? content['call_id'] : undefined;
  return typeof id === 'string' && callId.test(id) ? id : undefined;
}
