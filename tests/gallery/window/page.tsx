import { computed } from '@preact/signals';
import { render } from 'preact';
import '../../../renderer/ui/styles.ts';
import { createAnnouncer, createTexts, createToasts, createWallClock, noPictures, UiRoot, type Ui } from '../../../renderer/ui/index.ts';
import { systemClock } from '../../../renderer/workspace/viewmodels/clock.ts';
import { noCalls } from '../../../renderer/workspace/viewmodels/calls/snapshot.ts';
import { createEnvironmentModel } from '../../../renderer/workspace/viewmodels/environment.ts';
import { createSessionModel } from '../../../renderer/workspace/viewmodels/session/session.ts';
import { Window } from '../../../renderer/workspace/window.tsx';
import { details, members, rooms } from '../../../renderer/workspace/views/chats/story-rooms.ts';
import { storyEnvironment } from '../../../renderer/workspace/views/story-data.ts';
import { createFakeDesktop } from '../../unit/workspace/support/desktop.ts';
import { createFakeEngine } from '../../unit/workspace/support/engine.ts';
import { openSession } from '../../unit/workspace/support/session.ts';
import type { Played } from './window.ts';

/* The whole window over a desktop and an engine that the test plays. */

const engine = createFakeEngine();
const desktop = createFakeDesktop();
const environment = createEnvironmentModel({ desktop });
const session = createSessionModel({ engine, desktop, engineLife: environment.engineLife, clock: systemClock });
const announcer = createAnnouncer();

const ui: Ui = {
  texts: createTexts(computed(() => environment.environment.value?.language ?? 'de'), createWallClock(document).timeZone),
  now: createWallClock(document).now,
  announcer,
  toasts: createToasts(() => undefined),
  pictures: noPictures,
  copy: (text) => void desktop.request('clipboard.write', { text }),
};

render(
  <UiRoot ui={ui}>
    <Window services={{ engine, desktop, clock: systemClock, environment, session }} />
  </UiRoot>,
  document.getElementById('root') ?? document.body,
);

const played: Played = {
  environment: (change) => desktop.tell('environment', { ...storyEnvironment, ...change }),
  engineLife: (life) => desktop.tell('engine', life),
  session: (state) => engine.say('session', { head: state, items: [] }),
  open: (change) => engine.say('session', { head: openSession(change), items: [] }),
  rooms: (count) =>
    engine.say('roomList', {
      head: { loaded: true, unread: 0, mentions: 0, invitations: 0 },
      items: rooms.filter(({ membership }) => membership === 'join').slice(0, count),
    }),
  room: () => {
    const roomId = String(engine.args('room.opened').at(-1)?.roomId);
    engine.say('room', { head: details({ roomId }), items: members });
    engine.say('timeline', {
      head: { roomId, atStart: true, loadingOlder: false, olderFailure: undefined, readUpTo: undefined },
      items: [],
    });
  },
  call: (snapshot) => desktop.tell('call', { ...noCalls, ...snapshot }),
  tell: desktop.tell,
  running: (items) => engine.say('calls', { head: null, items }),
  history: (items, missed) => engine.say('callHistory', { head: { loaded: true, missed }, items }),
  asked: (name) => engine.args(name),
  answer: async (name, result) => engine.asked(name).at(-1)?.answer(result as never),
  refuse: async (name, code) => engine.asked(name).at(-1)?.refuse(code),
  askedDesktop: (name) => desktop.asked(name).map(({ args }) => args),
  answerDesktop: async (name, result) => desktop.asked(name).at(-1)?.answer(result as never),
  refuseDesktop: async (name, code) => desktop.asked(name).at(-1)?.refuse(code),
};

Object.assign(window, { played });
