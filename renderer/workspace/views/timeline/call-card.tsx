import type { VNode } from 'preact';
import type { CallItem } from '../../../engine/contract.ts';
import { useTexts } from '../../../ui/index.ts';
import { outcomeWords } from '../words/call-words.ts';

/** One card for a whole call: how it went. */
export function CallCard({ item: { call } }: { readonly item: CallItem }): VNode {
  const { t } = useTexts();
  return (
    <div class="card">
      <p class="title">{t(outcomeWords[call.outcome])}</p>
    </div>
  );
}
