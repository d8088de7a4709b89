import type { VNode } from 'preact';
import { classes, useTexts } from '../../../ui/index.ts';
import type { Conference } from '../../conference/model.ts';
import { useLevel } from '../use-conference.ts';

const segments = 16;
/** Where a voice is louder than it need be. */
const loud = 12;

/** How many segments a loudness fills. The ear hears in ratios: half of the scale is a quarter of the loudness. */
export const filledSegments = (level: number): number => Math.round(Math.sqrt(Math.min(1, Math.max(0, level))) * segments);

/** One's own voice as a row of segments, so that a person sees that the microphone hears them. */
export function LevelMeter({ conference, muted }: { readonly conference: Conference; readonly muted: boolean }): VNode {
  const { t } = useTexts();
  const filled = muted ? 0 : filledSegments(useLevel(conference, 'self'));
  const words =
    muted ? t('calls:stage.meter.muted')
    : filled > loud ? t('calls:stage.meter.loud')
    : filled > 2 ? t('calls:stage.meter.heard')
    : t('calls:stage.meter.silent');
  return (
    <div class="level">
      <div
        class="level-bar"
        role="meter"
        aria-label={t('calls:stage.meter.label')}
        aria-valuemin={0}
        aria-valuemax={segments}
        aria-valuenow={filled}
        aria-valuetext={words}
      >
        {Array.from({ length: segments }, (_, index) => (
          <span key={index} class={classes(index < filled && 'on', index >= loud && 'peak')} />
        ))}
      </div>
      <p class="hint">{words}</p>
    </div>
  );
}
