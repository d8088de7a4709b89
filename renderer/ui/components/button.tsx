import type { ComponentChildren, Ref, TargetedMouseEvent, VNode } from 'preact';
import { useId } from 'preact/hooks';
import type { LucideIcon } from '../icons.ts';
import { classes } from '../classes.ts';
import { Icon } from './icon.tsx';
import { Spinner } from './spinner.tsx';

export interface ButtonProps {
  readonly children: ComponentChildren;
  /** Its name where the words on it would not be enough out of their place; it begins with them. */
  readonly label?: string;
  readonly variant?: 'default' | 'primary' | 'quiet' | 'ok' | 'danger';
  readonly size?: 'small' | 'medium' | 'large';
  readonly icon?: LucideIcon;
  readonly type?: 'button' | 'submit';
  readonly block?: boolean;
  /** Under way: shows that it works and takes no second click. */
  readonly busy?: boolean;
  /** Why it cannot be used now. It stays focusable and says so; what is never possible is not drawn at all. */
  readonly unavailable?: string | undefined;
  readonly autofocus?: boolean;
  readonly buttonRef?: Ref<HTMLButtonElement>;
  readonly onClick?: (event: TargetedMouseEvent<HTMLButtonElement>) => void;
}

/** The label is a verb. One primary button in a place at most. */
export function Button(props: ButtonProps): VNode {
  const { children, variant = 'default', size = 'medium', icon, type = 'button', busy = false, unavailable } = props;
  const reasonId = useId();
  const blocked = busy || unavailable !== undefined;
  return (
    <button
      ref={props.buttonRef ?? null}
      type={type}
      class={classes('btn', variant, size, props.block && 'block', busy && 'busy')}
      aria-label={props.label}
      aria-disabled={blocked ? 'true' : undefined}
      aria-busy={busy ? 'true' : undefined}
      aria-describedby={unavailable === undefined ? undefined : reasonId}
      data-tooltip={unavailable}
      data-autofocus={props.autofocus ? '' : undefined}
      onClick={(event) => {
        if (blocked) event.preventDefault();
        else props.onClick?.(event);
      }}
    >
      {busy ? <Spinner /> : icon && <Icon of={icon} size={size === 'small' ? 's' : 'm'} />}
      <span>{children}</span>
      {unavailable !== undefined && (
        <span class="vh" id={reasonId}>
          {unavailable}
        </span>
      )}
    </button>
  );
}
