import type { VNode } from 'preact';
import type { Environment } from '../../../../preload/contract.ts';
import type { Account } from '../../../engine/contract.ts';
import { Button, Copy, Note, useUi } from '../../../ui/index.ts';
import { Setting } from './settings-views.tsx';

export interface AboutProps {
  readonly environment: Pick<Environment, 'version' | 'profile' | 'testRuntime'>;
  readonly account: Account;
}

/** What the service desk asks for first. */
export function About({ environment, account }: AboutProps): VNode {
  const { texts, copy, toasts } = useUi();
  const { t } = texts.value;
  const facts = [
    [t('settings:about.version'), environment.version],
    [t('settings:about.account'), account.userId],
    [t('settings:about.server'), account.homeserver.baseUrl],
    [t('settings:about.device'), account.deviceId],
    [t('settings:about.profile'), environment.profile],
    [t('settings:about.licence'), 'EUPL-1.2'],
  ] as const;
  return (
    <>
      {environment.testRuntime && (
        <Note tone="warn" title={t('settings:about.test')} quiet>
          <p>{t('settings:about.test-text')}</p>
        </Note>
      )}
      <section class="group" aria-label={t('settings:about.title')}>
        {facts.map(([label, value]) => (
          <Setting key={label} label={label}>
            <span class="fact">{value}</span>
          </Setting>
        ))}
      </section>
      <div class="acts">
        <Button
          icon={Copy}
          onClick={() => {
            copy(facts.map(([label, value]) => `${label}: ${value}`).join('\n'));
            toasts.show({ tone: 'ok', text: t('settings:about.copied') });
          }}
        >
          {t('settings:about.copy')}
        </Button>
      </div>
    </>
  );
}
