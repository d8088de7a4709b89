import type { VNode } from 'preact';
import type { MessageItem } from '../../../engine/contract.ts';
import { Button, CircleAlert, Clock, Copy, failureWords, Icon, RefreshCw, Trash2, useTexts, useUi } from '../../../ui/index.ts';
import { useTimelineActions } from './actions.tsx';

/** Where an own message stands that the server does not have yet, and what can be done about it. */
export function SendLine({ item }: { readonly item: MessageItem }): VNode | null {
  const texts = useTexts();
  const { online } = useTimelineActions();
  const { t } = texts;
  if (!item.send) return null;
  if (item.send.state === 'failed') {
    const { title, text } = failureWords(item.send.failure, texts);
    return (
      <div class="send-failed">
        <p class="send-line">
          <Icon of={CircleAlert} size="xs" />
          <span>{t('chat:send.failed', { reason: `${title}. ${text}` })}</span>
        </p>
        <FailedActions item={item} />
      </div>
    );
  }
  if (online.value) return <span class="vh">{t('chat:send.sending')}</span>;
  return (
    <p class="send-line">
      <Icon of={Clock} size="xs" />
      {t('chat:send.waiting')}
    </p>
  );
}

function FailedActions({ item }: { readonly item: MessageItem }): VNode {
  const { toasts } = useUi();
  const { retry, discard, copy } = useTimelineActions();
  const { t } = useTexts();
  const { txnId } = item;
  return (
    <div class="acts">
      {txnId !== undefined && (
        <Button size="small" icon={RefreshCw} onClick={() => retry(txnId)}>
          {t('chat:send.retry')}
        </Button>
      )}
      <Button
        size="small"
        variant="quiet"
        icon={Copy}
        onClick={() => {
          copy(item.text);
          toasts.show({ tone: 'ok', text: t('chat:send.copied') });
        }}
      >
        {t('chat:send.copy')}
      </Button>
      {txnId !== undefined && (
        <Button size="small" variant="quiet" icon={Trash2} onClick={() => discard(txnId)}>
          {t('chat:send.discard')}
        </Button>
      )}
    </div>
  );
}
