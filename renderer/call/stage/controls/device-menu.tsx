import type { VNode } from 'preact';
import { ChevronUp, Icon, Menu, type MenuItem } from '../../../ui/index.ts';
import type { DeviceKind, ConferenceState } from '../../conference/model.ts';

export interface DeviceMenuProps {
  readonly label: string;
  readonly control: string;
  readonly items: readonly MenuItem[];
}

/** The narrow part at a control's right that opens the choice of devices. */
export function DeviceMenu({ label, control, items }: DeviceMenuProps): VNode {
  return (
    <Menu
      label={label}
      items={items}
      side="above-start"
      trigger={({ ref, expanded, onClick, onKeyDown }) => (
        <button
          ref={ref}
          type="button"
          class="cchev"
          aria-label={label}
          aria-haspopup="menu"
          aria-expanded={expanded}
          data-control={control}
          data-roving={label}
          data-tooltip={label}
          onClick={onClick}
          onKeyDown={onKeyDown}
        >
          <Icon of={ChevronUp} size="xs" />
        </button>
      )}
    />
  );
}

/** The devices of a kind as a choice; what has no label yet is counted. */
export const deviceItems = (
  { devices, actions }: ConferenceState,
  kind: DeviceKind,
  group: string,
  nameless: (number: number) => string,
): readonly MenuItem[] =>
  devices[kind].available.map(({ id, label }, index) => ({
    id: `${kind}-${id}`,
    label: label || nameless(index + 1),
    group,
    checked: id === devices[kind].chosenId,
    run: () => actions.choose(kind, id),
  }));
