import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import {
  Button, CircleAlert, CopyCode, failureWords, Icon, IconButton, PhoneOff, SupportCode, supportCode, useTexts, useUi, X,
} from '../../../ui/index.ts';
import type { CallEndReason, EndedCall } from '../../../../preload/contract/calls.ts';
import type { CallsModel } from '../../viewmodels/calls/calls.ts';
import { endWords, mediaIcon, obstacleWords } from '../words/call-words.ts';

export interface EndedNoticeProps {
  readonly calls: CallsModel;
  readonly ended: EndedCall;
  readonly write: (roomId: string) => void;
}

/** Ends that were to be expected are told in passing. */
const inPassing: readonly CallEndReason[] = ['hung-up', 'other-hung-up', 'answered-elsewhere'];
const faults: readonly CallEndReason[] = ['crashed', 'failed'];

/** How the last call ended, and the way on. It stays until it is read; what needs no answer is a toast. */
export function EndedNotice({ calls, ended, write }: EndedNoticeProps): VNode | null {
  const texts = useTexts();
  const { t } = texts;
  const { announcer, toasts } = useUi();
  const { reason, callId, failure } = ended;
  const passing = inPassing.includes(reason) && !ended.canRejoin;
  const words = failure && faults.includes(reason) ? failureWords(failure, texts) : undefined;
  const [titleKey, textKey] = endWords[reason];
  const title = t(titleKey, { name: ended.peer?.name ?? ended.title });

  useEffect(() => {
    if (passing && reason !== 'hung-up') toasts.show({ tone: 'info', text: title });
    if (passing) calls.dismiss();
    else announcer.announce(title);
  }, [callId, reason]);

  if (passing) return null;
  const code = faults.includes(reason) ? supportCode(failure ?? { code: reason }) : undefined;
  const text = words ? `${words.title}. ${words.text}` : textKey && t(textKey);
  return (
    <section class="call-notice call-end" aria-label={t('calls:workspace.ended.label')} data-region="notice">
      <Icon of={faults.includes(reason) ? CircleAlert : PhoneOff} />
      <div class="grow">
        <p>
          <strong>{title}</strong>
        </p>
        {text !== undefined && <p class="small">{text}</p>}
        {code !== undefined && (
          <div class="small">
            <SupportCode code={code} />
          </div>
        )}
      </div>
      <div class="acts">
        <WayOn calls={calls} ended={ended} />
        {ended.roomId !== undefined && (reason === 'declined' || reason === 'busy' || reason === 'no-answer') && (
          <Button size="small" onClick={() => ended.roomId !== undefined && write(ended.roomId)}>
            {t('calls:workspace.write')}
          </Button>
        )}
        {code !== undefined && <CopyCode code={code} failure={failure ?? { code: reason }} />}
        <IconButton size="small" icon={X} label={t('calls:workspace.ended.dismiss')} onClick={calls.dismiss} />
      </div>
    </section>
  );
}

function WayOn({ calls, ended }: Pick<EndedNoticeProps, 'calls' | 'ended'>): VNode | null {
  const { t } = useTexts();
  const { roomId, media } = ended;
  const obstacle = calls.obstacle.value;
  const unavailable = obstacle && t(obstacleWords[obstacle]);
  if (ended.canRejoin) {
    return (
      <Button size="small" variant="primary" busy={calls.rejoin.busy.value} unavailable={unavailable} onClick={calls.rejoin.run}>
        {t('calls:workspace.ended.rejoin')}
      </Button>
    );
  }
  if (roomId === undefined || ended.reason === 'removed') return null;
  return (
    <Button
      size="small"
      icon={mediaIcon(media)}
      busy={calls.start.busy.value}
      unavailable={unavailable}
      onClick={() => calls.start.run(roomId, media)}
    >
      {t('calls:workspace.call-again')}
    </Button>
  );
}
