/*
 * F6 and Shift F6 go from region to region. A region is an element with `data-region="name"`, in the document's order;
 * what had the focus in it last gets it again, else `[data-region-start]`, else the first thing that takes it.
 */

const focusable =
  'a[href], button, input, select, textarea, [contenteditable="true"], [tabindex]:not([tabindex="-1"])';

const lastFocused = 'data-region-last';

function takeFocus(region: HTMLElement): boolean {
  const candidates = [
    region.querySelector<HTMLElement>(`[${lastFocused}]`),
    region.querySelector<HTMLElement>('[data-region-start]'),
    ...region.querySelectorAll<HTMLElement>(focusable),
    region,
  ];
  for (const candidate of candidates) {
    if (!candidate?.checkVisibility() || (candidate.tabIndex < 0 && candidate !== region)) continue;
    candidate.focus({ preventScroll: candidate === region });
    if (document.activeElement === candidate) return true;
  }
  return false;
}

/** The focus goes to the next region (1) or the one before (-1), round at the ends. */
export function stepRegion(root: Document, step: 1 | -1): void {
  const regions = [...root.querySelectorAll<HTMLElement>('[data-region]')].filter((region) => region.checkVisibility());
  const here = regions.findLastIndex((region) => region.contains(root.activeElement));
  const from = here < 0 ? (step < 0 ? 0 : -1) : here;
  for (let n = 1; n <= regions.length; n++) {
    const region = regions[(from + step * n + regions.length * 2) % regions.length];
    if (region && takeFocus(region)) return;
  }
}

/** Follows the focus and the two keys in this document until the returned function is called. */
export function followRegions(root: Document): () => void {
  const onFocus = (event: FocusEvent): void => {
    if (!(event.target instanceof HTMLElement)) return;
    const region = event.target.closest('[data-region]');
    region?.querySelector(`[${lastFocused}]`)?.removeAttribute(lastFocused);
    if (region) event.target.setAttribute(lastFocused, '');
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'F6' || event.ctrlKey || event.altKey || root.querySelector('dialog:modal')) return;
    event.preventDefault();
    stepRegion(root, event.shiftKey ? -1 : 1);
  };
  root.addEventListener('focusin', onFocus);
  root.addEventListener('keydown', onKey);
  return () => {
    root.removeEventListener('focusin', onFocus);
    root.removeEventListener('keydown', onKey);
  };
}
