import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import {
  classes, Headphones, Icon, IconButton, keyLabel, Maximize2, Mic, MicOff, MonitorUp, PhoneOff, useTexts, useUi, Video, VideoOff, type LucideIcon, type TextKey,
} from '../../../ui/index.ts';
import type { CallPhase, CurrentCall } from '../../../../preload/contract/calls.ts';
import type { CallsModel } from '../../viewmodels/calls/calls.ts';
import { keys } from '../../viewmodels/shell/shortcuts.ts';
import { phaseWords } from '../words/call-words.ts';
import './calls.css';

export interface CallStripProps {
  readonly calls: CallsModel;
  /** Beside the stage, which has all controls: only what must be at hand even where the call's own page is covered or hangs. */
  readonly slim?: boolean;
}

/** The running call, wherever one is in the window: whom with, how long, and what one must reach at any time. */
export function CallStrip({ calls, slim = false }: CallStripProps): VNode | null {
  const { t } = useTexts();
  const { announcer } = useUi();
  const call = calls.current.value;
  const lost = call?.phase === 'reconnecting';
  useEffect(() => {
    if (lost) announcer.announce(t('calls:workspace.phase.reconnecting'), 'assertive');
  }, [lost]);
  if (!call) return null;
  return (
    <section class={classes('call-strip ink', slim && 'slim')} aria-label={t('calls:workspace.strip.label')} data-region="call">
      {slim ? <SlimBar calls={calls} call={call} /> : <Bar calls={calls} call={call} />}
    </section>
  );
}

interface BarProps {
  readonly calls: CallsModel;
  readonly call: CurrentCall;
}

const livePhases: readonly CallPhase[] = ['joined', 'reconnecting', 'calling', 'connecting'];
const muteIcon = ({ muted }: CurrentCall): LucideIcon => (muted ? MicOff : Mic);
const muteWords = ({ muted }: CurrentCall): TextKey => (muted ? 'calls:workspace.strip.unmute' : 'calls:workspace.strip.mute');

function Bar({ calls, call }: BarProps): VNode {
  const { t } = useTexts();
  const { muted, camera } = call;
  return (
    <>
      <button type="button" class="strip-call" data-tooltip={t('calls:workspace.to-call')} onClick={calls.goTo}>
        <Icon of={call.sharing === undefined ? Headphones : MonitorUp} />
        <span class="grow">
          <span class="small clip">
            <bdi>
              <strong>{call.title}</strong>
            </bdi>
          </span>
          <span class="tiny num clip">
            <State calls={calls} call={call} />
          </span>
        </span>
        <span class="vh">{t('calls:workspace.to-call')}</span>
        <Icon of={Maximize2} size="xs" />
      </button>
      {livePhases.includes(call.phase) && (
        <>
          <IconButton
            class={classes(muted && 'off')}
            icon={muteIcon(call)}
            label={t(muteWords(call))}
            shortcut={keyLabel(keys.mute, t)}
            onClick={() => calls.command(muted ? 'unmute' : 'mute')}
          />
          <IconButton
            icon={camera ? Video : VideoOff}
            label={t(camera ? 'calls:workspace.strip.camera-off' : 'calls:workspace.strip.camera-on')}
            shortcut={keyLabel(keys.camera, t)}
            onClick={() => calls.command(camera ? 'camera-off' : 'camera-on')}
          />
        </>
      )}
      <IconButton
        class="hang-up"
        icon={PhoneOff}
        label={t('calls:workspace.strip.hang-up')}
        shortcut={keyLabel(keys.hangUp, t)}
        onClick={() => calls.command('hang-up')}
      />
    </>
  );
}

/** With words like the rail above it: a tooltip would come to lie under the call's view. */
function SlimBar({ calls, call }: BarProps): VNode {
  const { t, format } = useTexts();
  const { muted } = call;
  const elapsed = calls.elapsed.value;
  return (
    <>
      <p class="slim-call">
        <bdi class="clip">
          <strong>{call.title}</strong>
        </bdi>
        {call.phase === 'joined' && elapsed !== undefined && <span class="num">{format.elapsed(elapsed)}</span>}
      </p>
      {livePhases.includes(call.phase) && (
        <button type="button" class={classes('place', muted && 'off')} onClick={() => calls.command(muted ? 'unmute' : 'mute')}>
          <Icon of={muteIcon(call)} />
          <span class="txt">{t(muted ? 'calls:workspace.strip.muted' : 'calls:workspace.strip.microphone')}</span>
          <span class="vh">, {t(muteWords(call))}</span>
        </button>
      )}
      <button type="button" class="place hang-up" onClick={() => calls.command('hang-up')}>
        <Icon of={PhoneOff} />
        <span class="txt">{t('calls:workspace.strip.hang-up')}</span>
      </button>
    </>
  );
}

/** Time and number while all is well; else what is going on. Being muted is said in words too. */
function State({ calls, call }: BarProps): VNode {
  const { t, format } = useTexts();
  const elapsed = calls.elapsed.value;
  if (call.phase !== 'joined' || elapsed === undefined) {
    return <>{t(phaseWords[call.phase])}</>;
  }
  const facts = [
    ...(call.muted ? [t('calls:workspace.strip.muted')] : []),
    ...(call.sharing === undefined ? [] : [t('calls:workspace.strip.presenting')]),
    format.elapsed(elapsed),
    ...(call.kind === 'direct' ? [] : [t('calls:workspace.participants', { count: call.participants })]),
  ];
  return <>{facts.join(' · ')}</>;
}
