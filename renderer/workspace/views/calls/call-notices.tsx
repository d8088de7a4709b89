import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import { Avatar, Button, FailureNote, Icon, Phone, PhoneOff, ShieldAlert, useTexts, useUi, Video } from '../../../ui/index.ts';
import type { Failure } from '../../../base/failure.ts';
import type { CallsModel } from '../../viewmodels/calls/calls.ts';
import { EndedNotice } from './ended-notice.tsx';
import './calls.css';

/** At the top of the window: who calls, how the last call ended, and what about calls did not work. */
export function CallNotices({ calls, write }: { readonly calls: CallsModel; readonly write: (roomId: string) => void }): VNode {
  const ended = calls.ended.value;
  const failure = calls.problem.value;
  return (
    <>
      <IncomingNotice calls={calls} />
      {ended && <EndedNotice calls={calls} ended={ended} write={write} />}
      {failure && <Problem failure={failure} dismiss={calls.dismiss} />}
    </>
  );
}

function Problem({ failure, dismiss }: { readonly failure: Failure; readonly dismiss: () => void }): VNode {
  const { t } = useTexts();
  return (
    <div class="call-problem">
      <FailureNote
        failure={failure}
        actions={
          <Button size="small" onClick={dismiss}>
            {t('calls:workspace.ended.dismiss')}
          </Button>
        }
      />
    </div>
  );
}

/** The small window rings; this is for who looks here, and it never takes the focus. */
export function IncomingNotice({ calls }: { readonly calls: CallsModel }): VNode | null {
  const { t } = useTexts();
  const { announcer } = useUi();
  const call = calls.incoming.value;
  useEffect(() => {
    if (!call) return;
    const words = call.waiting ? 'calls:workspace.notice.spoken-waiting' : 'calls:workspace.notice.spoken';
    announcer.announce(t(words, { name: call.caller.name }), 'assertive');
  }, [call?.callId]);
  if (!call) return null;
  const { name } = call.caller;
  const busy = calls.answer.busy.value;
  const facts = [
    t(call.media === 'video' ? 'calls:workspace.notice.video' : 'calls:workspace.notice.audio'),
    ...(call.kind === 'room' ? [t('calls:workspace.notice.room', { title: call.title })] : []),
  ];
  return (
    <section class="call-notice" aria-label={t('calls:workspace.notice.label')} data-region="notice">
      <Avatar id={call.caller.userId} name={call.caller.name} picture={call.caller.avatar} size="m" />
      <div class="grow">
        <p>
          <strong>{t(call.waiting ? 'calls:workspace.notice.waiting' : 'calls:workspace.notice.calls', { name })}</strong>
        </p>
        <p class="small muted">
          {facts.join(' · ')}
          {!call.confirmed && (
            <span class="unconfirmed">
              {' · '}
              <Icon of={ShieldAlert} size="xs" />
              {t('calls:workspace.notice.unconfirmed')}
            </span>
          )}
        </p>
      </div>
      <div class="acts">
        <Button variant="ok" icon={Phone} busy={busy} onClick={() => calls.answer.run(false)}>
          {t(call.waiting ? 'calls:workspace.notice.switch' : 'calls:workspace.notice.answer')}
        </Button>
        {!call.waiting && (
          <Button icon={Video} onClick={() => !busy && calls.answer.run(true)}>
            {t('calls:workspace.notice.answer-video')}
          </Button>
        )}
        <Button variant="danger" icon={PhoneOff} onClick={calls.decline.run}>
          {t('calls:workspace.notice.decline')}
        </Button>
      </div>
    </section>
  );
}
