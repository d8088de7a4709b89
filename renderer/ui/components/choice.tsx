import type { ComponentChildren, VNode } from 'preact';
import { useId } from 'preact/hooks';
import { classes } from '../classes.ts';
import { useRoving } from '../a11y/roving.ts';

export interface Option<T extends string> {
  readonly value: T;
  readonly label: string;
}

export interface SegmentProps<T extends string> {
  readonly label: string;
  readonly options: readonly Option<T>[];
  readonly value: T;
  readonly onChange: (value: T) => void;
}

/** One of a few, all in view: a radio group that looks like a switch with positions. */
export function Segment<T extends string>({ label, options, value, onChange }: SegmentProps<T>): VNode {
  const ref = useRoving<HTMLDivElement>({ orientation: 'both' });
  return (
    <div class="segment" role="radiogroup" aria-label={label} ref={ref}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          role="radio"
          aria-checked={option.value === value}
          data-roving={option.label}
          onClick={() => onChange(option.value)}
          onFocus={() => option.value !== value && onChange(option.value)}
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}

export interface CheckFieldProps {
  readonly label: ComponentChildren;
  readonly hint?: ComponentChildren;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly class?: string;
}

export function CheckField({ label, hint, checked, onChange, class: extra }: CheckFieldProps): VNode {
  const id = useId();
  return (
    <div class={classes('check', extra)}>
      <input
        id={id}
        type="checkbox"
        checked={checked}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <div>
        <label for={id}>{label}</label>
        {hint && (
          <p class="hint" id={`${id}-hint`}>
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}

export interface SwitchProps {
  /** For the label that stands elsewhere. */
  readonly id: string;
  readonly checked: boolean;
  /** IDs of what explains it. */
  readonly describedBy?: string | undefined;
  /** Given by the organisation: it keeps the focus, so that the reason can be reached. */
  readonly locked?: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** On or off, at once. */
export function Switch({ id, checked, describedBy, locked = false, onChange }: SwitchProps): VNode {
  return (
    <span class="switch">
      <input
        id={id}
        type="checkbox"
        role="switch"
        checked={checked}
        aria-disabled={locked ? 'true' : undefined}
        aria-describedby={describedBy}
        onClick={(event) => locked && event.preventDefault()}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span />
    </span>
  );
}
