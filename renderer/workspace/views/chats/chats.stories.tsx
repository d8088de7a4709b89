import { signal } from '@preact/signals';
import type { ChatsDialog } from '../../viewmodels/chats/chats.ts';
import { createNewRoomModel } from '../../viewmodels/people/new-room.ts';
import { createStartChatModel } from '../../viewmodels/people/start-chat.ts';
import { stillClock, stillEngine } from '../still-engine.ts';
import type { Stories, Story } from '../stories.ts';
import { nothing } from '../story-data.ts';
import { ChatsDialogs } from './chats.tsx';
import { chatStory, type ChatScene } from './chats-story.tsx';
import { extremes, oddities, sending } from './story-items.ts';
import { emre, holger, katharina, members, rooms } from './story-rooms.ts';

const scene = (name: string, data: ChatScene, rest: Partial<Story> = {}): Story => ({ name, draw: () => chatStory(data), ...rest });

const click = (selector: string) => (root: HTMLElement): void => root.querySelector<HTMLElement>(selector)?.click();
const direct = { kind: 'direct', name: { kind: 'people', names: [holger.name], others: 0 }, peer: holger, presence: 'unknown', topic: undefined } as const;
const invited = { membership: 'invite', inviter: katharina, memberCount: 0 } as const;
const found = {
  people: [
    { ...emre, presence: 'online', roomId: undefined },
    { ...holger, presence: 'busy', roomId: '!h' },
  ],
  limited: true,
  offline: false,
};

const above = (dialog: ChatsDialog) => <ChatsDialogs model={{ dialog: signal(dialog), newRoom: nothing, closeDialog: nothing }} />;

const newChat = (answers: Readonly<Record<string, unknown>>, query: string) => {
  const model = createStartChatModel({ engine: stillEngine({}, answers), clock: stillClock, newTxnId: () => 'story', opened: nothing });
  if (query) model.search.ask(query);
  return above({ kind: 'new-chat', model });
};
const newRoom = () => {
  const model = createNewRoomModel({ engine: stillEngine({}), clock: stillClock, newTxnId: () => 'story', opened: nothing });
  model.name.value = 'Referat 23 – Haushalt';
  model.add(emre);
  model.add(katharina);
  return above({ kind: 'new-room', model });
};

export const chatsStories: Stories = {
  area: 'chats',
  stories: [
    scene('open', {}),
    scene('details', { showDetails: true }),
    scene('details-open-room', { showDetails: true, details: { encrypted: false, canInvite: false }, members: members.slice(0, 2) }, { window: 'medium' }),
    scene('details-conference', { showDetails: true, details: { conference: 'meet.land.example' } }),
    scene('offline', { offline: true, details: direct, items: sending, draft: 'Ich prüfe das und melde mich.' }),
    scene('oddities', { items: oddities, encryption: { state: 'locked' } }),
    scene('oddities-above', { items: oddities.slice(0, 8), timeline: { atStart: true } }),
    scene('changes-unfolded', { timeline: { atStart: true } }, { act: click('.change.fold') }),
    scene('extremes', { items: extremes }),
    scene('extremes-narrow', { items: extremes }, { window: 'narrow' }),
    scene('older-failed', { items: sending.slice(0, 2), timeline: { olderFailure: { code: 'offline' } } }),
    scene('older-loading', { items: sending.slice(0, 2), timeline: { loadingOlder: true } }),
    scene('not-encrypted', { details: { encrypted: false }, draft: 'Entwurf' }),
    scene('read-only', { details: { canSend: false } }),
    scene('left', { details: { membership: 'leave' } }),
    scene('banned', { details: { membership: 'ban' } }, { window: 'medium' }),
    scene('invitation', { details: invited }),
    scene('invitation-direct', { details: { ...direct, ...invited, inviter: holger, encrypted: false }, pane: 'main' }, { window: 'narrow' }),
    scene('list-narrow', { pane: 'list' }, { window: 'narrow' }),
    scene('open-narrow', { pane: 'main' }, { window: 'narrow' }),
    scene('medium', { showDetails: true }, { window: 'medium' }),
    scene('list-empty', { rooms: [] }),
    scene('list-loading', { rooms: [], list: { loaded: false } }),
    scene('list-filtered', { filter: 'hol' }),
    scene('list-nothing', { filter: 'Volmer' }),
    scene('list-long', { rooms: rooms.flatMap((room) => Array.from({ length: 20 }, (_, n) => ({ ...room, key: `${room.key}${n.toString()}`, roomId: `${room.roomId}${n.toString()}` }))) }),
    scene('new-menu', {}, { act: click('.me > .ibtn') }),
    scene('leave', { showDetails: true }, { act: click('.details .sec:last-child > .btn') }),
    scene('invite', { showDetails: true, answers: { 'people.search': found } }, { act: click('.details .row .ibtn') }),
    { name: 'new-chat', draw: () => newChat({}, '') },
    { name: 'new-chat-found', draw: () => newChat({ 'people.search': found }, 'e') },
    { name: 'new-chat-nobody', draw: () => newChat({ 'people.search': { people: [], limited: false, offline: true } }, 'Volmer') },
    { name: 'new-room', draw: newRoom },
    { name: 'new-room-narrow', draw: newRoom, window: 'narrow' },
  ],
};
