import { storyNow, type Stories, type Story } from '../../ui/index.ts';
import type { Happening } from '../conference/model.ts';
import type { CallFailureCode } from '../contract.ts';
import { Stage } from './stage.tsx';
import {
  directBrief,
  quality,
  storyConference,
  storyDevices,
  storyParticipant,
  storyShare,
  withScreen,
  type StoryState,
} from './stories/story-conference.ts';
import type { StartingChoices } from './use-stage-choices.ts';

/* Everything that a call can look like in its view. */

const now = (): number => storyNow;

interface Extra extends Omit<Story, 'name' | 'draw'> {
  readonly start?: StartingChoices;
  readonly happenings?: readonly Happening[];
  readonly level?: number;
}

/** States are made when they are drawn: streams need a document. */
const scene = (name: string, state: () => StoryState, { start, happenings, level, ...story }: Extra = {}): Story => ({
  name,
  draw: () => <Stage conference={storyConference(state(), happenings, level)} now={now} start={start} />,
  ...story,
});

const click = (selector: string) => (root: HTMLElement) => root.querySelector<HTMLElement>(selector)?.click();
const control = (name: string) => click(`[data-control="${name}"]`);

const holger = (): StoryState => ({ brief: directBrief, participants: [storyParticipant('Holger Steinbach')], isDirect: true, connectedTs: storyNow - 258_000 });

const eight = (): StoryState => ({
  self: { muted: true, role: 'moderator' },
  participants: [
    storyParticipant('Katharina Vollmer', { isDominantSpeaker: true, role: 'moderator' }),
    storyParticipant('Holger Steinbach'),
    storyParticipant('Deniz Aydın', { handRaisedTs: storyNow - 9_000 }),
    storyParticipant('Emre Toprak'),
    storyParticipant('Sabine Kettler', { muted: true }),
    storyParticipant('Greta Sommerfeld', { muted: true, known: undefined }),
    storyParticipant('Oksana Petrenko', { quality: quality('poor') }),
    storyParticipant('Friederike Nolte', { muted: true, handRaisedTs: storyNow - 4_000 }),
  ],
});

const spoken = (): StoryState => ({ ...eight(), self: { muted: false, role: 'moderator' } });

const crowd = (count: number): StoryState => {
  const cast = spoken().participants ?? [];
  return {
    participants: Array.from({ length: count }, (_, index) => {
      const one = cast[index % cast.length] ?? storyParticipant('');
      return index < cast.length ? one : { ...one, id: `${one.id}-${index}`, isDominantSpeaker: false, handRaisedTs: undefined };
    }),
  };
};

const presented = (): StoryState => {
  const state = spoken();
  return { ...state, participants: state.participants?.map((one) => (one.name === 'Emre Toprak' ? withScreen(one) : one)) ?? [] };
};

const left = (code: CallFailureCode, rejoin = true): StoryState => ({
  phase: 'left',
  failure: { code, detail: 'xmpp: connection.otherError' },
  actions: rejoin ? { rejoin: () => undefined } : {},
});

const inCall: Stories = {
  area: 'call',
  stories: [
    scene('one-to-one', holger),
    scene('one-to-one-muted', () => ({ ...holger(), self: { muted: true } })),
    scene('one-to-one-audio', () => ({
      ...holger(),
      brief: { ...directBrief, media: 'audio' },
      participants: [storyParticipant('Holger Steinbach', { videos: [], isDominantSpeaker: true })],
      self: { camera: false, preview: undefined },
    })),
    scene('one-to-one-narrow', () => ({ ...holger(), self: { muted: true } }), { window: 'narrow' }),
    scene('waiting-for-the-other', () => ({ brief: directBrief, connectedTs: undefined })),
    scene('other-gone', () => ({ brief: directBrief })),
    scene('nobody-yet', () => ({ connectedTs: undefined })),
    scene('unconfirmed', () => ({ ...holger(), isDirect: false, participants: [storyParticipant('Holger Steinbach', { known: undefined })] })),
    scene('speaker', spoken),
    scene('speaker-people', spoken, { start: { panel: 'people' } }),
    scene('speaker-medium', spoken, { window: 'medium' }),
    scene('speaker-narrow', eight, { window: 'narrow' }),
    scene('pinned', spoken, { act: click('.face-strip li:nth-child(3) .pin') }),
    scene('tiles', spoken, { start: { view: 'tiles' } }),
    scene('tiles-forced-colours', spoken, { start: { view: 'tiles' }, forcedColors: true }),
    scene('tiles-zoomed', spoken, { start: { view: 'tiles' }, window: 'zoomed' }),
    scene('tiles-narrow', spoken, { start: { view: 'tiles' }, window: 'narrow' }),
    scene('tiles-25', () => crowd(24), { start: { view: 'tiles' } }),
    scene('tiles-without-cameras', () => ({ ...spoken(), participants: (spoken().participants ?? []).map((one) => ({ ...one, videos: [] })) }), { start: { view: 'tiles' } }),
    scene('tiles-60', () => crowd(59), { start: { view: 'tiles' } }),
    scene('tiles-huge', () => crowd(11), { start: { view: 'tiles' }, window: 'huge' }),
    scene('two-tiles', () => ({ participants: [storyParticipant('Katharina Vollmer')] }), { start: { view: 'tiles' } }),
    scene('screen', presented),
    scene('screen-narrow', presented, { window: 'narrow' }),
    scene('screen-zoomed', presented, { window: 'zoomed' }),
    scene('presenting', () => ({ ...spoken(), self: { share: storyShare() } })),
    scene('presenting-with-sound', () => ({ ...spoken(), self: { share: storyShare(new MediaStream()) } }), { window: 'medium' }),
    scene('own-window', () => ({ ...spoken(), brief: { placement: 'window' } })),
    scene('reactions', spoken, {
      start: { view: 'tiles' },
      happenings: [
        { kind: 'reaction', participantId: 'id-Holger Steinbach', name: 'Holger Steinbach', emoji: '👍' },
        { kind: 'reaction', participantId: undefined, name: '', emoji: '🎉' },
      ],
    }),
    scene('hand-raised', () => ({ ...spoken(), self: { handRaised: true } }), { start: { view: 'tiles' } }),
    scene('picture-paused', () => ({
      ...holger(),
      participants: [storyParticipant('Holger Steinbach')].map((one) => ({ ...one, videos: one.videos.map((video) => ({ ...video, isFlowing: false })) })),
    })),
    scene('reconnecting', () => ({ ...spoken(), phase: 'reconnecting' })),
    scene('held', () => ({ ...spoken(), self: { isHeld: true, camera: false, preview: undefined } })),
    scene('talks-while-muted', () => ({ ...eight(), talksWhileMuted: true })),
    scene('muted-by-moderator', eight, { happenings: [{ kind: 'muted-by', name: 'Katharina Vollmer' }] }),
    scene('camera-busy', () => ({ ...holger(), troubles: [{ code: 'call-camera-busy', detail: 'NotReadableError' }], self: { camera: false, preview: undefined } })),
    scene('foreign-servers', () => ({ ...spoken(), foreignIceHosts: ['stun.fremd.example', 'turn.fremd.example'] })),
    scene('locked', () => ({ ...spoken(), isLocked: true, actions: { unlock: () => undefined } }), { start: { panel: 'people' }, window: 'medium' }),
    scene('leftovers', () => ({
      ...spoken(),
      leftovers: [
        { id: 'left-1', name: 'Miriam Brandt', isOwn: true, remove: () => undefined },
        { id: 'left-2', name: 'Deniz Aydın', isOwn: false, remove: undefined },
      ],
    }), { start: { panel: 'people' }, window: 'medium' }),
    scene('people-narrow', spoken, { start: { panel: 'people' }, window: 'narrow' }),
    scene('person-actions', spoken, { start: { panel: 'people' }, act: click('.call-person:nth-child(3) .ibtn') }),
    scene('live-text', () => {
      const state = spoken();
      return { ...state, participants: state.participants?.map((one, index) => (index < 2 ? { ...one, liveText: index ? 'Die Zahl zu 525 01 stimmt, sie' : 'Vermerk liegt im Vorgang.' } : one)) ?? [] };
    }, { start: { panel: 'text' } }),
    scene('live-text-caption', () => ({ ...holger(), participants: [storyParticipant('Holger Steinbach', { liveText: 'Ich höre Sie gerade nicht, der Ton' })] })),
    scene('live-text-empty', spoken, { start: { panel: 'text' }, window: 'narrow' }),
    scene('audio-devices', spoken, { act: control('audio-devices') }),
    scene('react-menu', spoken, { act: control('react') }),
    scene('more-menu', spoken, { act: control('more') }),
    scene('more-menu-narrow', spoken, { window: 'narrow', act: control('more') }),
    scene('compact', () => ({ ...spoken(), brief: { placement: 'compact' } }), { window: 'compact' }),
    scene('compact-muted', () => ({ ...holger(), brief: { ...directBrief, placement: 'compact' }, self: { muted: true, camera: false } }), { window: 'compact' }),
    scene('compact-reconnecting', () => ({ ...holger(), phase: 'reconnecting', brief: { ...directBrief, placement: 'compact' } }), { window: 'compact' }),
  ],
};

const questions: Stories = {
  area: 'call-questions',
  stories: [
    scene('lock', spoken, { start: { panel: 'people' }, act: click('.call-people-acts .btn:last-child') }),
    scene('remove', spoken, {
      start: { panel: 'people' },
      act: (root) => {
        click('.call-person:nth-child(3) .ibtn')(root);
        requestAnimationFrame(() => click('[role="menuitem"].danger')(document.body));
      },
    }),
    scene('keys', spoken, {
      act: (root) => {
        control('more')(root);
        requestAnimationFrame(() => click('[role="menu"] > :last-child')(document.body));
      },
    }),
    scene('leave', spoken, {
      act: () => document.dispatchEvent(new KeyboardEvent('keydown', { key: 'l', ctrlKey: true, shiftKey: true, bubbles: true })),
    }),
    scene('password', () => ({ phase: 'connecting', password: { wasWrong: false, lockedMeanwhile: false, answer: () => undefined } })),
    scene('password-meanwhile', () => ({ phase: 'reconnecting', password: { wasWrong: false, lockedMeanwhile: true, answer: () => undefined } })),
    scene('password-wrong', () => ({ phase: 'connecting', password: { wasWrong: true, lockedMeanwhile: false, answer: () => undefined } }), { window: 'narrow' }),
  ],
};

const around: Stories = {
  area: 'call-around',
  stories: [
    scene('prejoin', () => ({ phase: 'prejoin', participants: [storyParticipant('Holger Steinbach'), storyParticipant('Deniz Aydın')] })),
    scene('prejoin-off', () => ({ phase: 'prejoin', self: { muted: true, camera: false, preview: undefined }, actions: { testSpeaker: undefined } })),
    scene('prejoin-narrow', () => ({ phase: 'prejoin' }), { window: 'narrow', level: 0.02 }),
    scene('prejoin-zoomed', () => ({ phase: 'prejoin' }), { window: 'zoomed', level: 0.9 }),
    scene('prejoin-no-devices', () => ({
      phase: 'prejoin',
      self: { muted: true, camera: false, preview: undefined },
      devices: {
        audioinput: { available: [], chosenId: undefined, missingLabel: 'Headset USB (Dockingstation)' },
        audiooutput: { available: [{ id: 'a', label: '' }], chosenId: 'a', missingLabel: 'Headset USB (Dockingstation)' },
        videoinput: { ...storyDevices.videoinput, available: [] },
      },
      troubles: [{ code: 'call-no-microphone' }],
    })),
    scene('loading', () => ({ phase: 'loading' })),
    scene('connecting', () => ({ phase: 'connecting', brief: directBrief })),
    scene('ended', () => ({ phase: 'left' })),
    scene('failed-unreachable', () => left('call-unreachable')),
    scene('failed-removed', () => left('call-removed', false), { window: 'narrow' }),
    scene('failed-internal', () => left('call-internal')),
  ],
};

export const stageStories: readonly Stories[] = [inCall, questions, around];
