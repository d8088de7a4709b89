import type { VNode } from 'preact';
import { failureWords, useTexts, type TextKey } from '../../../ui/index.ts';
import type { Complaint } from '../../viewmodels/sign-in/sign-in.ts';

export interface FieldComplaintProps {
  readonly complaint: Complaint;
  /** What to say where nothing was entered. */
  readonly empty: TextKey;
}

/** What is wrong with a field, in one paragraph: what happened, what it means, what to do. */
export function FieldComplaint({ complaint, empty }: FieldComplaintProps): VNode {
  const texts = useTexts();
  if (complaint.kind === 'empty') return <>{texts.t(empty)}</>;
  const { title, text } = failureWords(complaint.failure, texts);
  return (
    <>
      <strong>{title}.</strong> {text}
    </>
  );
}
