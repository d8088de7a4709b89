import type { CallReport } from '../contract.ts';
import type { ConferenceState } from './model.ts';

/** What main is told of a conference; the contract's schema says how long texts may be. */
export function toReport({ phase, self, participants, isDirect, failure, troubles }: ConferenceState): CallReport {
  const told = failure ?? troubles[0];
  const isIn = phase === 'joined' || phase === 'reconnecting';
  return {
    phase,
    others: Math.min(participants.length, 5_000),
    muted: self.muted,
    camera: self.camera,
    ...(self.share ? { sharing: self.share.name.slice(0, 300) } : {}),
    handRaised: self.handRaised,
    direct: isDirect,
    ...(isIn && self.id !== undefined ? { endpointId: self.id } : {}),
    ...(told ? { failure: { code: told.code, ...(told.detail === undefined ? {} : { detail: told.detail.slice(0, 2_000) }) } } : {}),
  };
}
