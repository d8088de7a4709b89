import type { ComponentChildren, RefObject, TargetedKeyboardEvent, VNode } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useRoving } from '../a11y/roving.ts';
import { Check, type LucideIcon } from '../icons.ts';
import type { Side } from '../place.ts';
import { classes } from '../classes.ts';
import { Icon } from './icon.tsx';
import { Popover } from './popover.tsx';

export interface MenuItem {
  readonly id: string;
  readonly label: string;
  readonly icon?: LucideIcon;
  /** The key that does the same ("Strg ,"). */
  readonly shortcut?: string;
  readonly danger?: boolean;
  /** For one of several choices: whether it is the one in force. */
  readonly checked?: boolean;
  /** It is on or off by itself, where `checked` says so: not one of several choices. */
  readonly toggles?: boolean;
  /** Heading over this item and those after it that have the same. */
  readonly group?: string;
  readonly run: () => void;
}

export interface MenuProps {
  readonly label: string;
  /** What cannot be done now is left out by the view model. */
  readonly items: readonly MenuItem[];
  readonly side?: Side;
  /** Above the items, not part of the choice: who is signed in. */
  readonly head?: ComponentChildren;
  /** Draws the button that opens it; spread what is given onto it. */
  readonly trigger: (button: {
    readonly ref: RefObject<HTMLButtonElement>;
    readonly expanded: boolean;
    readonly onClick: () => void;
    readonly onKeyDown: (event: TargetedKeyboardEvent<HTMLElement>) => void;
  }) => VNode;
}

/** A button and its menu: opens by click, Enter, Space or arrow down; arrow keys and letters move; Esc goes back. */
export function Menu({ label, items, side = 'below-start', head, trigger }: MenuProps): VNode {
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  return (
    <>
      {trigger({
        ref: anchor,
        expanded: open,
        onClick: () => setOpen(!open),
        onKeyDown: (event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          setOpen(true);
        },
      })}
      {open && (
        <Popover anchor={anchor} side={side} class="menu" onClose={() => setOpen(false)}>
          {head}
          <MenuItems
            label={label}
            items={items}
            close={() => {
              setOpen(false);
              anchor.current?.focus();
            }}
          />
        </Popover>
      )}
    </>
  );
}

interface MenuItemsProps {
  readonly label: string;
  readonly items: readonly MenuItem[];
  readonly close: () => void;
}

function MenuItems({ label, items, close }: MenuItemsProps): VNode {
  const ref = useRoving<HTMLDivElement>({ orientation: 'vertical', letters: true });
  useLayoutEffect(() => ref.current?.querySelector<HTMLElement>('[data-roving]')?.focus(), []);
  return (
    <div role="menu" aria-label={label} ref={ref} class="menu-items">
      {grouped(items).map(({ group, members }) =>
        group === undefined ? (
          members.map((item) => <Item key={item.id} item={item} close={close} />)
        ) : (
          <div key={group} role="group" aria-label={group} class="menu-items">
            <p class="menu-group" aria-hidden="true">
              {group}
            </p>
            {members.map((item) => (
              <Item key={item.id} item={item} close={close} />
            ))}
          </div>
        ),
      )}
    </div>
  );
}

const grouped = (items: readonly MenuItem[]): readonly { readonly group: string | undefined; readonly members: readonly MenuItem[] }[] => {
  const groups: { group: string | undefined; members: MenuItem[] }[] = [];
  for (const item of items) {
    const last = groups.at(-1);
    if (last && last.group === item.group) last.members.push(item);
    else groups.push({ group: item.group, members: [item] });
  }
  return groups;
};

function Item({ item, close }: { readonly item: MenuItem; readonly close: () => void }): VNode {
  const choice = item.checked !== undefined;
  return (
    <button
      type="button"
      role={!choice ? 'menuitem' : item.toggles ? 'menuitemcheckbox' : 'menuitemradio'}
      aria-checked={item.checked}
      class={classes('menu-item', item.danger && 'danger')}
      data-roving={item.label}
      onClick={() => {
        close();
        item.run();
      }}
    >
      {choice ? <span class="menu-check">{item.checked && <Icon of={Check} size="s" />}</span> : item.icon && <Icon of={item.icon} size="s" />}
      <span class="grow">{item.label}</span>
      {item.shortcut && <kbd aria-hidden="true">{item.shortcut}</kbd>}
    </button>
  );
}
