import type { Ref, TargetedMouseEvent, VNode } from 'preact';
import { useId } from 'preact/hooks';
import { classes } from '../classes.ts';
import type { LucideIcon } from '../icons.ts';
import { Icon } from './icon.tsx';

export interface IconButtonProps {
  readonly icon: LucideIcon;
  /** Its name, and its tooltip. */
  readonly label: string;
  readonly size?: 'small' | 'medium';
  readonly fill?: boolean;
  readonly type?: 'button' | 'submit';
  /** For what can be on or off; leave out for what is done once. */
  readonly pressed?: boolean;
  readonly expanded?: boolean;
  readonly popup?: 'menu' | 'dialog';
  /** The key that does the same, for the tooltip ("Strg N"). */
  readonly shortcut?: string;
  readonly unavailable?: string | undefined;
  readonly class?: string;
  readonly roving?: boolean;
  readonly buttonRef?: Ref<HTMLButtonElement>;
  readonly onClick?: (event: TargetedMouseEvent<HTMLButtonElement>) => void;
}

/** For what is used again and again; main actions are `Button`s with words. */
export function IconButton(props: IconButtonProps): VNode {
  const { icon, label, size = 'medium', unavailable, shortcut } = props;
  const reasonId = useId();
  const tooltip = unavailable === undefined ? label : `${label}: ${unavailable}`;
  return (
    <button
      ref={props.buttonRef ?? null}
      type={props.type ?? 'button'}
      class={classes('ibtn', size, props.fill && 'fill', props.class)}
      aria-label={label}
      aria-pressed={props.pressed}
      aria-expanded={props.expanded}
      aria-haspopup={props.popup}
      aria-disabled={unavailable === undefined ? undefined : 'true'}
      aria-describedby={unavailable === undefined ? undefined : reasonId}
      data-tooltip={shortcut === undefined ? tooltip : `${tooltip} (${shortcut})`}
      data-roving={props.roving ? label : undefined}
      onClick={(event) => {
        if (unavailable === undefined) props.onClick?.(event);
        else event.preventDefault();
      }}
    >
      <Icon of={icon} size={size === 'small' ? 's' : 'm'} />
      {unavailable !== undefined && (
        <span class="vh" id={reasonId}>
          {unavailable}
        </span>
      )}
    </button>
  );
}
