import type { TimelineRow } from '../../viewmodels/timeline/row.ts';

const line = 20;
const charactersInLine = 90;

/** A guess at a row's height in pixels, until it has been drawn: near enough that a scroll bar does not jump. */
export function estimateRow(row: TimelineRow | undefined): number {
  if (!row) return line;
  switch (row.kind) {
    case 'day':
    case 'new':
      return 40;
    case 'item':
      return (row.first ? 32 : 8) + (row.item.kind === 'message' ? textHeight(row.item.text) : 64);
    case 'changes':
      return row.open ? 28 + row.items.length * line : 28;
    case 'start':
    case 'gap':
      return 40;
  }
}

const textHeight = (text: string): number => line * Math.min(24, Math.ceil(text.length / charactersInLine) || 1);
