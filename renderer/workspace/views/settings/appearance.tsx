import type { VNode } from 'preact';
import type { Failure } from '../../../base/failure.ts';
import type { Settings } from '../../../../preload/contract.ts';
import { FailureNote, Segment, useTexts } from '../../../ui/index.ts';
import { Setting } from './settings-views.tsx';

export interface AppearanceProps {
  readonly settings: Settings;
  readonly failure: Failure | undefined;
  readonly change: (change: Partial<Settings>) => void;
}

export function Appearance({ settings, failure, change }: AppearanceProps): VNode {
  const { t } = useTexts();
  return (
    <>
      {failure && <FailureNote failure={failure} />}
      <section class="group" aria-label={t('settings:appearance.title')}>
        <Setting label={t('settings:appearance.language')} hint={t('settings:appearance.language-hint')}>
          <Segment
            label={t('settings:appearance.language')}
            value={settings.language}
            options={[
              { value: 'system', label: t('settings:appearance.language-system') },
              { value: 'de', label: 'Deutsch' },
              { value: 'en', label: 'English' },
            ]}
            onChange={(language) => change({ language })}
          />
        </Setting>
        <Setting label={t('settings:appearance.theme')} hint={t('settings:appearance.theme-hint')}>
          <Segment
            label={t('settings:appearance.theme')}
            value={settings.theme}
            options={[
              { value: 'system', label: t('settings:appearance.theme-system') },
              { value: 'light', label: t('settings:appearance.theme-light') },
              { value: 'dark', label: t('settings:appearance.theme-dark') },
            ]}
            onChange={(theme) => change({ theme })}
          />
        </Setting>
      </section>
    </>
  );
}
