import type { VNode } from 'preact';
import { IconButton, keyLabel, Maximize2, Mic, MicOff, PhoneOff, Spinner, useRoving, useTexts, Video, VideoOff } from '../../ui/index.ts';
import type { ConferenceState } from '../conference/model.ts';
import { Elapsed } from './frame/header.tsx';
import { stageKeys } from './keyboard/keys.ts';
import type { Arrangement, Face } from './tiles/arrange.ts';
import { Tile } from './tiles/tile.tsx';

export interface CompactProps {
  readonly state: ConferenceState;
  readonly arrangement: Arrangement;
  readonly now: () => number;
  readonly reactionOf: (face: Face) => string | undefined;
}

const largest = (arrangement: Arrangement): Face | undefined =>
  arrangement.kind === 'alone' ? arrangement.self
  : arrangement.kind === 'tiles' ? (arrangement.faces.find(({ isSpeaking }) => isSpeaking) ?? arrangement.faces[0])
  : arrangement.big;

/** The call while one works elsewhere: whoever speaks, and four buttons. */
export function Compact({ state, arrangement, now, reactionOf }: CompactProps): VNode {
  const { t } = useTexts();
  const ref = useRoving<HTMLDivElement>({ orientation: 'horizontal' });
  const { self, actions, brief } = state;
  const face = largest(arrangement);
  return (
    <main class="call-compact">
      <div class="compact-picture ink">
        {face && <Tile big face={face} reaction={reactionOf(face)} />}
        {state.phase === 'reconnecting' && (
          <p class="compact-over" role="status">
            <Spinner />
            {t('calls:stage.reconnecting.title')}
          </p>
        )}
        {state.phase !== 'reconnecting' && self.isHeld && <p class="compact-over">{t('calls:stage.held.title')}</p>}
      </div>
      <div class="compact-bar">
        <div class="grow">
          <h1 class="clip small">{brief.title}</h1>
          <p class="tiny muted stage-facts">
            {state.connectedTs !== undefined && <Elapsed since={state.connectedTs} now={now} />}
            {brief.kind !== 'direct' && <span>{t('calls:stage.count', { count: state.participants.length + 1 })}</span>}
          </p>
        </div>
        <div class="acts nowrap" role="toolbar" aria-label={t('calls:stage.controls.label')} ref={ref}>
          <IconButton
            roving
            class={self.muted ? 'off' : ''}
            icon={self.muted ? MicOff : Mic}
            label={t(self.muted ? 'calls:stage.controls.unmute' : 'calls:stage.controls.mute')}
            shortcut={keyLabel(stageKeys.mute, t)}
            onClick={() => (self.muted ? actions.unmute : actions.mute)?.()}
          />
          <IconButton
            roving
            icon={self.camera ? Video : VideoOff}
            label={t(self.camera ? 'calls:stage.controls.turn-camera-off' : 'calls:stage.controls.turn-camera-on')}
            shortcut={keyLabel(stageKeys.camera, t)}
            onClick={() => (self.camera ? actions.cameraOff : actions.cameraOn)?.()}
          />
          <IconButton roving icon={Maximize2} label={t('calls:stage.place.stage')} onClick={() => actions.place('stage')} />
          <IconButton roving class="ends-call" icon={PhoneOff} label={t('calls:stage.controls.hang-up')} onClick={actions.leave} />
        </div>
      </div>
    </main>
  );
}
