import type { Happening, Participant } from './model.ts';

const shares = ({ videos }: Participant): boolean => videos.some(({ kind }) => kind === 'desktop');

/** What somebody who looks on would say of the difference. */
export function whatHappened(before: readonly Participant[], after: readonly Participant[]): readonly Happening[] {
  const say = (kind: 'came' | 'went' | 'hand-raised' | 'sharing' | 'sharing-ended', { id, name }: Participant): Happening => ({
    kind,
    participantId: id,
    name,
  });
  const old = new Map(before.map((participant) => [participant.id, participant]));
  const happened: Happening[] = [];
  for (const participant of after) {
    const was = old.get(participant.id);
    old.delete(participant.id);
    if (!was) happened.push(say('came', participant));
    if (participant.handRaisedTs !== undefined && was?.handRaisedTs === undefined) happened.push(say('hand-raised', participant));
    if (shares(participant) && !(was && shares(was))) happened.push(say('sharing', participant));
    if (was && shares(was) && !shares(participant)) happened.push(say('sharing-ended', participant));
  }
  return [...happened, ...[...old.values()].map((participant) => say('went', participant))];
}
