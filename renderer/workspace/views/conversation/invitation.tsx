import type { VNode } from 'preact';
import type { RoomDetails } from '../../../engine/contract.ts';
import { ArrowLeft, Avatar, Button, FailureNote, Icon, IconButton, Lock, LockOpen, useTexts, type Translate } from '../../../ui/index.ts';
import type { ConversationModel } from '../../viewmodels/conversation/conversation.ts';
import { roomIdentity } from '../words/room-words.ts';

export interface InvitationProps {
  readonly model: ConversationModel;
  readonly details: RoomDetails;
  readonly room: string;
  readonly back: () => void;
}

/** An invitation before it is answered: who invites to what, and what accepting means. */
export function Invitation({ model, details, room, back }: InvitationProps): VNode {
  const { t } = useTexts();
  const { inviter } = details;
  const identity = roomIdentity(details);
  const failure = model.accept.failure.value ?? model.leave.failure.value;
  const busy = model.accept.busy.value || model.leave.busy.value;
  return (
    <div class="invitation" data-region="main">
      <IconButton class="back" icon={ArrowLeft} label={t('chat:conversation.back')} onClick={back} />
      <div class="invitation-card">
        <Avatar kind={identity.kind} id={identity.id} name={room} picture={identity.picture} size="xl" />
        <h1>
          <bdi>{room}</bdi>
        </h1>
        <p>{titleOf(details, t)}</p>
        {inviter && (
          <p class="muted small">
            <bdi>{inviter.userId}</bdi>
          </p>
        )}
        {details.topic && (
          <p class="muted" dir="auto">
            {details.topic}
          </p>
        )}
        <p class="muted small invitation-text">
          <Icon of={details.encrypted ? Lock : LockOpen} size="s" />
          <span>{textOf(details, t)}</span>
        </p>
        {failure && <FailureNote failure={failure} />}
        <div class="acts">
          <Button variant="primary" size="large" busy={model.accept.busy.value} onClick={() => !busy && model.accept.run()}>
            {t('chat:invitation.accept')}
          </Button>
          <Button size="large" busy={model.leave.busy.value} onClick={() => !busy && model.leave.run()}>
            {t('chat:invitation.decline')}
          </Button>
        </div>
      </div>
    </div>
  );
}

function titleOf({ inviter, kind }: RoomDetails, t: Translate): string {
  if (!inviter) return t('chat:invitation.title-plain');
  return t(kind === 'direct' ? 'chat:invitation.title-direct' : 'chat:invitation.title-room', { name: inviter.name });
}

function textOf({ encrypted, kind }: RoomDetails, t: Translate): string {
  if (kind === 'direct') return t('chat:invitation.text-direct');
  return t(encrypted ? 'chat:invitation.text-encrypted' : 'chat:invitation.text-open');
}
