import type { CallReport } from '../contract.ts';
import type { ConferenceState } from './model.ts';

/** Others are in a group whom one moderates: who leaves by chance leaves them to somebody else. */
export const moderates = ({ brief, self, participants }: ConferenceState): boolean =>
  brief.kind !== 'direct' && self.role === 'moderator' && participants.length > 0;

/** What main is told of a conference; the contract's schema says how long texts may be. */
export function toReport(state: ConferenceState): CallReport {
  const { phase, self, participants, isDirect, failure, troubles } = state;
  const told = failure ?? troubles[0];
  const isIn = phase === 'joined' || phase === 'reconnecting';
  return {
    phase,
    others: Math.min(participants.length, 5_000),
    muted: self.muted,
    camera: self.camera,
    ...(self.share ? { sharing: self.share.name.slice(0, 300) } : {}),
    handRaised: self.handRaised,
    moderates: moderates(state),
    direct: isDirect,
    ...(isIn && self.id !== undefined ? { endpointId: self.id } : {}),
    ...(told ? { failure: { code: told.code, ...(told.detail === undefined ? {} : { detail: told.detail.slice(0, 2_000) }) } } : {}),
  };
}
