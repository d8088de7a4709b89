import type { VNode } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { MessageItem } from '../../../engine/contract.ts';
import { Button, classes, useTexts } from '../../../ui/index.ts';
import { autoLinks } from './links.ts';
import { sanitise } from './sanitise.ts';

/** Longer than this and a message is folded: the reader goes on past it. */
const longText = 2_400;
const manyLines = 32;

export const isLong = (text: string): boolean => text.length > longText || text.split('\n', manyLines + 1).length > manyLines;

export type MessageBodyProps = Pick<MessageItem, 'text' | 'html' | 'style' | 'emojiOnly' | 'sender'>;

/** What a message says, made safe, with its addresses as links. */
export function MessageBody({ text, html, style, emojiOnly, sender }: MessageBodyProps): VNode {
  const { t } = useTexts();
  const [unfolded, setUnfolded] = useState(false);
  const long = useMemo(() => isLong(text), [text]);
  const content = useMemo(
    () => (html === undefined ? <p class="plain">{linked(text)}</p> : <div dangerouslySetInnerHTML={{ __html: sanitise(html) }} />),
    [text, html],
  );
  const folded = long && !unfolded;
  return (
    <>
      <div class={classes('body', style, emojiOnly && 'emoji', folded && 'folded')} dir="auto">
        {style === 'emote' && <bdi class="emote-name">{sender.name}</bdi>}
        {content}
      </div>
      {long && (
        <Button variant="quiet" size="small" onClick={() => setUnfolded(folded)}>
          {folded ? t('chat:timeline.more') : t('chat:timeline.less')}
        </Button>
      )}
    </>
  );
}

const linked = (text: string) =>
  autoLinks(text).map(({ text: part, href }, index) =>
    href === undefined ? (
      part
    ) : (
      <a key={index} href={href} rel="noreferrer">
        {part}
      </a>
    ),
  );
