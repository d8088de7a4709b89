import type { VNode } from 'preact';
import { classes } from '../classes.ts';

/** Two voices, one tone: the shared part is what counts. */
export function Mark({ class: extra }: { readonly class?: string }): VNode {
  return (
    <svg class={classes('mark', extra)} viewBox="0 0 16 16" aria-hidden="true">
      <circle cx="6" cy="6" r="4.6" />
      <circle cx="10" cy="10" r="4.6" />
      <path class="lens" d="M10.57 5.43A4.6 4.6 0 0 1 5.43 10.57A4.6 4.6 0 0 1 10.57 5.43Z" />
    </svg>
  );
}

export function Wordmark(): VNode {
  return (
    <div class="wordmark" role="img" aria-label="Einklang">
      <Mark />
      <svg class="letters" viewBox="0 0 188 54" aria-hidden="true">
        <path d="M2.5 30H22A9.8 9.8 0 1 0 18.6 37.4M32 20V40M32 11v.01M42 20V40M42 29a9 9 0 0 1 18 0V40M70 8V40M84 20L70 32.5M75.8 27.6L85.5 40M95 8V40M124.3 20V40M135 20V40M135 29a9 9 0 0 1 18 0V40M182.3 20V41.5a9.8 9.8 0 0 1-18.2 4.7" />
        <circle cx="114.5" cy="30" r="9.8" />
        <circle cx="172.5" cy="30" r="9.8" />
      </svg>
    </div>
  );
}
