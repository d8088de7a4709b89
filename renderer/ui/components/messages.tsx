import type { ComponentChildren, VNode } from 'preact';
import { classes } from '../classes.ts';
import { CircleAlert, CircleCheck, Info, TriangleAlert, type LucideIcon } from '../icons.ts';
import { Mark } from './brand.tsx';
import { Icon } from './icon.tsx';

export type Tone = 'info' | 'ok' | 'warn' | 'danger';

const toneIcons: Readonly<Record<Tone, LucideIcon>> = {
  info: Info,
  ok: CircleCheck,
  warn: TriangleAlert,
  danger: CircleAlert,
};

/** What interrupts a reader: a problem is an alert, good news waits for a pause. */
const roleOf = (tone: Tone): 'alert' | 'status' => (tone === 'warn' || tone === 'danger' ? 'alert' : 'status');

export interface BannerProps {
  readonly tone: Tone;
  readonly title: string;
  readonly children?: ComponentChildren;
  readonly icon?: LucideIcon;
  readonly actions?: ComponentChildren;
}

/** At the top of the window, for what concerns everything. Whatever concerns one thing stands at that thing (`Note`). */
export function Banner({ tone, title, children, icon, actions }: BannerProps): VNode {
  return (
    <div class={classes('banner', tone)} role={roleOf(tone)}>
      <Icon of={icon ?? toneIcons[tone]} />
      <p class="grow">
        <strong>{title}</strong> {children}
      </p>
      {actions && <div class="acts">{actions}</div>}
    </div>
  );
}

export interface NoteProps {
  readonly tone: Tone;
  readonly title: string;
  readonly children: ComponentChildren;
  readonly icon?: LucideIcon;
  readonly actions?: ComponentChildren;
  /** For what stood there from the beginning and need not be read aloud at once. */
  readonly quiet?: boolean;
}

/** A message at the thing it is about: what happened, what it means, what to do. */
export function Note({ tone, title, children, icon, actions, quiet = false }: NoteProps): VNode {
  return (
    <div class={classes('note', tone)} role={quiet ? undefined : roleOf(tone)}>
      <Icon of={icon ?? toneIcons[tone]} />
      <p class="note-title">{title}</p>
      <div class="note-text">{children}</div>
      {actions && <div class="acts">{actions}</div>}
    </div>
  );
}

export interface FaultProps {
  readonly tone: Tone;
  readonly title: string;
  readonly children: ComponentChildren;
  readonly icon?: LucideIcon;
  readonly actions?: ComponentChildren;
  /** 1 where it is all that the window shows. */
  readonly level?: 1 | 2;
}

/** A fault that takes the place of a whole view. */
export function Fault({ tone, title, children, icon, actions, level = 2 }: FaultProps): VNode {
  const Heading = level === 1 ? 'h1' : 'h2';
  return (
    <section class={classes('fault', tone)}>
      <Icon of={icon ?? toneIcons[tone]} />
      <Heading>{title}</Heading>
      <div class="fault-text">{children}</div>
      {actions && <div class="acts">{actions}</div>}
    </section>
  );
}

export interface EmptyProps {
  readonly title: string;
  readonly children: ComponentChildren;
  readonly actions?: ComponentChildren;
  /** 1 where the empty pane owns the page's heading. */
  readonly level?: 1 | 2;
}

/** Nothing here yet: what would be here, and how it comes. */
export function Empty({ title, children, actions, level = 2 }: EmptyProps): VNode {
  const Heading = level === 1 ? 'h1' : 'h2';
  return (
    <div class="empty">
      <Mark />
      <Heading>{title}</Heading>
      <div class="empty-text muted">{children}</div>
      {actions && <div class="acts">{actions}</div>}
    </div>
  );
}
