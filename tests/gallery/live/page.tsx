import { signal } from '@preact/signals';
import { render } from 'preact';
import '../../../renderer/ui/styles.ts';
import { createAnnouncer, createTexts, createToasts, noPictures, UiRoot, type Ui, type UiLanguage } from '../../../renderer/ui/index.ts';
import { createCallsModel } from '../../../renderer/workspace/viewmodels/calls/calls.ts';
import { createChatsModel } from '../../../renderer/workspace/viewmodels/chats/chats.ts';
import { systemClock } from '../../../renderer/workspace/viewmodels/clock.ts';
import { ChatsDialogs } from '../../../renderer/workspace/views/chats/chats.tsx';
import { Conversation } from '../../../renderer/workspace/views/conversation/conversation.tsx';
import { Details } from '../../../renderer/workspace/views/conversation/details.tsx';
import { RoomListPane } from '../../../renderer/workspace/views/room-list/room-list-pane.tsx';
import { sanitise } from '../../../renderer/workspace/views/timeline/sanitise.ts';
import '../../../renderer/workspace/views/shell/shell.css';
import { createFakeDesktop } from '../../unit/workspace/support/desktop.ts';
import { createFakeEngine } from '../../unit/workspace/support/engine.ts';
import { details, members, rooms } from '../../../renderer/workspace/views/chats/story-rooms.ts';
import type { Live } from './live.ts';

/* The chats area over an engine that the test plays: how lists scroll, where the focus goes, how long drawing takes. */

const engine = createFakeEngine();
const opened: string[] = [];
const chats = createChatsModel({
  engine,
  clock: systemClock,
  attention: { focused: signal(true), dispose: () => undefined },
  desktop: {
    request: (name, args) => {
      if (name === 'link.open') opened.push((args as { readonly url: string }).url);
      return Promise.resolve({ ok: true, result: null as never });
    },
  },
});

const calls = createCallsModel({
  engine,
  desktop: createFakeDesktop(),
  clock: systemClock,
  online: signal(true),
  newTxnId: () => 'live-txn',
});

const ui: Ui = {
  texts: createTexts(signal<UiLanguage>('de'), signal('Europe/Berlin')),
  now: signal(Date.UTC(2026, 9, 14, 7, 42)),
  announcer: createAnnouncer(),
  toasts: createToasts(() => undefined),
  pictures: noPictures,
  copy: () => undefined,
};

const nothing = (): void => undefined;

function Area() {
  const conversation = chats.conversation.value;
  return (
    <div class="app" data-pane="main">
      <div class="rail" />
      <section class="list" aria-label="Chats" data-region="list">
        <RoomListPane model={chats.roomList} />
      </section>
      {conversation && (
        <>
          <Conversation key={conversation.roomId} model={conversation} arrival={chats.roomList.arrival} back={nothing} enterKey={nothing} calls={calls} />
          <Details model={conversation} calls={calls} />
        </>
      )}
      <ChatsDialogs model={chats} />
    </div>
  );
}

const root = document.getElementById('root') ?? document.body;
render(
  <UiRoot ui={ui}>
    <Area />
  </UiRoot>,
  root,
);

const live: Live = {
  sayRooms: (items) => engine.say('roomList', { head: { loaded: true, unread: 0, mentions: 0, invitations: 0 }, items }),
  sayTimeline: (head, items) => engine.say('timeline', { head, items }),
  open: async (roomId) => {
    chats.roomList.open(roomId);
    engine.say('room', { head: details({ roomId }), items: members });
    await engine.asked('draft.read').at(-1)?.answer({ text: '' });
  },
  step: (direction) => void chats.roomList.step(direction, false),
  args: (name) => engine.args(name),
  answer: async (name, result) => engine.asked(name).at(-1)?.answer(result as never),
  opened: () => opened,
  sanitise,
  rooms,
};

Object.assign(window, { live });
