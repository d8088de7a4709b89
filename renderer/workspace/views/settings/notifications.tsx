import type { VNode } from 'preact';
import type { Environment, Settings } from '../../../../preload/contract.ts';
import type { Failure } from '../../../base/failure.ts';
import { FailureNote, useTexts } from '../../../ui/index.ts';
import { SwitchSetting } from './managed.tsx';
import { QuietHoursSetting } from './quiet-hours.tsx';
import { Setting } from './settings-views.tsx';

export interface NotificationsProps {
  readonly environment: Pick<Environment, 'settings' | 'policies' | 'quietUntilTs'>;
  readonly failure: Failure | undefined;
  readonly change: (change: Partial<Settings>) => void;
}

/** What of calls is heard and pops up, and when not. */
export function Notifications({ environment, failure, change }: NotificationsProps): VNode {
  const { t } = useTexts();
  const { settings, policies, quietUntilTs } = environment;
  return (
    <>
      {failure && <FailureNote failure={failure} />}
      <section class="group" aria-labelledby="calls-title">
        <h2 id="calls-title">{t('settings:notifications.calls')}</h2>
        <SwitchSetting
          label={t('settings:notifications.show')}
          hint={t('settings:notifications.show-hint')}
          value={settings.notifications}
          managed={policies['notifications.show']}
          change={(notifications) => change({ notifications })}
        />
        <SwitchSetting
          label={t('settings:notifications.ring-tone')}
          hint={t('settings:notifications.ring-tone-hint')}
          value={settings.ringTone}
          managed={policies['notifications.ringTone']}
          change={(ringTone) => change({ ringTone })}
        />
      </section>
      <section class="group" aria-labelledby="quiet-title">
        <h2 id="quiet-title">{t('settings:notifications.quiet')}</h2>
        <Setting label={t('settings:notifications.presenting')} hint={t('settings:notifications.presenting-hint')}>
          <span class="fact">{t('settings:notifications.always')}</span>
        </Setting>
        <QuietHoursSetting
          hours={settings.quietHours}
          untilTs={quietUntilTs}
          managed={policies['notifications.quietHours']}
          change={(quietHours) => change({ quietHours })}
        />
      </section>
    </>
  );
}
