import type { VNode } from 'preact';
import { useUi } from '../context.tsx';

/**
 * Two regions for the whole window. A no-break space at the end alternates, since a region whose text stays the same
 * is not read again.
 */
export function LiveRegions(): VNode {
  const { announcer } = useUi();
  return (
    <div class="vh">
      <div role="status" aria-live="polite" data-live="polite">
        {announcer.polite.value.text}
      </div>
      <div role="alert" aria-live="assertive" data-live="assertive">
        {announcer.assertive.value.text}
      </div>
    </div>
  );
}
