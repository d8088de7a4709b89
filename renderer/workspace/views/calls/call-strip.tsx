import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import { classes, Headphones, Icon, IconButton, keyLabel, Maximize2, Mic, MicOff, MonitorUp, PhoneOff, useTexts, useUi, Video, VideoOff } from '../../../ui/index.ts';
import type { CurrentCall } from '../../../../preload/contract/calls.ts';
import type { CallsModel } from '../../viewmodels/calls/calls.ts';
import { keys } from '../../viewmodels/shell/shortcuts.ts';
import { phaseWords } from '../words/call-words.ts';
import './calls.css';

/** The running call, wherever one is in the window: whom with, how long, and what one must reach at any time. */
export function CallStrip({ calls }: { readonly calls: CallsModel }): VNode | null {
  const { t } = useTexts();
  const { announcer } = useUi();
  const call = calls.current.value;
  const lost = call?.phase === 'reconnecting';
  useEffect(() => {
    if (lost) announcer.announce(t('calls:workspace.phase.reconnecting'), 'assertive');
  }, [lost]);
  if (!call) return null;
  const { muted, camera } = call;
  const live = call.phase === 'joined' || call.phase === 'reconnecting' || call.phase === 'calling' || call.phase === 'connecting';
  return (
    <section class="call-strip ink" aria-label={t('calls:workspace.strip.label')} data-region="call">
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
      {live && (
        <>
          <IconButton
            class={classes(muted && 'off')}
            icon={muted ? MicOff : Mic}
            label={t(muted ? 'calls:workspace.strip.unmute' : 'calls:workspace.strip.mute')}
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
    </section>
  );
}

/** Time and number while all is well; else what is going on. Being muted is said in words too. */
function State({ calls, call }: { readonly calls: CallsModel; readonly call: CurrentCall }): VNode {
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
