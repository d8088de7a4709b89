import type { ComponentChildren, VNode } from 'preact';
import type { Failure } from '../../base/failure.ts';
import { useUi } from '../context.tsx';
import { failureWords } from '../failure-words.ts';
import { Copy } from '../icons.ts';
import { Button } from './button.tsx';
import { Note } from './messages.tsx';

export interface FailureNoteProps {
  readonly failure: Failure;
  readonly tone?: 'warn' | 'danger';
  /** For names in the wording, such as `{ server: 'land.example' }`. */
  readonly values?: Readonly<Record<string, string>>;
  /** Buttons that are the way out. */
  readonly actions?: ComponentChildren;
}

/** Any failure as a note with its own words. */
export function FailureNote({ failure, tone = 'danger', values, actions }: FailureNoteProps): VNode {
  const { texts } = useUi();
  const words = failureWords(failure, texts.value, values);
  return (
    <Note
      tone={tone}
      title={words.title}
      actions={
        (actions || words.code) && (
          <>
            {actions}
            {words.code && <CopyCode code={words.code} failure={failure} />}
          </>
        )
      }
    >
      <p>{words.text}</p>
      {words.code && <SupportCode code={words.code} />}
    </Note>
  );
}

export function SupportCode({ code }: { readonly code: string }): VNode {
  const { t } = useUi().texts.value;
  return (
    <p>
      {t('ui:support-code.label')} <span class="nowrap num">{code}</span>
    </p>
  );
}

/** Copies the code with what the service desk's log search needs. */
export function CopyCode({ code, failure }: { readonly code: string; readonly failure: Failure }): VNode {
  const { copy, texts, toasts } = useUi();
  const { t } = texts.value;
  return (
    <Button
      size="small"
      variant="quiet"
      icon={Copy}
      onClick={() => {
        copy(`${code} (${failure.code}${failure.detail ? `: ${failure.detail}` : ''})`);
        toasts.show({ tone: 'ok', text: t('ui:support-code.copied') });
      }}
    >
      {t('ui:support-code.copy')}
    </Button>
  );
}
