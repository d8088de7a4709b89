import type { VNode } from 'preact';
import type { CallRecord } from '../../../engine/contract.ts';
import type { HistoryFilter } from '../../viewmodels/calls/history.ts';
import { chatStory, conversationOf, roomListOf, type ChatScene } from '../chats/chats-story.tsx';
import { callItem, workday } from '../chats/story-items.ts';
import { emre, holger, katharina, miriam } from '../chats/story-rooms.ts';
import { Conversation } from '../conversation/conversation.tsx';
import { shellStory } from '../shell/shell-story.tsx';
import type { Stories, Story } from '../stories.ts';
import { nothing } from '../story-data.ts';
import { CallDetails } from './call-details.tsx';
import { CallNotices } from './call-notices.tsx';
import { CallStrip } from './call-strip.tsx';
import { QuestionDialog } from './question-dialog.tsx';
import { HistoryPane } from './history-list.tsx';
import { StageArea } from './stage-area.tsx';
import {
  answered, callsOf, current, ended, goingOn, historyOf, incoming, meeting, met, missed, onOtherDevice, records, running, type CallScene,
} from './story-calls.ts';

const direct = { kind: 'direct', name: { kind: 'people', names: [holger.name], others: 0 }, peer: holger, presence: 'in-call', topic: undefined } as const;

/** A conversation with calls. */
const chat = (name: string, calls: CallScene, data: ChatScene = {}, rest: Partial<Story> = {}): Story => ({
  name,
  draw: () => chatStory({ calls, ...data }),
  ...rest,
});

/** The call over list and main. */
function stage(scene: CallScene, beside = false): VNode {
  const calls = callsOf(scene);
  const call = calls.current.value;
  return shellStory({
    news: 3,
    notices: <CallNotices calls={calls} write={nothing} />,
    strip: <CallStrip calls={calls} slim />,
    stage: call && (
      <>
        <StageArea calls={calls} call={call} />
        {beside && (
          <Conversation
            model={conversationOf({ details: direct })}
            arrival={roomListOf({}).arrival}
            back={nothing}
            enterKey={nothing}
            calls={calls}
            close={nothing}
          />
        )}
      </>
    ),
    over: <QuestionDialog calls={calls} />,
  });
}

interface HistoryScene {
  readonly items?: readonly CallRecord[];
  readonly loaded?: boolean;
  readonly filter?: HistoryFilter;
  readonly chosen?: string;
  readonly calls?: CallScene;
}

/** The area "Calls". */
function history({ items = records, loaded = true, filter = 'all', chosen, calls: scene = {} }: HistoryScene): VNode {
  const calls = callsOf(scene);
  const model = historyOf(items, loaded);
  model.setFilter(filter);
  model.choose(chosen);
  return shellStory({
    area: 'calls',
    news: 3,
    missedCalls: 2,
    list: <HistoryPane history={model} ways={calls} />,
    main: <CallDetails history={model} ways={calls} openChat={nothing} />,
    strip: <CallStrip calls={calls} />,
    pane: chosen === undefined ? 'list' : 'main',
  });
}

const cards = [...workday.slice(0, 4), callItem(miriam, answered), ...workday.slice(4, 6), callItem(katharina, met), ...workday.slice(7, 10), callItem(holger, missed), callItem(emre, goingOn)];
const long = Array.from({ length: 40 }, (_, n) => records.map((call) => ({ ...call, key: `${call.key}${n.toString()}`, callId: `${call.callId}${n.toString()}`, startedTs: call.startedTs - n * 259_200_000 }))).flat();

export const callsStories: Stories = {
  area: 'calls',
  stories: [
    chat('header-direct', {}, { details: direct }),
    chat('header-direct-narrow', {}, { details: direct }, { window: 'narrow' }),
    chat('header-offline', {}, { details: direct, offline: true }),
    chat('cards', {}, { items: cards }),
    chat('cards-narrow', { current: current() }, { items: cards }, { window: 'narrow' }),
    chat('running', { running: [running()] }),
    chat('running-narrow', { running: [running()] }, {}, { window: 'narrow' }),
    chat('running-other-device', { running: [onOtherDevice] }),
    chat('running-elsewhere', { running: [running({ elsewhere: true })] }),
    chat('conference', {}, { details: { conference: 'meet.land.example' } }),
    chat('conference-narrow', {}, { details: { conference: 'meet.land.example' } }, { window: 'narrow' }),
    chat('conference-elsewhere', { running: [running({ elsewhere: true })] }, { details: { conference: 'meet.land.example' } }, { window: 'medium' }),
    chat('strip', { current: current() }, { details: direct }),
    chat('strip-muted', { current: meeting({ muted: true, camera: true }) }, {}, { window: 'medium' }),
    chat('strip-presenting', { current: meeting({ sharing: 'Anmeldung_2027_Kap03.xlsx' }) }),
    chat('strip-reconnecting', { current: current({ phase: 'reconnecting' }) }),
    chat('strip-list-narrow', { current: current() }, { pane: 'list' }, { window: 'narrow' }),
    chat('strip-forced-colors', { current: current({ muted: true }) }, { items: cards }, { forcedColors: true }),
    chat('ringing', { ringing: incoming() }, { details: direct }),
    chat('ringing-narrow', { ringing: incoming({ confirmed: false, media: 'video' }) }, {}, { window: 'narrow' }),
    chat('ringing-room', { ringing: incoming({ kind: 'room', title: 'Referat 23 – Haushalt', caller: katharina }) }),
    chat('waiting', { current: meeting(), waiting: incoming() }),
    chat('ended-declined', { ended: ended() }, { details: direct }),
    chat('ended-busy', { ended: ended({ reason: 'busy' }) }, { details: direct }, { window: 'medium' }),
    chat('ended-no-answer', { ended: ended({ reason: 'no-answer' }) }, { details: direct }, { window: 'narrow' }),
    chat('ended-removed', { ended: ended({ ...meeting(), reason: 'removed' }) }),
    chat('ended-crashed', { ended: ended({ ...meeting(), reason: 'crashed', canRejoin: true }) }),
    chat('ended-failed', { ended: ended({ reason: 'failed', failure: { code: 'call-media-blocked', detail: 'ICE failed' } }) }),
    chat('refused', { current: current(), refusal: 'call-microphone-busy' }),
    { name: 'stage', draw: () => stage({ current: current({ placement: 'stage' }) }) },
    { name: 'stage-medium', draw: () => stage({ current: current({ placement: 'stage' }) }, true), window: 'medium' },
    { name: 'stage-muted', draw: () => stage({ current: meeting({ placement: 'stage', muted: true }) }) },
    { name: 'stage-elsewhere-chat', draw: () => stage({ current: current({ placement: 'window' }) }, true) },
    { name: 'stage-zoomed', draw: () => stage({ current: current({ placement: 'stage' }) }), window: 'zoomed' },
    { name: 'stage-chat', draw: () => stage({ current: current({ placement: 'stage' }) }, true) },
    { name: 'stage-chat-narrow', draw: () => stage({ current: current({ placement: 'stage' }) }, true), window: 'narrow' },
    { name: 'stage-waiting', draw: () => stage({ current: current({ placement: 'stage' }), waiting: incoming({ caller: emre }) }) },
    { name: 'stage-preparing', draw: () => stage({ current: current({ placement: 'stage', phase: 'preparing', connectedTs: undefined }) }) },
    { name: 'stage-leaving', draw: () => stage({ current: current({ placement: 'stage', phase: 'leaving' }) }) },
    { name: 'stage-own-window', draw: () => stage({ current: current({ placement: 'window' }) }) },
    { name: 'stage-compact', draw: () => stage({ current: current() }), window: 'narrow' },
    { name: 'stage-close', draw: () => stage({ current: current({ placement: 'stage' }), closeAsked: true }) },
    { name: 'history', draw: () => history({}) },
    { name: 'history-chosen', draw: () => history({ chosen: 'c-missed' }) },
    { name: 'history-room', draw: () => history({ chosen: 'c-met', calls: { current: current({ muted: true }) } }) },
    { name: 'history-missed', draw: () => history({ filter: 'missed' }), window: 'medium' },
    { name: 'history-none-missed', draw: () => history({ items: [answered], filter: 'missed' }) },
    { name: 'history-empty', draw: () => history({ items: [] }) },
    { name: 'history-loading', draw: () => history({ items: [], loaded: false }) },
    { name: 'history-offline', draw: () => history({ chosen: 'c-answered', calls: { online: false } }) },
    { name: 'history-narrow', draw: () => history({}), window: 'narrow' },
    { name: 'history-chosen-narrow', draw: () => history({ chosen: 'c-met' }), window: 'narrow' },
    { name: 'history-long', draw: () => history({ items: long }) },
  ],
};
