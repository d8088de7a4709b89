import type { CallOutcome, CallRecord, Preview } from '../../../engine/contract.ts';
import type { CallEndReason, CallPhase, CallSubject } from '../../../../preload/contract/calls.ts';
import type { CallObstacle } from '../../viewmodels/calls/calls.ts';
import {
  Phone, PhoneIncoming, PhoneMissed, PhoneOff, PhoneOutgoing, Users, Video, type LucideIcon, type TextKey, type Texts,
} from '../../../ui/index.ts';

const directWords: Readonly<Record<CallOutcome, TextKey>> = {
  ringing: 'calls:card.ringing',
  running: 'calls:card.running',
  answered: 'calls:card.answered',
  missed: 'calls:card.missed',
  declined: 'calls:card.declined',
  busy: 'calls:card.busy',
  'no-answer': 'calls:card.no-answer',
  cancelled: 'calls:card.cancelled',
};

const roomWords: Readonly<Record<CallOutcome, TextKey>> = {
  ...directWords,
  ringing: 'calls:card.room-ringing',
  running: 'calls:card.room-running',
  answered: 'calls:card.room-answered',
  missed: 'calls:card.room-missed',
  // Whoever met there from other clients sent no word of it.
  'no-answer': 'calls:card.room-answered',
  cancelled: 'calls:card.room-answered',
};

const titleOf = (outcome: CallOutcome, room: boolean, durationMs: number | undefined, { t, format }: Texts): string => {
  const title = t((room ? roomWords : directWords)[outcome]);
  return outcome === 'answered' && durationMs !== undefined ? `${title} · ${format.duration(durationMs)}` : title;
};

/** What became of a call: "Anruf beendet · 4 min". */
export const callTitle = (call: CallRecord, texts: Texts): string =>
  titleOf(call.outcome, call.kind === 'room', call.durationMs, texts);

/** The same for the second line of a room's row. */
export const callPreview = (preview: Preview & { readonly kind: 'call' }, direct: boolean, texts: Texts): string =>
  titleOf(preview.outcome, !direct, preview.durationMs, texts);

/** From when to when, and with how many: "4 Teilnehmende · 16:46–16:58". */
export function callFacts(call: CallRecord, { t, format }: Texts): string {
  const { startedTs, durationMs, participants } = call;
  const who =
    call.kind === 'room' && participants.length > 0
      ? t('calls:workspace.participants', { count: participants.length })
      : t(call.direction === 'incoming' ? 'calls:workspace.incoming' : 'calls:workspace.outgoing');
  const from = format.time(startedTs);
  const to = durationMs === undefined ? from : format.time(startedTs + durationMs);
  return `${who} · ${to === from ? from : `${from}–${to}`}`;
}

/** Red is kept for what was missed; the arrow says which way a call went. */
export function callIcon({ direction, outcome, kind }: Pick<CallRecord, 'direction' | 'outcome' | 'kind'>): LucideIcon {
  if (outcome === 'missed') return PhoneMissed;
  if (kind === 'room') return Users;
  if (outcome === 'running' || outcome === 'ringing') return Phone;
  return direction === 'incoming' ? PhoneIncoming : PhoneOutgoing;
}

export const previewIcon = (outcome: CallOutcome): LucideIcon =>
  outcome === 'missed' ? PhoneMissed : outcome === 'answered' || outcome === 'running' || outcome === 'ringing' ? Phone : PhoneOff;

export const mediaIcon = (media: CallSubject['media']): LucideIcon => (media === 'video' ? Video : Phone);

export const phaseWords: Readonly<Record<CallPhase, TextKey>> = {
  preparing: 'calls:workspace.phase.preparing',
  prejoin: 'calls:workspace.phase.prejoin',
  calling: 'calls:workspace.phase.calling',
  connecting: 'calls:workspace.phase.connecting',
  joined: 'calls:workspace.phase.joined',
  reconnecting: 'calls:workspace.phase.reconnecting',
  leaving: 'calls:workspace.phase.leaving',
};

export const obstacleWords: Readonly<Record<CallObstacle, TextKey>> = {
  offline: 'calls:workspace.obstacle.offline',
  'in-call': 'calls:workspace.obstacle.in-call',
};

/** Title and text of a call's end; `{{name}}` is whom or what it was with. */
export const endWords: Readonly<Record<CallEndReason, readonly [title: TextKey, text: TextKey | undefined]>> = {
  'hung-up': ['calls:workspace.ended.hung-up', undefined],
  'other-hung-up': ['calls:workspace.ended.other-hung-up', undefined],
  declined: ['calls:workspace.ended.declined', 'calls:workspace.ended.declined-text'],
  busy: ['calls:workspace.ended.busy', 'calls:workspace.ended.busy-text'],
  'no-answer': ['calls:workspace.ended.no-answer', 'calls:workspace.ended.no-answer-text'],
  'answered-elsewhere': ['calls:workspace.ended.answered-elsewhere', undefined],
  removed: ['calls:workspace.ended.removed', 'calls:workspace.ended.removed-text'],
  crashed: ['calls:workspace.ended.crashed', 'calls:workspace.ended.crashed-text'],
  failed: ['calls:workspace.ended.failed', 'calls:workspace.ended.crashed-text'],
};
