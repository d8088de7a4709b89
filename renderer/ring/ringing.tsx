import type { VNode } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { IncomingCall } from '../../preload/contract/calls.ts';
import {
  Avatar,
  Button,
  ChevronDown,
  Icon,
  keyLabel,
  Phone,
  PhoneOff,
  Rich,
  ShieldAlert,
  ShieldCheck,
  useKey,
  useTexts,
  useUi,
  Video,
} from '../ui/index.ts';
import { QuickReply } from './quick-reply.tsx';

const answerKey = 'Ctrl+Shift+A';
const declineKey = 'Ctrl+Shift+D';

export interface RingingProps {
  readonly call: IncomingCall;
  readonly answer: (camera: boolean) => void;
  readonly decline: (message?: string) => void;
}

/** Somebody calls: who, from where, and what one can do. The window takes no focus by itself; it is read aloud. */
export function Ringing({ call, answer, decline }: RingingProps): VNode {
  const { t } = useTexts();
  const { announcer } = useUi();
  const [isReplying, setReplying] = useState(false);
  const title = t(call.media === 'video' ? 'calls:ring.ringing.title-video' : 'calls:ring.ringing.title');
  const keys = keyLabel(answerKey, t);
  useKey(answerKey, () => answer(false));
  useKey(declineKey, () => decline());
  useEffect(
    () => announcer.announce(t('calls:ring.ringing.announce', { title, name: call.caller.name, keys }), 'assertive'),
    [call.callId],
  );
  const more = useRef<HTMLButtonElement>(null);
  const wasReplying = useRef(false);
  useLayoutEffect(() => {
    if (wasReplying.current && !isReplying) more.current?.focus(); // back where the person came from
    wasReplying.current = isReplying;
  }, [isReplying]);
  if (isReplying) return <QuickReply name={call.caller.name} send={decline} back={() => setReplying(false)} />;
  return (
    <main class="ring-call" aria-labelledby="who-calls">
      <div class="ringing-who">
        <span class="ringing-rings">
          <Avatar name={call.caller.name} id={call.caller.userId} picture={call.caller.avatar} size="l" />
        </span>
        <div class="grow">
          <p class="small muted">{title}</p>
          <h1 id="who-calls" class="clip" data-tooltip={call.caller.name}>
            {call.caller.name}
          </h1>
          <p class="small muted ringing-from">
            <span class={call.confirmed ? 'confirmed' : 'claimed'}>
              <Icon of={call.confirmed ? ShieldCheck : ShieldAlert} size="xs" />
              {t(call.confirmed ? 'calls:ring.ringing.confirmed' : 'calls:ring.ringing.unconfirmed')}
            </span>
            {call.kind !== 'direct' && <span class="clip">{t('calls:ring.ringing.from-room', { room: call.title })}</span>}
          </p>
        </div>
      </div>
      <div class="ringing-acts">
        <Button variant="ok" size="large" icon={Phone} onClick={() => answer(false)}>
          {t('calls:ring.ringing.answer')}
        </Button>
        <Button size="large" icon={Video} onClick={() => answer(true)}>
          {t('calls:ring.ringing.answer-video')}
        </Button>
        <Button variant="danger" size="large" icon={PhoneOff} onClick={() => decline()}>
          {t('calls:ring.ringing.decline')}
        </Button>
      </div>
      <div class="ringing-more">
        <span class="tiny muted">
          <Rich text={t('calls:ring.ringing.answer-key', { keys })} tags={{ kbd: (label) => <kbd>{label}</kbd> }} />
        </span>
        <Button buttonRef={more} variant="quiet" size="small" icon={ChevronDown} onClick={() => setReplying(true)}>
          {t('calls:ring.ringing.decline-with')}
        </Button>
      </div>
    </main>
  );
}
