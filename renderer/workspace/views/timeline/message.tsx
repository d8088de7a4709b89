import type { VNode } from 'preact';
import type { MessageItem } from '../../../engine/contract.ts';
import { classes, Icon, ShieldAlert, useTexts, type TextKey } from '../../../ui/index.ts';
import { useTimelineActions } from './actions.tsx';
import { MessageBody } from './message-body.tsx';
import { SendLine } from './send-line.tsx';

const shieldWords: Readonly<Record<NonNullable<MessageItem['shield']>, TextKey>> = {
  'unverified-device': 'chat:shield.unverified-device',
  'unknown-device': 'chat:shield.unknown-device',
  'not-encrypted': 'chat:shield.not-encrypted',
  authenticity: 'chat:shield.authenticity',
};

/** A text message with what hangs on it: the answered one, reactions, a warning, where it stands on its way. */
export function Message({ item, first }: { readonly item: MessageItem; readonly first: boolean }): VNode {
  const { t } = useTexts();
  return (
    <div class={classes('message', item.send && `send-${item.send.state}`, item.mentionsMe && 'mentions-me')}>
      {item.replyTo && <Quote replyTo={item.replyTo} />}
      <MessageBody text={item.text} html={item.html} style={item.style} emojiOnly={item.emojiOnly} sender={item.sender} />
      {item.edited && !first && <span class="flag">{t('chat:timeline.edited')}</span>}
      {item.reactions.length > 0 && <Reactions item={item} />}
      {item.shield && (
        <p class="send-line">
          <Icon of={ShieldAlert} size="xs" />
          {t(shieldWords[item.shield])}
        </p>
      )}
      <SendLine item={item} />
    </div>
  );
}

function Quote({ replyTo }: { readonly replyTo: NonNullable<MessageItem['replyTo']> }): VNode {
  const { t } = useTexts();
  const { goTo } = useTimelineActions();
  const label = replyTo.sender ? t('chat:timeline.reply-to', { name: replyTo.sender.name }) : t('chat:timeline.reply-unknown');
  return (
    <button type="button" class="quote" data-tooltip={t('chat:timeline.reply-jump')} onClick={() => goTo(replyTo.eventId)}>
      <span class="vh">{label}</span>
      {replyTo.sender ? <b aria-hidden="true">{replyTo.sender.name}</b> : <b aria-hidden="true">{t('chat:timeline.reply-unknown')}</b>}
      {replyTo.text !== undefined && (
        <bdi class="clip" dir="auto">
          {replyTo.text}
        </bdi>
      )}
    </button>
  );
}

function Reactions({ item }: { readonly item: MessageItem }): VNode {
  const { t } = useTexts();
  return (
    <ul class="reacts" aria-label={t('chat:timeline.reactions')}>
      {item.reactions.map(({ symbol, count, own }) => (
        <li key={symbol} class={classes('react', own && 'own')}>
          <span aria-hidden="true">
            <bdi>{symbol}</bdi> {count}
          </span>
          <span class="vh">
            {own ? t('chat:timeline.reaction-own', { symbol, count }) : t('chat:timeline.reaction', { symbol, count })}
          </span>
        </li>
      ))}
    </ul>
  );
}
