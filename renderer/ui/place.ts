export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export type Side = 'below-start' | 'below-end' | 'above-start' | 'above-end' | 'above-center' | 'below-center' | 'right';

const gap = 6;
const edge = 8;

/** Where a floating box goes beside its anchor, in window coordinates: on the wished side, else on the other, always inside. */
export function place(anchor: Box, size: { width: number; height: number }, view: { width: number; height: number }, side: Side): { left: number; top: number } {
  const clampX = (x: number): number => Math.max(edge, Math.min(x, view.width - size.width - edge));
  const clampY = (y: number): number => Math.max(edge, Math.min(y, view.height - size.height - edge));
  if (side === 'right') {
    const right = anchor.left + anchor.width + gap;
    const fits = right + size.width + edge <= view.width;
    return {
      left: fits ? right : clampX(anchor.left - size.width - gap),
      top: clampY(anchor.top + anchor.height / 2 - size.height / 2),
    };
  }
  const [vertical, horizontal] = side.split('-');
  const below = anchor.top + anchor.height + gap;
  const above = anchor.top - size.height - gap;
  const fitsBelow = below + size.height + edge <= view.height;
  const fitsAbove = above >= edge;
  const goesBelow = vertical === 'below' ? fitsBelow || !fitsAbove : !fitsAbove;
  const x =
    horizontal === 'start' ? anchor.left
    : horizontal === 'end' ? anchor.left + anchor.width - size.width
    : anchor.left + anchor.width / 2 - size.width / 2;
  return { left: clampX(x), top: clampY(goesBelow ? below : above) };
}
