import type { Failure } from '../base/failure.ts';
import type { Texts } from './i18n/texts.ts';
import { supportCode } from './support-code.ts';

/** A failure in words: what happened; what it means and what to do. */
export interface FailureWords {
  readonly title: string;
  readonly text: string;
  /** Only where there is no wording of its own: for the service desk. */
  readonly code: string | undefined;
}

/** Every failure has words: those of `errors:<code>`, or those of an internal failure with a code to pass on. */
export function failureWords(failure: Failure, { t, has }: Texts, values: Readonly<Record<string, string>> = {}): FailureWords {
  const [title, text] = [`errors:${failure.code}.title`, `errors:${failure.code}.text`];
  if (failure.code !== 'internal' && has(title) && has(text)) {
    return { title: t(title, values), text: t(text, values), code: undefined };
  }
  return { title: t('errors:internal.title'), text: t('errors:internal.text'), code: supportCode(failure) };
}
