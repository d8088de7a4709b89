import type { VNode } from 'preact';
import type { Failure } from '../../../base/failure.ts';
import type { Environment, Settings } from '../../../../preload/contract.ts';
import type { Account } from '../../../engine/contract.ts';
import { useTexts } from '../../../ui/index.ts';
import type { SettingsSection } from '../../viewmodels/shell/shell.ts';
import { ShortcutList } from '../shell/shortcut-list.tsx';
import { About } from './about.tsx';
import { Appearance } from './appearance.tsx';
import { Notifications } from './notifications.tsx';
import { Policies } from './policies.tsx';
import { SettingsPage } from './settings-views.tsx';

export interface SettingsAreaProps {
  readonly section: SettingsSection;
  readonly environment: Environment;
  readonly account: Account;
  readonly failure: Failure | undefined;
  readonly change: (change: Partial<Settings>) => void;
  readonly back: () => void;
}

/** The chosen section of the settings. */
export function SettingsArea({ section, environment, account, failure, change, back }: SettingsAreaProps): VNode {
  const { t } = useTexts();
  switch (section) {
    case 'notifications':
      return (
        <SettingsPage title={t('settings:notifications.title')} lead={t('settings:immediately')} back={back}>
          <Notifications environment={environment} failure={failure} change={change} />
        </SettingsPage>
      );
    case 'appearance':
      return (
        <SettingsPage title={t('settings:appearance.title')} lead={t('settings:immediately')} back={back}>
          <Appearance settings={environment.settings} failure={failure} change={change} />
        </SettingsPage>
      );
    case 'shortcuts':
      return (
        <SettingsPage title={t('shell:shortcuts.title')} lead={undefined} back={back}>
          <ShortcutList />
        </SettingsPage>
      );
    case 'policies':
      return (
        <SettingsPage title={t('settings:policies.title')} lead={t('settings:policies.lead')} back={back}>
          <Policies policies={environment.policies} policyProblems={environment.policyProblems} />
        </SettingsPage>
      );
    case 'about':
      return (
        <SettingsPage title={t('settings:about.title')} lead={t('settings:about.lead')} back={back}>
          <About environment={environment} account={account} />
        </SettingsPage>
      );
  }
}
