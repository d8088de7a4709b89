import { signal } from '@preact/signals';
import { expect, it } from 'vitest';
import type { CallRecord } from '../../../../renderer/engine/contract.ts';
import { createTexts } from '../../../../renderer/ui/index.ts';
import { callTitle } from '../../../../renderer/workspace/views/words/call-words.ts';

const texts = createTexts(signal('de'), signal('Europe/Berlin')).value;
const call: CallRecord = {
  key: 'call-0001', callId: 'call-0001', roomId: '!amt', title: 'Amt', kind: 'room', peer: undefined, media: 'video', direction: 'outgoing',
  outcome: 'no-answer', startedTs: 0, durationMs: undefined, participants: [],
};

it('a meeting to which nobody came by this program has ended, as others may have come by theirs', () => {
  expect(callTitle(call, texts)).toBe('Besprechung beendet');
  expect(callTitle({ ...call, kind: 'direct' }, texts)).toBe('Anruf nicht angenommen');
});
