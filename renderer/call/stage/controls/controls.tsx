import type { VNode } from 'preact';
import {
  Hand,
  keyLabel,
  LayoutGrid,
  Menu,
  MessagesSquare,
  Mic,
  MicOff,
  MonitorUp,
  MonitorX,
  PhoneOff,
  RectangleHorizontal,
  SmilePlus,
  useMediaQuery,
  useRoving,
  Users,
  useTexts,
  Video,
  VideoOff,
} from '../../../ui/index.ts';
import { reactions, type ConferenceState } from '../../conference/model.ts';
import { stageKeys } from '../keyboard/keys.ts';
import type { StageChoices } from '../use-stage-choices.ts';
import { CallButton } from './call-button.tsx';
import { deviceItems, DeviceMenu } from './device-menu.tsx';
import { MoreMenu } from './more-menu.tsx';
import { reactionWord } from './reaction-words.ts';

export interface ControlsProps {
  readonly state: ConferenceState;
  readonly choices: StageChoices;
}

/** Outside the picture, on paper: they never hide a face. One stop of the Tab key; arrow keys move. */
export function Controls({ state, choices }: ControlsProps): VNode {
  const { t } = useTexts();
  const ref = useRoving<HTMLDivElement>({ orientation: 'horizontal' });
  const few = useMediaQuery('(max-width: 33rem)');
  const { actions, brief } = state;
  const { panel, setPanel, view, setView } = choices;
  return (
    <div class="controls" role="toolbar" aria-label={t('calls:stage.controls.label')} data-region="call-controls" ref={ref}>
      <MicrophoneControl state={state} />
      <CameraControl state={state} />
      {!few && <ShareControl state={state} />}
      {!few && <HandControl state={state} />}
      {!few && actions.react && <ReactionControl react={actions.react} />}
      <span class="gap" />
      {actions.openChat && (
        <CallButton
          control="chat"
          icon={MessagesSquare}
          label={t('calls:stage.controls.chat')}
          count={brief.unread > 0 ? { number: brief.unread, words: t('calls:stage.controls.unread', { count: brief.unread }) } : undefined}
          onClick={actions.openChat}
        />
      )}
      {!few && (
        <CallButton
          control="people"
          icon={Users}
          label={t('calls:stage.controls.people')}
          pressed={panel === 'people'}
          onClick={() => setPanel(panel === 'people' ? undefined : 'people')}
        />
      )}
      {!few && state.participants.length > 1 && (
        <CallButton
          control="view"
          icon={view === 'tiles' ? RectangleHorizontal : LayoutGrid}
          label={t(view === 'tiles' ? 'calls:stage.controls.speaker' : 'calls:stage.controls.tiles')}
          does={t(view === 'tiles' ? 'calls:stage.controls.to-speaker' : 'calls:stage.controls.to-tiles')}
          onClick={() => setView(view === 'tiles' ? 'speaker' : 'tiles')}
        />
      )}
      <MoreMenu state={state} choices={choices} withRest={few} />
      <span class="gap" />
      <CallButton
        control="hang-up"
        icon={PhoneOff}
        label={t(brief.kind === 'direct' ? 'calls:stage.controls.hang-up' : 'calls:stage.controls.leave')}
        shortcut={keyLabel(stageKeys.leave, t)}
        leave
        onClick={actions.leave}
      />
    </div>
  );
}

interface ControlProps {
  readonly state: ConferenceState;
}

export function MicrophoneControl({ state }: ControlProps): VNode {
  const { t } = useTexts();
  const { self, actions } = state;
  return (
    <span class="csplit">
      <CallButton
        control="microphone"
        icon={self.muted ? MicOff : Mic}
        label={t(self.muted ? 'calls:stage.controls.muted' : 'calls:stage.controls.microphone')}
        does={t(self.muted ? 'calls:stage.controls.unmute' : 'calls:stage.controls.mute')}
        shortcut={keyLabel(stageKeys.mute, t)}
        off={self.muted}
        onClick={() => (self.muted ? actions.unmute : actions.mute)?.()}
      />
      <DeviceMenu
        label={t('calls:stage.devices.choose-audio')}
        control="audio-devices"
        items={[
          ...deviceItems(state, 'audioinput', t('calls:stage.devices.microphone'), (number) => t('calls:stage.devices.nameless', { number })),
          { id: 'noise', label: t('calls:stage.devices.noise'), group: t('calls:stage.devices.microphone'), checked: state.noiseSuppression, toggles: true, run: () => actions.suppressNoise(!state.noiseSuppression) },
          ...deviceItems(state, 'audiooutput', t('calls:stage.devices.speaker'), (number) => t('calls:stage.devices.nameless', { number })),
        ]}
      />
    </span>
  );
}

export function CameraControl({ state }: ControlProps): VNode {
  const { t } = useTexts();
  const { self, actions } = state;
  return (
    <span class="csplit">
      <CallButton
        control="camera"
        icon={self.camera ? Video : VideoOff}
        label={t(self.camera ? 'calls:stage.controls.camera' : 'calls:stage.controls.camera-off')}
        does={t(self.camera ? 'calls:stage.controls.turn-camera-off' : 'calls:stage.controls.turn-camera-on')}
        shortcut={keyLabel(stageKeys.camera, t)}
        onClick={() => (self.camera ? actions.cameraOff : actions.cameraOn)?.()}
      />
      <DeviceMenu
        label={t('calls:stage.devices.choose-camera')}
        control="video-devices"
        items={deviceItems(state, 'videoinput', t('calls:stage.devices.camera'), (number) => t('calls:stage.devices.nameless', { number }))}
      />
    </span>
  );
}

function ShareControl({ state: { self, actions } }: ControlProps): VNode | null {
  const { t } = useTexts();
  const run = self.share ? actions.stopSharing : actions.share;
  if (!run) return null;
  return (
    <CallButton
      control="share"
      icon={self.share ? MonitorX : MonitorUp}
      label={t(self.share ? 'calls:stage.controls.stop-sharing' : 'calls:stage.controls.share')}
      shortcut={keyLabel(stageKeys.share, t)}
      pressed={self.share !== undefined}
      onClick={run}
    />
  );
}

function HandControl({ state: { self, actions } }: ControlProps): VNode | null {
  const { t } = useTexts();
  const run = self.handRaised ? actions.lowerHand : actions.raiseHand;
  if (!run) return null;
  return (
    <CallButton
      control="hand"
      icon={Hand}
      label={t('calls:stage.controls.hand')}
      shortcut={keyLabel(stageKeys.hand, t)}
      pressed={self.handRaised}
      onClick={run}
    />
  );
}

function ReactionControl({ react }: { readonly react: (emoji: string) => void }): VNode {
  const { t } = useTexts();
  return (
    <Menu
      label={t('calls:stage.controls.react')}
      side="above-center"
      items={reactions.map((emoji) => ({ id: emoji, label: `${emoji} ${reactionWord(emoji, t)}`, run: () => react(emoji) }))}
      trigger={({ ref, expanded, onClick, onKeyDown }) => (
        <CallButton
          control="react"
          icon={SmilePlus}
          label={t('calls:stage.controls.react')}
          popup="menu"
          expanded={expanded}
          buttonRef={ref}
          onClick={onClick}
          onKeyDown={onKeyDown}
        />
      )}
    />
  );
}
