import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import { useTexts, type TextKey } from '../ui/index.ts';
import { Picker } from './picker.tsx';
import { Presenting } from './presenting.tsx';
import './ring.css';
import type { RingModel } from './ring-model.ts';
import { ring } from './ring-tone.ts';
import { Ringing } from './ringing.tsx';

export type RingView = 'ringing' | 'presenting' | 'picker';

const titles: Readonly<Record<RingView, TextKey>> = {
  ringing: 'calls:ring.ringing.title',
  presenting: 'calls:ring.presenting.label',
  picker: 'calls:ring.picker.title',
};

export const isRingView = (text: string | null): text is RingView => text !== null && text in titles;

export interface RingWindowProps {
  readonly view: RingView;
  readonly model: RingModel;
  /** UTC milliseconds. */
  readonly now: () => number;
  /** Undefined: it rings without a sound. */
  readonly sound: (() => AudioContext) | undefined;
}

/** One of the small windows of a call. Where its reason is gone it is empty, and main closes it. */
export function RingWindow({ view, model, now, sound }: RingWindowProps): VNode | null {
  const { t } = useTexts();
  const title = t(titles[view]);
  useEffect(() => void (document.title = title), [title]);
  const { ringing, current } = model.call.value;
  const callId = ringing?.callId;
  useEffect(() => {
    if (view !== 'ringing' || !ringing || !sound) return undefined;
    return ring(sound(), (ringing.expiresTs - now()) / 1_000);
  }, [callId]);
  switch (view) {
    case 'ringing':
      return ringing ? (
        <Ringing
          key={ringing.callId}
          call={ringing}
          answer={(camera) => model.answer(ringing.callId, camera)}
          decline={(message) => model.decline(ringing.callId, message)}
        />
      ) : null;
    case 'presenting':
      return current ? <Presenting call={current} mute={model.mute} stop={model.stopSharing} /> : null;
    case 'picker':
      return (
        <Picker
          snapshot={model.picker.value}
          choose={(id, audio) => model.choose(id, audio)}
          cancel={() => model.choose(undefined, false)}
        />
      );
  }
}
