import { signal } from '@preact/signals';
import type { VNode } from 'preact';
import type { EncryptionSetup, Member, RoomDetails, RoomListHead, RoomSummary, TimelineHead, TimelineItem } from '../../../engine/contract.ts';
import { createConversationModel, type ConversationModel } from '../../viewmodels/conversation/conversation.ts';
import { createRoomListModel, type RoomListModel } from '../../viewmodels/room-list/room-list.ts';
import { CallNotices } from '../calls/call-notices.tsx';
import { CallStrip } from '../calls/call-strip.tsx';
import { callsOf, type CallScene } from '../calls/story-calls.ts';
import { Conversation } from '../conversation/conversation.tsx';
import { Details } from '../conversation/details.tsx';
import { RoomListPane } from '../room-list/room-list-pane.tsx';
import { shellStory } from '../shell/shell-story.tsx';
import { stillClock, stillEngine } from '../still-engine.ts';
import { nothing, storyAccount } from '../story-data.ts';
import { NewMenu } from './chats.tsx';
import { head, readUpTo, workday } from './story-items.ts';
import { details as someDetails, members as someMembers, rooms as someRooms } from './story-rooms.ts';

export interface ChatScene {
  readonly rooms?: readonly RoomSummary[];
  readonly list?: Partial<RoomListHead>;
  readonly details?: Partial<RoomDetails>;
  readonly members?: readonly Member[];
  readonly items?: readonly TimelineItem[];
  readonly timeline?: Partial<TimelineHead>;
  readonly draft?: string;
  readonly offline?: boolean;
  readonly encryption?: EncryptionSetup;
  readonly showDetails?: boolean;
  readonly filter?: string;
  readonly pane?: 'list' | 'main';
  readonly calls?: CallScene;
  /** What the engine answers; a request that is not here waits for ever. */
  readonly answers?: Readonly<Record<string, unknown>>;
}

export const roomListOf = (scene: ChatScene): RoomListModel => {
  const model = createRoomListModel({
    engine: stillEngine({
      roomList: { head: { loaded: true, unread: 3, mentions: 1, invitations: 1, ...scene.list }, items: scene.rooms ?? someRooms },
    }),
  });
  model.open('!haushalt');
  if (scene.filter !== undefined) model.setFilter(scene.filter);
  return model;
};

export const conversationOf = (scene: ChatScene): ConversationModel => {
  const connection = scene.offline
    ? ({ state: 'offline', since: 0, failure: { code: 'offline' }, retryAt: undefined } as const)
    : ({ state: 'online' } as const);
  const encryption = scene.encryption ?? { state: 'ready' };
  const model = createConversationModel({
    engine: stillEngine(
      {
        room: { head: someDetails(scene.details), items: scene.members ?? someMembers },
        timeline: { head: head({ readUpTo, ...scene.timeline }), items: scene.items ?? workday },
        session: {
          head: { phase: 'signed-in', account: storyAccount, connection, encryption, lastOpenRoom: undefined, queued: 0 },
          items: [],
        },
      },
      { 'draft.read': { text: scene.draft ?? '' }, ...scene.answers },
    ),
    desktop: { request: () => new Promise(() => undefined) },
    roomId: '!haushalt',
    clock: stillClock,
    attention: { focused: signal(true) },
    newTxnId: () => 'story-txn',
    left: nothing,
  });
  if (scene.showDetails) model.toggleDetails();
  return model;
};

/** The area as a person sees it: list, conversation, details. */
export function chatStory(scene: ChatScene = {}): VNode {
  const list = roomListOf(scene);
  const conversation = conversationOf(scene);
  const calls = callsOf({ online: !scene.offline, ...scene.calls });
  return shellStory({
    news: 3,
    missedCalls: 1,
    notices: <CallNotices calls={calls} write={nothing} />,
    strip: <CallStrip calls={calls} />,
    pane: scene.pane ?? 'main',
    list: <RoomListPane model={list} />,
    headerEnd: <NewMenu model={{ newChat: nothing, newRoom: nothing }} />,
    ...(scene.offline && { banner: { kind: 'offline', since: Date.UTC(2026, 9, 14, 7, 41), queued: 1 } }),
    main: (
      <>
        <Conversation model={conversation} arrival={list.arrival} back={nothing} enterKey={nothing} calls={calls} />
        <Details model={conversation} calls={calls} />
      </>
    ),
  });
}
