import { signal } from '@preact/signals';
import { render } from 'preact';
import { createEmitter } from '../../../renderer/base/listen.ts';
import type { Conference, ConferenceState, Happening } from '../../../renderer/call/conference/model.ts';
import { Stage } from '../../../renderer/call/stage/stage.tsx';
import { directBrief, storyConference, storyParticipant, type StoryState } from '../../../renderer/call/stage/stories/story-conference.ts';
import '../../../renderer/ui/styles.ts';
import { createAnnouncer, createTexts, createToasts, noPictures, UiRoot, type Ui } from '../../../renderer/ui/index.ts';
import type { StagePage } from './stage-page.ts';

/* The stage over a conference that does at once what it is asked, and notes it. */

const asked: string[] = [];
let watched: StagePage extends { watched(): infer W } ? W : never = [];
const happenings = createEmitter<Happening>();
const people = ['Katharina Vollmer', 'Holger Steinbach', 'Deniz Aydın', 'Emre Toprak', 'Sabine Kettler', 'Oksana Petrenko', 'Greta Sommerfeld', 'Friederike Nolte'];

const scenes: Readonly<Record<Parameters<StagePage['show']>[0], () => StoryState>> = {
  direct: () => ({ brief: directBrief, self: { muted: true }, participants: [storyParticipant('Holger Steinbach')] }),
  group: () => ({ self: { role: 'moderator' }, participants: people.map((name) => storyParticipant(name)) }),
  compactGroup: () => ({ brief: { placement: 'compact' }, self: { role: 'moderator' }, participants: people.map((name) => storyParticipant(name)) }),
  compact: () => ({ brief: { ...directBrief, placement: 'compact' }, participants: [storyParticipant('Holger Steinbach')] }),
};

/** Follows what it is asked: muting mutes. */
function playedConference(scene: StoryState): Conference {
  const states = createEmitter<ConferenceState>();
  let state = storyConference(scene).state();
  const note = (name: string, ...args: readonly string[]): void => void asked.push([name, ...args].join(' '));
  const set = (muted: boolean): void => {
    state = { ...state, self: { ...state.self, muted }, actions: actionsFor(muted) };
    states.emit(state);
  };
  const actionsFor = (muted: boolean): ConferenceState['actions'] => ({
    ...state.actions,
    mute: muted ? undefined : () => (note('mute'), set(true)),
    unmute: muted ? () => (note('unmute'), set(false)) : undefined,
    muteKey: () => note('muteKey'),
    cameraOff: () => note('cameraOff'),
    share: () => note('share'),
    raiseHand: () => note('raiseHand'),
    react: (emoji) => note('react', emoji),
    tellLiveText: (text) => note('text', text),
    leave: () => note('leave'),
    leaveFocus: (direction) => note('leaveFocus', direction),
    place: (to) => note('place', to),
    choose: (kind, id) => note('choose', kind, id),
    lock: (password) => note('lock', password),
    watch: (seen) => void (watched = seen),
  });
  state = { ...state, actions: actionsFor(state.self.muted) };
  return {
    state: () => state,
    listen: (listener) => states.listen(listener),
    listenLevels: () => () => undefined,
    listenHappenings: (listener) => happenings.listen(listener),
  };
}

const ui: Ui = {
  texts: createTexts(signal('de' as const), signal('Europe/Berlin')),
  now: signal(0),
  announcer: createAnnouncer(),
  toasts: createToasts(() => undefined),
  pictures: noPictures,
  copy: () => undefined,
};

const root = document.getElementById('root') ?? document.body;

const stagePage: StagePage = {
  show(scene) {
    asked.length = 0;
    render(
      <UiRoot ui={ui}>
        <Stage key={scene} conference={playedConference(scenes[scene]())} now={Date.now} />
      </UiRoot>,
      root,
    );
  },
  happen: (happening) => happenings.emit(happening),
  asked: () => asked,
  watched: () => watched,
};

Object.assign(window, { stagePage });
