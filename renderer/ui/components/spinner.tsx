import type { VNode } from 'preact';

/** Something is under way. Words beside it say what; with reduced motion it stands still. */
export function Spinner({ size = 's' }: { readonly size?: 's' | 'l' }): VNode {
  return (
    <svg class={`spinner ${size}`} viewBox="0 0 16 16" aria-hidden="true">
      <circle class="track" cx="8" cy="8" r="6.25" />
      <path class="arc" d="M8 1.75A6.25 6.25 0 0 1 14.25 8" />
    </svg>
  );
}
