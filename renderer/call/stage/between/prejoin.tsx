import type { VNode } from 'preact';
import { Avatar, Button, CheckField, Mic, MicOff, useTexts, Video, VideoOff, Volume2, type LucideIcon } from '../../../ui/index.ts';
import type { Conference, ConferenceState } from '../../conference/model.ts';
import { Troubles } from '../frame/notices.tsx';
import { Moving } from '../tiles/moving.tsx';
import { DeviceField } from './device-field.tsx';
import { LevelMeter } from './level-meter.tsx';

export interface PrejoinProps {
  readonly conference: Conference;
  readonly state: ConferenceState;
}

/** Before a group call: how one looks and sounds, and with which devices. */
export function Prejoin({ conference, state }: PrejoinProps): VNode {
  const { t } = useTexts();
  const { actions, brief, self, participants, devices } = state;
  const { join } = actions;
  const hasCamera = devices.videoinput.available.length > 0;
  return (
    <main class="prejoin" data-region="call-prejoin">
      <div class="prejoin-inner">
        <section class="prejoin-look">
          <p class="small muted">
            {participants.length > 0 ? t('calls:stage.prejoin.there', { count: participants.length }) : t('calls:stage.prejoin.kicker')}
          </p>
          <h1>{brief.title}</h1>
          <div class="preview ink">
            {self.preview ? <Moving stream={self.preview} mirrored /> : <Avatar name={self.name} id={self.id ?? 'self'} picture={brief.self.picture} size="xl" />}
            {!self.preview && <p class="preview-words">{t(hasCamera ? 'calls:stage.prejoin.camera-off' : 'calls:stage.prejoin.no-camera')}</p>}
            <div class="preview-over">
              <Toggle
                control="microphone"
                icon={self.muted ? MicOff : Mic}
                label={t(self.muted ? 'calls:stage.prejoin.microphone-off' : 'calls:stage.prejoin.microphone-on')}
                does={t(self.muted ? 'calls:stage.controls.unmute' : 'calls:stage.controls.mute')}
                off={self.muted}
                run={self.muted ? actions.unmute : actions.mute}
              />
              {hasCamera && (
                <Toggle
                  control="camera"
                  icon={self.camera ? Video : VideoOff}
                  label={t(self.camera ? 'calls:stage.prejoin.camera-on' : 'calls:stage.prejoin.camera-off')}
                  does={t(self.camera ? 'calls:stage.controls.turn-camera-off' : 'calls:stage.controls.turn-camera-on')}
                  off={!self.camera}
                  run={self.camera ? actions.cameraOff : actions.cameraOn}
                />
              )}
            </div>
          </div>
          <div class="acts">
            <Button variant="primary" size="large" busy={!join} onClick={() => join?.()}>
              {t('calls:stage.prejoin.join')}
            </Button>
            <Button size="large" onClick={actions.leave}>
              {t('ui:cancel')}
            </Button>
          </div>
        </section>
        <section class="prejoin-devices">
          <h2>{t('calls:stage.devices.title')}</h2>
          <DeviceField state={state} kind="videoinput" label={t('calls:stage.devices.camera')} none={t('calls:stage.devices.no-camera')} />
          <div class="stack tight">
            <DeviceField state={state} kind="audioinput" label={t('calls:stage.devices.microphone')} none={t('calls:stage.devices.no-microphone')} />
            {devices.audioinput.available.length > 0 && (
              <>
                <LevelMeter conference={conference} muted={self.muted} />
                <CheckField label={t('calls:stage.devices.noise')} checked={state.noiseSuppression} onChange={actions.suppressNoise} />
              </>
            )}
          </div>
          <DeviceField
            state={state}
            kind="audiooutput"
            label={t('calls:stage.devices.speaker')}
            none={t('calls:stage.devices.system-speaker')}
            end={
              <Button size="large" icon={Volume2} busy={!actions.testSpeaker} onClick={() => actions.testSpeaker?.()}>
                {t('calls:stage.devices.test')}
              </Button>
            }
          />
          <p class="hint">{t('calls:stage.prejoin.remembered')}</p>
        </section>
      </div>
      <Troubles troubles={state.troubles} foreignIceHosts={state.foreignIceHosts} />
    </main>
  );
}

interface ToggleProps {
  readonly control: string;
  readonly icon: LucideIcon;
  readonly label: string;
  readonly does: string;
  readonly off: boolean;
  readonly run: (() => void) | undefined;
}

function Toggle({ control, icon, label, does, off, run }: ToggleProps): VNode {
  return (
    <span class={off ? 'preview-toggle off' : 'preview-toggle'} data-control={control} data-tooltip={does}>
      <Button icon={icon} label={`${label}, ${does}`} onClick={() => run?.()}>
        {label}
      </Button>
    </span>
  );
}
