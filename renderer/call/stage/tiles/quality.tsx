import type { VNode } from 'preact';
import { classes, type TextKey } from '../../../ui/index.ts';
import type { QualityClass } from '../../conference/model.ts';

export const qualityWords: Readonly<Record<QualityClass, TextKey>> = {
  good: 'calls:stage.quality.good',
  fair: 'calls:stage.quality.fair',
  poor: 'calls:stage.quality.poor',
  lost: 'calls:stage.quality.lost',
};

const bars: Readonly<Record<QualityClass, number>> = { good: 3, fair: 2, poor: 1, lost: 0 };

/** Three bars, of which some are full; the words stand beside it. */
export function SignalBars({ of }: { readonly of: QualityClass }): VNode {
  return (
    <svg class="icon s signal-bars" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {['M5 20v-4', 'M12 20v-9', 'M19 20V4'].map((path, index) => (
        <path key={path} d={path} class={classes(index < bars[of] ? 'full' : 'empty')} />
      ))}
    </svg>
  );
}
