import type { ComponentChildren, VNode } from 'preact';
import { useId } from 'preact/hooks';
import type { Managed } from '../../../../preload/contract.ts';
import { Icon, Lock, Switch, useTexts } from '../../../ui/index.ts';

export interface ManagedLineProps {
  readonly id?: string;
  readonly source: Managed<unknown>['source'];
}

/** That the organisation prescribes it, and for whom. */
export function ManagedLine({ id, source }: ManagedLineProps): VNode {
  const { t } = useTexts();
  return (
    <p class="managed" id={id}>
      <Icon of={Lock} size="s" />
      {source === 'machine' ? t('settings:policies.managed-machine') : t('settings:policies.managed-user')}
    </p>
  );
}

export interface SwitchSettingProps {
  readonly label: string;
  readonly hint: ComponentChildren;
  readonly value: boolean;
  readonly managed: Managed<unknown> | undefined;
  readonly change: (value: boolean) => void;
}

/** One line of a group that is on or off; where the organisation prescribes it, it says so and stays. */
export function SwitchSetting({ label, hint, value, managed, change }: SwitchSettingProps): VNode {
  const id = useId();
  return (
    <div class="set">
      <div>
        <label class="label" for={id}>
          {label}
        </label>
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      </div>
      <Switch
        id={id}
        checked={value}
        locked={managed !== undefined}
        describedBy={managed ? `${id}-hint ${id}-managed` : `${id}-hint`}
        onChange={change}
      />
      {managed && <ManagedLine id={`${id}-managed`} source={managed.source} />}
    </div>
  );
}
