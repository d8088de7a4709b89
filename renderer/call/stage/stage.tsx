import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { classes, useTexts } from '../../ui/index.ts';
import type { Conference, ConferenceState } from '../conference/model.ts';
import { moderates } from '../conference/report.ts';
import { Ended } from './between/ended.tsx';
import { Prejoin } from './between/prejoin.tsx';
import { Waiting } from './between/waiting.tsx';
import { Compact } from './compact.tsx';
import { Controls } from './controls/controls.tsx';
import { KeysDialog, LeaveDialog, LockDialog, PasswordDialog } from './frame/dialogs.tsx';
import { StageHeader } from './frame/header.tsx';
import { Interruption, Troubles, Whisper } from './frame/notices.tsx';
import { useHappenings } from './frame/use-happenings.ts';
import { useFocusLeave } from './keyboard/use-focus-leave.ts';
import { usePushToTalk, useStageKeys } from './keyboard/use-stage-keys.ts';
import { linesAfter, typedIn, type LiveLine } from './panels/live-lines.ts';
import { LiveCaptions, LiveTextPanel } from './panels/live-text-panel.tsx';
import { PeoplePanel } from './panels/people-panel.tsx';
import './styles.ts';
import type { Arrangement, Face } from './tiles/arrange.ts';
import { Pictures } from './tiles/pictures.tsx';
import { useWatch } from './tiles/use-watch.ts';
import { useConference } from './use-conference.ts';
import { useArrangement, useStageChoices, type StageChoices, type StartingChoices } from './use-stage-choices.ts';

/** What lies at the stage's lower edge, so that words there stand above it. */
const feet: Readonly<Record<Arrangement['kind'], string>> = {
  alone: 'with-self-view',
  pair: 'with-self-view',
  speaker: 'with-strip-below',
  screen: '',
  tiles: '',
};

export interface StageProps {
  readonly conference: Conference;
  /** UTC milliseconds. */
  readonly now: () => number;
  readonly start?: StartingChoices | undefined;
}

/** All of a call that people see in its view, whatever its phase. Stands inside a `UiRoot`. */
export function Stage({ conference, now, start }: StageProps): VNode {
  const state = useConference(conference);
  useFocusLeave(conference, state);
  const title = state.brief.title;
  useEffect(() => void (document.title = `${title} – Einklang`), [title]);
  return (
    <>
      <Phase conference={conference} state={state} now={now} start={start} />
      {state.password && <PasswordDialog key={String(state.password.wasWrong)} question={state.password} leave={state.actions.leave} />}
    </>
  );
}

interface PhaseProps extends StageProps {
  readonly state: ConferenceState;
}

function Phase({ conference, state, now, start }: PhaseProps): VNode {
  switch (state.phase) {
    case 'loading':
    case 'connecting':
      return <Waiting state={state} />;
    case 'prejoin':
      return <Prejoin conference={conference} state={state} />;
    case 'joined':
    case 'reconnecting':
      return <Call conference={conference} state={state} now={now} start={start} />;
    case 'left':
      return <Ended state={state} />;
  }
}

function Call({ conference, state, now, start }: PhaseProps): VNode {
  const { t } = useTexts();
  const { actions, brief, participants } = state;
  const choices = useStageChoices(start);
  const arrangement = useArrangement(state, choices);
  const reactions = useHappenings(conference, participants.length + 1);
  const isTalking = usePushToTalk(state);
  const lines = useLiveLines(state);
  useStageKeys(state, () => (moderates(state) ? choices.ask('leave') : actions.leave()));
  const watched = useWatch(actions.watch);
  const reactionOf = (face: Face): string | undefined => (face.isScreen ? undefined : reactions.get(face.key));

  if (brief.placement === 'compact') {
    return (
      <div class="compact-frame" ref={watched}>
        <Compact state={state} arrangement={arrangement} now={now} reactionOf={reactionOf} />
        <Questions state={state} choices={choices} />
      </div>
    );
  }
  return (
    <div class="call-view">
      <main class="call-main">
        <StageHeader state={state} now={now} />
        <div class={classes('call-stage ink', feet[arrangement.kind])} ref={watched} data-region="call-stage">
          {/* Where the space bar talks: a place for the focus that wants no key itself. */}
          <section class="stage-pictures" aria-label={t('calls:stage.label')} tabIndex={0} data-region-start>
            <Pictures
              arrangement={arrangement}
              brief={brief}
              hasBeenConnected={state.connectedTs !== undefined}
              pinned={choices.pinned}
              pin={choices.pin}
              reactionOf={reactionOf}
            />
          </section>
          <Interruption state={state} />
          <Troubles troubles={state.troubles} foreignIceHosts={state.foreignIceHosts} />
          <div class="stage-foot">
            {choices.panel !== 'text' && <LiveCaptions lines={lines.all} />}
            <Whisper state={state} isTalking={isTalking} />
          </div>
        </div>
        <Controls state={state} choices={choices} />
      </main>
      <BesideStage state={state} choices={choices} lines={lines} tell={actions.tellLiveText} />
      <Questions state={state} choices={choices} />
    </div>
  );
}

interface BesideStageProps {
  readonly state: ConferenceState;
  readonly choices: StageChoices;
  readonly lines: LiveLines;
  readonly tell: ((text: string) => void) | undefined;
}

function BesideStage({ state, choices, lines, tell }: BesideStageProps): VNode | null {
  const close = (): void => choices.setPanel(undefined);
  if (choices.panel === 'people') return <PeoplePanel state={state} close={close} askLock={() => choices.ask('lock')} />;
  if (choices.panel !== 'text') return null;
  return (
    <LiveTextPanel
      lines={lines.all}
      tell={
        tell &&
        ((text) => {
          lines.setOwn(text);
          tell(text);
        })
      }
      close={close}
    />
  );
}

function Questions({ state: { actions }, choices }: { readonly state: ConferenceState; readonly choices: StageChoices }): VNode | null {
  const close = (): void => choices.ask(undefined);
  switch (choices.question) {
    case 'lock':
      return actions.lock ? <LockDialog lock={actions.lock} close={close} /> : null;
    case 'leave':
      return <LeaveDialog leave={actions.leave} close={close} />;
    case 'keys':
      return <KeysDialog close={close} />;
    case undefined:
      return null;
  }
}

interface LiveLines {
  readonly all: readonly LiveLine[];
  readonly setOwn: (text: string) => void;
}

/** The lines of this call, one's own too. They are kept as long as the call lasts, and only here. */
function useLiveLines(state: ConferenceState): LiveLines {
  const [own, setOwn] = useState('');
  const [all, setAll] = useState<readonly LiveLine[]>([]);
  const { participants, self } = state;
  useEffect(
    () => setAll((lines) => linesAfter(lines, [...typedIn(state), { from: 'self', name: self.name, text: own }])),
    [participants, own],
  );
  return { all, setOwn };
}
