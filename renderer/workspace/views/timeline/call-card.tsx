import type { VNode } from 'preact';
import type { CallItem } from '../../../engine/contract.ts';
import { classes, Icon, useTexts } from '../../../ui/index.ts';
import { isMissed } from '../../viewmodels/calls/history.ts';
import { CallAgain } from '../calls/call-again.tsx';
import { callFacts, callIcon, callTitle } from '../words/call-words.ts';
import { useTimelineActions } from './actions.tsx';

/** One card for a whole call: how it went, when, how long, and how to speak again. */
export function CallCard({ item: { call } }: { readonly item: CallItem }): VNode {
  const texts = useTexts();
  const { calls } = useTimelineActions();
  return (
    <div class={classes('card', isMissed(call) && 'missed')}>
      <span class="glyph">
        <Icon of={callIcon(call)} />
      </span>
      <div>
        <p class="title">{callTitle(call, texts)}</p>
        <p class="meta num">{callFacts(call, texts)}</p>
      </div>
      <CallAgain call={call} ways={calls} />
    </div>
  );
}
