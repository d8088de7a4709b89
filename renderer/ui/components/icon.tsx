import type { VNode } from 'preact';
import type { LucideIcon } from '../icons.ts';

export interface IconProps {
  readonly of: LucideIcon;
  /** xs 14, s 16, m 20, l 24 pixels at the default text size. */
  readonly size?: 'xs' | 's' | 'm' | 'l';
}

/** A picture beside words: never the only carrier of a meaning, so it is hidden from assistive technology. */
export function Icon({ of: Shape, size = 'm' }: IconProps): VNode {
  return <Shape class={`icon ${size}`} aria-hidden="true" focusable="false" />;
}
