import type { VNode } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { TextField, useTexts } from '../../../ui/index.ts';
import { personName } from '../tiles/face-words.ts';
import type { LiveLine } from './live-lines.ts';
import { SidePanel } from './side-panel.tsx';

export interface LiveTextPanelProps {
  readonly lines: readonly LiveLine[];
  /** The whole of what stands in the field; empty when the line is finished. Undefined where nobody could read it. */
  readonly tell: ((text: string) => void) | undefined;
  readonly close: () => void;
}

/** Real-time text (EN 301 549, 6.2): everybody reads each letter as it is typed. */
export function LiveTextPanel({ lines, tell, close }: LiveTextPanelProps): VNode {
  const { t } = useTexts();
  const [text, setText] = useState('');
  const end = useRef<HTMLLIElement>(null);
  const telling = useRef(tell);
  telling.current = tell;
  useLayoutEffect(() => end.current?.scrollIntoView({ block: 'nearest' }), [lines]);
  // Whoever closes the panel takes back what is not finished.
  useEffect(() => () => telling.current?.(''), []);
  return (
    <SidePanel title={t('calls:stage.live-text.title')} close={close}>
      <ul class="live-lines" aria-label={t('calls:stage.live-text.lines')} tabIndex={0}>
        {lines.length === 0 && <li class="muted small">{t('calls:stage.live-text.empty')}</li>}
        {lines.map((line) => (
          <li key={line.key} class={line.isOpen ? 'open' : ''} ref={line === lines.at(-1) ? end : null}>
            <strong class="small">{line.from === 'self' ? t('calls:stage.you') : personName(line.name, t)}</strong>
            <p>{line.text}</p>
          </li>
        ))}
      </ul>
      <form
        class="live-field"
        data-panel-start
        onSubmit={(event) => {
          event.preventDefault();
          tell?.('');
          setText('');
        }}
      >
        <TextField
          label={t('calls:stage.live-text.label')}
          hint={t('calls:stage.live-text.hint')}
          value={text}
          maxLength={1_000}
          onInput={(value) => {
            setText(value);
            tell?.(value);
          }}
        />
      </form>
    </SidePanel>
  );
}

/** What others are typing, over the picture, while the panel is closed: nobody has to look for it. */
export function LiveCaptions({ lines }: { readonly lines: readonly LiveLine[] }): VNode {
  const { t } = useTexts();
  return (
    <>
      {lines
        .filter(({ isOpen, from }) => isOpen && from !== 'self')
        .map((line) => (
          <p key={line.key} class="live-caption">
            <strong class="small nowrap">{personName(line.name, t)}</strong>
            <span>{line.text}</span>
          </p>
        ))}
    </>
  );
}
