import type { VNode } from 'preact';
import { classes } from '../classes.ts';

/** What presence looks like. Colour says whether a person can be reached, shape says why not. */
export type PresenceShape = 'online' | 'unavailable' | 'busy' | 'do-not-disturb' | 'in-call' | 'presenting' | 'offline' | 'unknown';

const shapes: Readonly<Record<Exclude<PresenceShape, 'unknown'>, VNode>> = {
  online: (
    <>
      <circle class="p-available" cx="6" cy="6" r="6" />
      <path class="p-glyph" d="m3.4 6.2 1.9 1.9 3.4-3.9" />
    </>
  ),
  unavailable: <path class="p-away" d="M8.3.4A6 6 0 1 0 11.7 7.7 4.7 4.7 0 0 1 8.3.4Z" />,
  busy: <path class="p-busy" d="M6-.6 12.6 6 6 12.6-.6 6Z" stroke-linejoin="round" />,
  'do-not-disturb': (
    <>
      <circle class="p-dnd" cx="6" cy="6" r="6" />
      <path class="p-glyph p-bar" d="M3.3 6h5.4" />
    </>
  ),
  'in-call': (
    <>
      <rect class="p-call" width="12" height="12" rx="3" />
      <path class="p-glyph" d="M3.5 5v2M6 3v6M8.5 4.5v3" />
    </>
  ),
  presenting: (
    <>
      <rect class="p-call" width="12" height="12" rx="3" />
      <path class="p-glyph" d="M2.8 3.2h6.4v4.2H2.8zM6 7.6v1.6" />
    </>
  ),
  offline: <circle class="p-offline" cx="6" cy="6" r="4.8" />,
};

/** Unknown is not offline: it draws nothing. */
export function PresenceMark({ presence, large = false }: { readonly presence: PresenceShape; readonly large?: boolean }): VNode | null {
  if (presence === 'unknown') return null;
  return (
    <svg class={classes('presence', large && 'l')} viewBox="0 0 12 12" aria-hidden="true">
      {shapes[presence]}
    </svg>
  );
}
