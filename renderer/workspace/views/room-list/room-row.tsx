import type { VNode } from 'preact';
import type { RoomSummary } from '../../../engine/contract.ts';
import {
  Avatar, Button, CircleAlert, classes, Clock, failureWords, Icon, KeyRound, MailOpen, Paperclip, useNow, useTexts,
} from '../../../ui/index.ts';
import { previewIcon } from '../words/call-words.ts';
import { presenceWords } from '../words/presence-words.ts';
import { previewText, roomIdentity, roomName } from '../words/room-words.ts';
import { useRoomListActions } from './actions.tsx';

export interface RoomRowProps {
  readonly room: RoomSummary;
  readonly current: boolean;
}

/** A conversation in two lines: who and when; what was said last and what waits. */
export function RoomRow({ room, current }: RoomRowProps): VNode {
  const texts = useTexts();
  const { t, format } = texts;
  const now = useNow();
  const { open, selected } = useRoomListActions();
  const name = roomName(room.name, texts);
  const { kind, id, picture } = roomIdentity(room);
  const isOpen = selected.value === room.roomId;
  const unread = room.unread > 0 || room.mentions > 0;
  const invited = room.membership === 'invite';
  return (
    <>
      <button
        type="button"
        data-stop={name}
        class={classes('item', (unread || invited) && 'unread')}
        aria-current={isOpen ? 'page' : undefined}
        tabIndex={current ? 0 : -1}
        data-region-start={current ? '' : undefined}
        onClick={() => open(room.roomId)}
      >
        <Avatar kind={kind} id={id} name={name} picture={picture} presence={kind === 'person' ? room.presence : undefined} />
        <span class="grow">
          <span class="who">
            <bdi class="clip">{name}</bdi>
            {kind === 'person' && room.presence !== 'unknown' && <span class="vh">, {t(presenceWords[room.presence])}</span>}
          </span>
          <span class="what">
            <SecondLine room={room} />
          </span>
        </span>
        <span class="side">
          {room.lastTs > 0 && <time dateTime={format.machine(room.lastTs)}>{format.brief(room.lastTs, now)}</time>}
          <Counts room={room} />
        </span>
      </button>
      {invited && <InvitationAnswer room={room} name={name} />}
    </>
  );
}

function SecondLine({ room }: { readonly room: RoomSummary }): VNode | null {
  const texts = useTexts();
  const { t } = texts;
  const { preview } = room;
  if (room.membership === 'invite') {
    return (
      <>
        <Icon of={MailOpen} size="xs" />
        <bdi class="clip">{room.inviter ? t('chat:invitation.from', { name: room.inviter.name }) : t('chat:invitation.plain')}</bdi>
      </>
    );
  }
  if (room.failed > 0) {
    return (
      <>
        <Icon of={CircleAlert} size="xs" />
        <span class="clip failed">{t('chat:list.failed')}</span>
      </>
    );
  }
  if (room.draft !== undefined && room.draft.trim() !== '') {
    return (
      <>
        <span class="draft">{t('chat:list.draft')}&nbsp;</span>
        <bdi class="clip">{room.draft}</bdi>
      </>
    );
  }
  if (!preview) return null;
  return (
    <>
      {room.queued > 0 && <Icon of={Clock} size="xs" />}
      {preview.kind === 'attachment' && <Icon of={Paperclip} size="xs" />}
      {preview.kind === 'call' && <Icon of={previewIcon(preview.outcome)} size="xs" />}
      {preview.kind === 'undecryptable' && <Icon of={KeyRound} size="xs" />}
      <bdi class="clip">{previewText(preview, room.kind === 'direct', texts)}</bdi>
    </>
  );
}

/** Unread messages as a number; a mention as @, which says more. */
function Counts({ room }: { readonly room: RoomSummary }): VNode | null {
  const { t, format } = useTexts();
  if (room.mentions > 0) {
    return (
      <span class="count mention">
        <span aria-hidden="true">@</span>
        <span class="vh">
          , {t('chat:list.mentioned', { count: room.mentions })}
          {room.unread > 0 && `, ${t('chat:list.unread', { count: room.unread })}`}
        </span>
      </span>
    );
  }
  if (room.unread === 0) return null;
  return (
    <span class="count">
      <span aria-hidden="true">{room.unread > 999 ? '999+' : format.number(room.unread)}</span>
      <span class="vh">, {t('chat:list.unread', { count: room.unread })}</span>
    </span>
  );
}

function InvitationAnswer({ room, name }: { readonly room: RoomSummary; readonly name: string }): VNode {
  const texts = useTexts();
  const { accept, decline, invitations } = useRoomListActions();
  const state = invitations.value.get(room.roomId);
  const busy = state?.state === 'busy';
  const { t } = texts;
  return (
    <div class="invitation-answer">
      <Button size="small" variant="primary" busy={busy} onClick={() => accept(room.roomId)}>
        {t('chat:invitation.accept')}
        <span class="vh">: {name}</span>
      </Button>
      <Button size="small" onClick={() => decline(room.roomId)}>
        {t('chat:invitation.decline')}
        <span class="vh">: {name}</span>
      </Button>
      {state?.state === 'failed' && (
        <p class="invitation-failed" role="alert">
          {failureWords(state.failure, texts).title}
        </p>
      )}
    </div>
  );
}
