import type { ComponentChildren, InputHTMLAttributes, Ref, VNode } from 'preact';
import { useId, useState } from 'preact/hooks';
import { classes } from '../classes.ts';
import { useTexts } from '../context.tsx';
import { CircleAlert, Eye, EyeOff, Lock, type LucideIcon } from '../icons.ts';
import { IconButton } from './icon-button.tsx';
import { Icon } from './icon.tsx';

export interface FieldProps {
  readonly label: string;
  readonly hint?: ComponentChildren;
  /** What is wrong and what to do, at the field. */
  readonly error?: ComponentChildren;
  /** `id`, `describedBy` and `invalid` belong on the control. */
  readonly children: (control: {
    readonly id: string;
    readonly describedBy: string | undefined;
    readonly invalid: boolean;
  }) => ComponentChildren;
}

/** A label, a control of any kind, its hint and its error, tied together by IDs. */
export function Field({ label, hint, error, children }: FieldProps): VNode {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({ id, describedBy: described || undefined, invalid: Boolean(error) })}
      {error ? (
        <p class="field-error" id={`${id}-error`} role="alert">
          <Icon of={CircleAlert} size="s" />
          <span>{error}</span>
        </p>
      ) : null}
      {hint ? (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
    </div>
  );
}

export interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly hint?: ComponentChildren;
  readonly error?: ComponentChildren;
  readonly icon?: LucideIcon;
  readonly type?: 'text' | 'password';
  readonly placeholder?: string;
  readonly autocomplete?: InputHTMLAttributes['autocomplete'];
  readonly inputMode?: 'text' | 'url' | 'search';
  /** Given by the organisation: can be read and copied, not changed. */
  readonly locked?: boolean;
  readonly compact?: boolean;
  readonly required?: boolean;
  readonly maxLength?: number;
  /** A secret or a technical value: no help from the spell checker, no capitals. */
  readonly technical?: boolean;
  readonly autofocus?: boolean;
  readonly end?: ComponentChildren;
  readonly inputRef?: Ref<HTMLInputElement>;
}

export function TextField(props: TextFieldProps): VNode {
  const { label, hint, error, locked = false } = props;
  return (
    <Field label={label} hint={hint} error={error}>
      {({ id, describedBy, invalid }) => (
        <div class={classes('input', props.compact && 'compact', locked && 'locked', invalid && 'invalid')}>
          {props.icon && <Icon of={props.icon} />}
          <input
            ref={props.inputRef ?? null}
            id={id}
            type={props.type ?? 'text'}
            value={props.value}
            placeholder={props.placeholder}
            autocomplete={props.autocomplete ?? 'off'}
            inputMode={props.inputMode}
            maxLength={props.maxLength}
            readOnly={locked}
            aria-required={props.required ? 'true' : undefined}
            aria-invalid={invalid ? 'true' : undefined}
            aria-describedby={describedBy}
            spellcheck={props.technical ? false : undefined}
            autocapitalize={props.technical ? 'none' : undefined}
            data-autofocus={props.autofocus ? '' : undefined}
            onInput={(event) => props.onInput(event.currentTarget.value)}
          />
          {locked && <Icon of={Lock} size="s" />}
          {props.end}
        </div>
      )}
    </Field>
  );
}

/** A secret that the person may look at while typing. */
export function PasswordField(props: Omit<TextFieldProps, 'type' | 'end' | 'technical' | 'locked'>): VNode {
  const { t } = useTexts();
  const [shown, setShown] = useState(false);
  return (
    <TextField
      {...props}
      technical
      type={shown ? 'text' : 'password'}
      autocomplete={props.autocomplete ?? 'current-password'}
      end={
        <IconButton
          icon={shown ? EyeOff : Eye}
          label={t('ui:password.show')}
          pressed={shown}
          onClick={() => setShown(!shown)}
        />
      }
    />
  );
}
