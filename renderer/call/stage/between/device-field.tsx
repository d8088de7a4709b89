import type { ComponentChildren, VNode } from 'preact';
import { ChevronDown, Field, Icon, useTexts } from '../../../ui/index.ts';
import type { DeviceKind, ConferenceState } from '../../conference/model.ts';

export interface DeviceFieldProps {
  readonly state: ConferenceState;
  readonly kind: DeviceKind;
  readonly label: string;
  /** What is said where there is no such device. */
  readonly none: string;
  /** Beside the field, such as a test tone. */
  readonly end?: ComponentChildren;
}

/** One kind of device as a choice; says when the remembered one is not there. */
export function DeviceField({ state, kind, label, none, end }: DeviceFieldProps): VNode {
  const { t } = useTexts();
  const { available, chosenId, missingLabel } = state.devices[kind];
  const hint = missingLabel === undefined ? undefined : t('calls:stage.devices.missing', { device: missingLabel });
  return (
    <Field label={label} hint={hint}>
      {({ id, describedBy }) => (
        <div class="device-row">
          {available.length === 0 ? (
            <p class="input locked" id={id}>
              {none}
            </p>
          ) : (
            <span class="select">
              <select
                id={id}
                class="input"
                aria-describedby={describedBy}
                value={chosenId}
                onChange={(event) => state.actions.choose(kind, event.currentTarget.value)}
              >
                {available.map((device, index) => (
                  <option key={device.id} value={device.id} selected={device.id === chosenId}>
                    {device.label || t('calls:stage.devices.nameless', { number: index + 1 })}
                  </option>
                ))}
              </select>
              <Icon of={ChevronDown} size="s" />
            </span>
          )}
          {end}
        </div>
      )}
    </Field>
  );
}
