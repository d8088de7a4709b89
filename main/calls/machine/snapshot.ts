import type { CallPhase, CallSnapshot, CurrentCall, EndedCall } from '../../../preload/contract/calls.ts';
import type { CallState, Current, Ended } from './state.ts';

/** Rings out: the other person of a call that began here has not answered. */
const isCalling = (call: Current): boolean =>
  call.outgoing && call.subject.kind === 'direct' && !call.peerHere && call.connectedTs === undefined;

/** How far a call has come, in the words of the contract. */
export function phaseOf(call: Current): CallPhase {
  if (call.leaving) return 'leaving';
  if (!call.place) return 'preparing';
  if (call.held) return 'reconnecting';
  const page = call.page?.phase ?? 'loading';
  switch (page) {
    case 'loading':
      return isCalling(call) ? 'calling' : 'preparing';
    case 'prejoin':
      return 'prejoin';
    case 'connecting':
      return isCalling(call) ? 'calling' : 'connecting';
    case 'reconnecting':
      return call.hasJoined ? 'reconnecting' : 'connecting';
    case 'left':
      return 'leaving';
    case 'joined':
      if (call.subject.kind !== 'direct' || call.connectedTs !== undefined) return 'joined';
      return isCalling(call) ? 'calling' : 'connecting';
  }
}

const currentOf = (call: Current): CurrentCall => ({
  ...call.subject,
  phase: phaseOf(call),
  outgoing: call.outgoing,
  placement: call.placement,
  connectedTs: call.connectedTs,
  muted: call.page?.muted ?? false,
  camera: call.page?.camera ?? call.plan.camera,
  sharing: call.page?.sharing,
  handRaised: call.page?.handRaised ?? false,
  participants: 1 + (call.page?.others ?? 0),
  moderates: call.page?.moderates ?? false,
  direct: call.page?.direct ?? false,
});

const endedOf = ({ subject, reason, failure, canRejoin }: Ended): EndedCall => ({ ...subject, reason, failure, canRejoin });

/** What windows are told. During a call nothing rings: who calls then, waits. */
export function snapshotOf({ offers, current, ended }: CallState): CallSnapshot {
  const [first, second] = offers;
  return {
    ringing: current ? undefined : first,
    waiting: current ? first : second,
    current: current && currentOf(current),
    ended: ended && endedOf(ended),
  };
}
