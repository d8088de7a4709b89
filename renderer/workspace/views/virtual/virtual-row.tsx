import type { ComponentChildren, HTMLAttributes, VNode } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { RowVirtualizer } from './use-virtual-rows.ts';

export interface VirtualRowProps {
  readonly virtualizer: RowVirtualizer;
  readonly index: number;
  readonly rowKey: string;
  /** Pixels from the top of the list. */
  readonly start: number;
  readonly as?: 'div' | 'li';
  /** The estimate is its height: it need not be measured. */
  readonly fixed?: boolean;
  readonly attributes?: HTMLAttributes<HTMLElement>;
  readonly children: ComponentChildren;
}

/** One row at its place; it tells the virtualiser how high it is, and again when that changes. */
export function VirtualRow({ virtualizer, index, rowKey, start, as: Tag = 'div', fixed = false, attributes, children }: VirtualRowProps): VNode {
  const ref = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    if (!fixed) virtualizer.measureElement(ref.current);
  }, [virtualizer, index, fixed]);
  const place = { ref, 'data-index': index, 'data-key': rowKey, style: { transform: `translateY(${start}px)` } };
  return (
    <Tag {...(attributes as object)} class="virtual-row" {...(place as object)}>
      {children}
    </Tag>
  );
}
