import type { VNode } from 'preact';
import { Button, CircleAlert, Icon, RefreshCw, Spinner, useTexts } from '../../../ui/index.ts';
import type { GapItem } from '../../../engine/contract.ts';
import type { Older } from '../../viewmodels/timeline/older.ts';
import { useTimelineActions } from './actions.tsx';

/** History is missing in between: it comes by itself, or says that it could not. */
export function Gap({ gap }: { readonly gap: GapItem }): VNode {
  const { t } = useTexts();
  const { fillGaps } = useTimelineActions();
  return gap.state === 'failed' ? (
    <Missing text={t('chat:timeline.gap-failed')} retry={fillGaps} />
  ) : (
    <Loading text={t('chat:timeline.gap-loading')} />
  );
}

/** Above the oldest message that is here. */
export function OlderLine({ older }: { readonly older: Older }): VNode | null {
  const { t } = useTexts();
  const { state } = older.state.value;
  if (state === 'failed') return <Missing text={t('chat:timeline.older-failed')} retry={older.retry} />;
  return state === 'loading' ? <Loading text={t('chat:timeline.older-loading')} /> : null;
}

function Loading({ text }: { readonly text: string }): VNode {
  return (
    <p class="missing">
      <Spinner />
      {text}
    </p>
  );
}

function Missing({ text, retry }: { readonly text: string; readonly retry: () => void }): VNode {
  const { t } = useTexts();
  return (
    <p class="missing">
      <Icon of={CircleAlert} size="s" />
      {text}
      <Button size="small" variant="quiet" icon={RefreshCw} onClick={retry}>
        {t('ui:retry')}
      </Button>
    </p>
  );
}
