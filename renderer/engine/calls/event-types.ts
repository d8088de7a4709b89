/** Our events about calls (interop page, "Ringing") and those of MatrixRTC clients, which are only read. */
export const callTypes = {
  ring: 'de.einklang.call.ring',
  decline: 'de.einklang.call.decline',
  join: 'de.einklang.call.join',
  leave: 'de.einklang.call.leave',
} as const;

export const rtcTypes = {
  /** State events, one for each device. */
  memberState: ['org.matrix.msc3401.call.member', 'm.call.member'],
  /** Sticky events of the timeline. */
  member: ['org.matrix.msc4143.rtc.member', 'm.rtc.member'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** By these somebody begins a call in another client: MatrixRTC's, what came before it, and the calls of the specification. */
export const othersCallTypes: ReadonlySet<string> = new Set([
  'org.matrix.msc4075.rtc.notification', 'm.rtc.notification', 'org.matrix.msc4075.call.notify', 'm.call.notify', 'm.call.invite',
]);

/** State of such calls. Who is in one is told above the timeline, as long as it holds. */
export const othersStateTypes: ReadonlySet<string> = new Set([
  ...rtcTypes.memberState, 'org.matrix.msc3401.call', 'm.call', 'org.matrix.msc4143.rtc.slot', 'm.rtc.slot',
]);

/** These only serve the course of such a call. */
export const othersProtocolTypes: ReadonlySet<string> = new Set([
  'm.call.candidates', 'm.call.answer', 'm.call.select_answer', 'm.call.negotiate', 'm.call.hangup', 'm.call.reject',
  'm.call.asserted_identity', 'm.call.sdp_stream_metadata_changed',
  ...rtcTypes.member, 'org.matrix.msc4310.rtc.decline', 'm.rtc.decline',
  'io.element.call.encryption_keys', 'io.element.call.reaction',
]);

/** Stands in the store's call index for all MatrixRTC events of a room; no call of ours can have this ID. */
export const rtcCallId = '#rtc';

const own: ReadonlySet<string> = new Set(Object.values(callTypes));
const callId = /^[\w.~-]{8,64}$/;

export const isCallType = (type: string): boolean => own.has(type);

const members: ReadonlySet<string> = new Set(rtcTypes.member);

/** Whether an event tells of somebody in a MatrixRTC call. */
export const isRtcMember = (type: string): boolean => members.has(type);

/** The call that an event of this type and (readable) content belongs to. */
export function callIdOf(type: string, content: { readonly [key: string]: unknown }): string | undefined {
  if (isRtcMember(type)) return rtcCallId;
  const id = own.has(type) ? content['call_id'] : undefined;
  return typeof id === 'string' && callId.test(id) ? id : undefined;
}
