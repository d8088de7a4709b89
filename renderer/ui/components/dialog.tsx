import type { ComponentChildren, VNode } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { classes } from '../classes.ts';
import { useTexts } from '../context.tsx';
import { X } from '../icons.ts';
import { keepFocusWithin } from '../a11y/focus.ts';
import { IconButton } from './icon-button.tsx';

export interface DialogProps {
  readonly title: string;
  readonly children: ComponentChildren;
  /** Buttons, the one that does it last. */
  readonly actions?: ComponentChildren;
  /** Closes by Esc, by the cross and by whatever calls it; undefined while it cannot be closed. */
  readonly onClose: (() => void) | undefined;
  /** Makes it a form: Enter in a field does what the submit button does. */
  readonly onSubmit?: () => void;
  readonly size?: 'medium' | 'wide';
}

/**
 * A modal dialog on top of everything. Draw it to open it, stop drawing it to close it: the focus goes to
 * `data-autofocus` or the first field, stays inside, and returns to where it was.
 */
export function Dialog({ title, children, actions, onClose, onSubmit, size = 'medium' }: DialogProps): VNode {
  const { t } = useTexts();
  const ref = useRef<HTMLDialogElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const [scrolls, setScrolls] = useState(false);
  const titleId = useId();

  useLayoutEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    const before = document.activeElement;
    dialog.showModal();
    setScrolls(content.current !== null && content.current.scrollHeight > content.current.clientHeight);
    const start = dialog.querySelector<HTMLElement>('[data-autofocus], input:not([readonly]), textarea, select');
    start?.focus();
    const release = keepFocusWithin(dialog);
    return () => {
      release();
      dialog.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  const body = (
    <>
      <header>
        <h2 id={titleId}>{title}</h2>
        {onClose && <IconButton icon={X} label={t('ui:close')} onClick={onClose} />}
      </header>
      {/* What scrolls has to be reachable by keyboard. */}
      <div class="content" ref={content} {...(scrolls && { role: 'region', tabIndex: 0, 'aria-labelledby': titleId })}>
        {children}
      </div>
      {actions && <footer>{actions}</footer>}
    </>
  );

  return (
    <dialog
      ref={ref}
      class={classes('dialog', size)}
      aria-labelledby={titleId}
      // The key and not the cancel event: Chromium sends that only once, and closes by itself the next time.
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        onClose?.();
      }}
    >
      {onSubmit ? (
        <form
          class="frame"
          onSubmit={(event) => {
            event.preventDefault();
            onSubmit();
          }}
        >
          {body}
        </form>
      ) : (
        <div class="frame">{body}</div>
      )}
    </dialog>
  );
}
