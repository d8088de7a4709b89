import { assertNever } from '../../../base/assert-never.ts';
import type { Preview, RoomName, RoomSummary } from '../../../engine/contract.ts';
import type { Texts } from '../../../ui/index.ts';
import { callPreview } from './call-words.ts';

/** A room's name in words. */
export function roomName(name: RoomName, { t, format }: Texts): string {
  switch (name.kind) {
    case 'named':
      return name.text;
    case 'people':
      return format.list(name.others > 0 ? [...name.names, t('chat:name.others', { count: name.others })] : name.names);
    case 'empty':
      return t('chat:name.empty');
    default:
      return assertNever(name, 'room name');
  }
}

/** Who or what a room's picture and tint stand for: the other person of a direct chat, else the room. */
export const roomIdentity = ({ kind, peer, roomId, avatar }: Pick<RoomSummary, 'kind' | 'peer' | 'roomId' | 'avatar'>) =>
  kind === 'direct' && peer
    ? ({ kind: 'person', id: peer.userId, picture: peer.avatar ?? avatar } as const)
    : ({ kind: 'room', id: roomId, picture: avatar } as const);

/** The second line of a room's row. In a direct chat the other person need not be named. */
export function previewText(preview: Preview, direct: boolean, texts: Texts): string {
  const { t } = texts;
  const name = preview.own ? t('chat:you') : preview.sender;
  const by = (text: string): string => (direct && !preview.own ? text : t('chat:preview.by', { name, text }));
  switch (preview.kind) {
    case 'text':
      return by(preview.text);
    case 'attachment':
      return by(preview.name);
    case 'undecryptable':
      return t('chat:preview.undecryptable');
    case 'redacted':
      return by(t('chat:preview.redacted'));
    case 'call':
      return callPreview(preview, direct, texts);
    case 'joined':
      return preview.own ? t('chat:preview.joined-own') : t('chat:preview.joined', { name });
    case 'left':
      return preview.own ? t('chat:preview.left-own') : t('chat:preview.left', { name });
    case 'invited':
      return preview.own ? t('chat:preview.invited-own') : t('chat:preview.invited', { name });
    case 'created':
      return preview.own ? t('chat:preview.created-own') : t('chat:preview.created', { name });
    default:
      return assertNever(preview, 'preview');
  }
}
