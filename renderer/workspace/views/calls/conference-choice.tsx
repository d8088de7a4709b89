import type { VNode } from 'preact';
import type { RoomDetails } from '../../../engine/contract.ts';
import { Button, useTexts } from '../../../ui/index.ts';
import type { CallsModel } from '../../viewmodels/calls/calls.ts';

export interface ConferenceChoiceProps {
  readonly calls: CallsModel;
  readonly details: RoomDetails;
}

/** In a room's details: whether it has a conference that stays open, for people on other clients too. */
export function ConferenceChoice({ calls, details: { roomId, kind, conference, canSetConference } }: ConferenceChoiceProps): VNode | null {
  const { t } = useTexts();
  const there = conference !== undefined;
  if (kind === 'direct' && !there) return null;
  if (!there && !canSetConference) return null;
  return (
    <div class="sec">
      <h3>{t('calls:workspace.conference.title')}</h3>
      <p class="small muted">
        {there ? t('calls:workspace.conference.there', { host: conference }) : t('calls:workspace.conference.none')}
      </p>
      {canSetConference && (
        <Button size="small" busy={calls.keepConference.busy.value} onClick={() => calls.keepConference.run(roomId, !there)}>
          {t(there ? 'calls:workspace.conference.remove' : 'calls:workspace.conference.keep')}
        </Button>
      )}
    </div>
  );
}
