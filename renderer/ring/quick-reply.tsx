import type { VNode } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { ArrowLeft, IconButton, SendHorizontal, useTexts, type TextKey } from '../ui/index.ts';

const replies: readonly TextKey[] = ['calls:ring.reply.later', 'calls:ring.reply.meeting', 'calls:ring.reply.afternoon'];

export interface QuickReplyProps {
  readonly name: string;
  /** Declines, and writes this into the chat. */
  readonly send: (message: string) => void;
  readonly back: () => void;
}

/** Declines with a sentence: one of three at once, or one's own. */
export function QuickReply({ name, send, back }: QuickReplyProps): VNode {
  const { t } = useTexts();
  const [text, setText] = useState('');
  const first = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => first.current?.focus(), []);
  const own = text.trim();
  return (
    <main
      class="quick-reply"
      onKeyDown={(event) => {
        if (event.key === 'Escape') back();
      }}
    >
      <div class="row">
        <IconButton size="small" icon={ArrowLeft} label={t('calls:ring.reply.back')} onClick={back} />
        <div class="grow">
          <h1 class="clip">{t('calls:ring.reply.title')}</h1>
          <p class="vh">{name}</p>
        </div>
      </div>
      <ul class="quick-replies">
        {replies.map((reply, index) => (
          <li key={reply}>
            <button type="button" class="quick-sentence" ref={index === 0 ? first : null} onClick={() => send(t(reply))}>
              {t(reply)}
            </button>
          </li>
        ))}
      </ul>
      <form
        class="input compact"
        onSubmit={(event) => {
          event.preventDefault();
          if (own) send(own);
        }}
      >
        <input
          type="text"
          aria-label={t('calls:ring.reply.own')}
          placeholder={t('calls:ring.reply.own')}
          value={text}
          maxLength={500}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <IconButton
          size="small"
          type="submit"
          fill
          icon={SendHorizontal}
          label={t('calls:ring.reply.send')}
          unavailable={own ? undefined : t('calls:ring.reply.empty')}
        />
      </form>
    </main>
  );
}
