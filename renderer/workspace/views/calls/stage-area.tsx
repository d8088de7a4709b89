import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';
import { Button, Icon, PhoneOff, PictureInPicture2, Spinner, useTexts } from '../../../ui/index.ts';
import type { CurrentCall } from '../../../../preload/contract/calls.ts';
import type { CallsModel } from '../../viewmodels/calls/calls.ts';
import { phaseWords } from '../words/call-words.ts';
import { useStageFocus } from './use-stage-focus.ts';
import { useStagePlace } from './use-stage-place.ts';
import './calls.css';

/** The main pane during a call: the place that the call's view is laid upon, and what is said while it is not there. */
export function StageArea({ calls, call }: { readonly calls: CallsModel; readonly call: CurrentCall }): VNode {
  const { t } = useTexts();
  const title = t(call.kind === 'direct' ? 'calls:workspace.stage.with' : 'calls:workspace.stage.room', { name: call.title });
  return (
    <main class="pane-main stage-area" id="content" tabIndex={-1}>
      <h1 class="vh">{title}</h1>
      {call.placement === 'stage' ? <Place calls={calls} title={title} /> : <Elsewhere calls={calls} placement={call.placement} />}
      {call.placement === 'stage' && (call.phase === 'preparing' || call.phase === 'leaving') && (
        <div class="stage-words">
          <Spinner size="l" />
          <p role="status">{t(phaseWords[call.phase])}</p>
          {call.phase === 'preparing' && (
            <Button variant="danger" icon={PhoneOff} onClick={() => calls.command('hang-up')}>
              {t('calls:workspace.strip.hang-up')}
            </Button>
          )}
        </div>
      )}
    </main>
  );
}

function Place({ calls, title }: { readonly calls: CallsModel; readonly title: string }): VNode {
  const { t } = useTexts();
  const ref = useRef<HTMLButtonElement>(null);
  const { stage } = calls;
  useStagePlace(ref, stage.place);
  const { onFocus } = useStageFocus(ref, stage);
  return (
    <button
      ref={ref}
      type="button"
      class="stage-place"
      data-region="stage"
      aria-label={`${title}: ${t('calls:workspace.stage.enter')}`}
      onFocus={onFocus}
      onClick={() => stage.enter('forward')}
    />
  );
}

function Elsewhere({ calls, placement }: { readonly calls: CallsModel; readonly placement: 'window' | 'compact' }): VNode {
  const { t } = useTexts();
  return (
    <div class="stage-words" data-region="stage">
      <Icon of={PictureInPicture2} size="l" />
      <h2>{t(placement === 'window' ? 'calls:workspace.stage.window' : 'calls:workspace.stage.compact')}</h2>
      <p>{t('calls:workspace.stage.elsewhere-text')}</p>
      <Button variant="primary" onClick={calls.goTo}>
        {t('calls:workspace.stage.here')}
      </Button>
    </div>
  );
}
