import type { ComponentChildren, VNode } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { IconButton, useTexts, X } from '../../../ui/index.ts';

export interface SidePanelProps {
  readonly title: string;
  readonly close: () => void;
  readonly children: ComponentChildren;
}

/** Beside the stage; over it in narrow windows. It takes the focus and gives it back; Esc closes it. */
export function SidePanel({ title, close, children }: SidePanelProps): VNode {
  const { t } = useTexts();
  const titleId = useId();
  const ref = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    const panel = ref.current;
    const start = panel?.querySelector<HTMLElement>('[data-panel-start] input') ?? panel?.querySelector('button');
    start?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <aside
      class="call-panel"
      ref={ref}
      aria-labelledby={titleId}
      data-region="call-panel"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        close();
      }}
    >
      <div class="call-panel-head">
        <h2 id={titleId}>{title}</h2>
        <IconButton icon={X} label={t('ui:close')} onClick={close} />
      </div>
      {children}
    </aside>
  );
}
