import type { VNode } from 'preact';
import type { CurrentCall } from '../../preload/contract/calls.ts';
import { BellOff, Button, Icon, IconButton, Mic, MicOff, MonitorUp, MonitorX, useTexts } from '../ui/index.ts';

export interface PresentingProps {
  readonly call: Pick<CurrentCall, 'sharing' | 'muted'>;
  readonly mute: (muted: boolean) => void;
  readonly stop: () => void;
}

/** Over everything while one shares: what is seen by others, and the end of it. */
export function Presenting({ call, mute, stop }: PresentingProps): VNode {
  const { t } = useTexts();
  const { sharing = '', muted } = call;
  const title = sharing === '' ? t('calls:ring.presenting.label') : t('calls:ring.presenting.title', { name: sharing });
  return (
    <main class="presenting-bar">
      <h1 class="presenting-what">
        <Icon of={MonitorUp} />
        <span class="clip" data-tooltip={title}>
          {title}
        </span>
      </h1>
      <span class="tag presenting-quiet">
        <Icon of={BellOff} size="xs" />
        {t('calls:ring.presenting.quiet')}
      </span>
      <IconButton
        class={muted ? 'off' : ''}
        icon={muted ? MicOff : Mic}
        label={t(muted ? 'calls:ring.presenting.unmute' : 'calls:ring.presenting.mute')}
        onClick={() => mute(!muted)}
      />
      <Button variant="danger" icon={MonitorX} onClick={stop}>
        {t('calls:ring.presenting.stop')}
      </Button>
    </main>
  );
}
