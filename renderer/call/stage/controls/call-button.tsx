import type { ComponentChildren, Ref, VNode } from 'preact';
import { classes, Icon, type LucideIcon } from '../../../ui/index.ts';

export interface CallButtonProps {
  /** Names it for tests and for whoever looks for it in the page. */
  readonly control: string;
  readonly icon: LucideIcon;
  /** The word under it. */
  readonly label: string;
  /** What it does, where the word says how things stand ("Stumm"); read after the word. */
  readonly does?: string;
  readonly shortcut?: string | undefined;
  /** Stands out as off: not heard, not seen. */
  readonly off?: boolean;
  readonly leave?: boolean;
  readonly pressed?: boolean;
  readonly count?: { readonly number: number; readonly words: string } | undefined;
  readonly popup?: 'menu' | 'dialog';
  readonly expanded?: boolean;
  readonly buttonRef?: Ref<HTMLButtonElement>;
  readonly onClick: () => void;
  readonly onKeyDown?: (event: preact.TargetedKeyboardEvent<HTMLElement>) => void;
  readonly children?: ComponentChildren;
}

/** A control of the call: a disc with a word under it. */
export function CallButton(props: CallButtonProps): VNode {
  const { label, does, count, shortcut } = props;
  const tip = does ?? label;
  return (
    <button
      ref={props.buttonRef ?? null}
      type="button"
      class={classes('cbtn', props.off && 'off', props.leave && 'leave')}
      aria-pressed={props.pressed}
      aria-haspopup={props.popup}
      aria-expanded={props.expanded}
      data-control={props.control}
      data-roving={label}
      data-tooltip={shortcut === undefined ? tip : `${tip} (${shortcut})`}
      onClick={props.onClick}
      onKeyDown={props.onKeyDown}
    >
      <span class="disc">
        <Icon of={props.icon} />
        {count && (
          <span class="count mention" aria-hidden="true">
            {count.number}
          </span>
        )}
      </span>
      <span class="word">{label}</span>
      {does !== undefined && <span class="vh">, {does}</span>}
      {count && <span class="vh">, {count.words}</span>}
    </button>
  );
}
