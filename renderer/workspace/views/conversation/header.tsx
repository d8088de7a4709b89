import type { VNode } from 'preact';
import type { RoomDetails } from '../../../engine/contract.ts';
import { ArrowLeft, Avatar, Icon, IconButton, Lock, LockOpen, PanelRight, useTexts, X } from '../../../ui/index.ts';
import type { ConversationModel } from '../../viewmodels/conversation/conversation.ts';
import type { CallsModel } from '../../viewmodels/calls/calls.ts';
import { CallButtons } from '../calls/call-buttons.tsx';
import { presenceWords } from '../words/presence-words.ts';
import { roomIdentity } from '../words/room-words.ts';

export interface ConversationHeaderProps {
  readonly model: ConversationModel;
  readonly details: RoomDetails;
  readonly room: string;
  readonly back: () => void;
  readonly calls: CallsModel;
  /** Closes it where it stands beside a call. */
  readonly close: (() => void) | undefined;
}

/** Whom one writes to, and whether others can read along. */
export function ConversationHeader({ model, details, room, back, calls, close }: ConversationHeaderProps): VNode {
  const { t } = useTexts();
  const shown = model.detailsShown.value;
  const Heading = close ? 'h2' : 'h1';
  return (
    <header class="head">
      {!close && <IconButton class="back" icon={ArrowLeft} label={t('chat:conversation.back')} onClick={back} />}
      <RoomAvatar details={details} room={room} />
      <div class="grow">
        <Heading class="clip" data-tooltip={room.length > 60 ? room : undefined}>
          <bdi>{room}</bdi>
        </Heading>
        <p class="sub">
          <Icon of={details.encrypted ? Lock : LockOpen} size="xs" />
          <span class="clip">
            <Facts details={details} />
          </span>
        </p>
      </div>
      {close ? (
        <IconButton icon={X} label={t('calls:workspace.stage.chat-close')} onClick={close} />
      ) : (
        <>
          <CallButtons calls={calls} details={details} />
          <IconButton
            icon={PanelRight}
            label={t('chat:conversation.details')}
            pressed={shown}
            onClick={model.toggleDetails}
          />
        </>
      )}
    </header>
  );
}

export function RoomAvatar({ details, room }: { readonly details: RoomDetails; readonly room: string }): VNode {
  const { kind, id, picture } = roomIdentity(details);
  return <Avatar kind={kind} id={id} name={room} picture={picture} presence={kind === 'person' ? details.presence : undefined} />;
}

function Facts({ details }: { readonly details: RoomDetails }): VNode {
  const { t } = useTexts();
  const facts = [
    t(details.encrypted ? 'chat:conversation.encrypted' : 'chat:conversation.not-encrypted'),
    details.kind === 'direct' ? t(presenceWords[details.presence]) : t('chat:conversation.members', { count: details.memberCount }),
    ...(details.topic ? [details.topic] : []),
  ];
  return <bdi>{facts.join(' · ')}</bdi>;
}
