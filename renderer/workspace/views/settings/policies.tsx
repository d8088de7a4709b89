import type { VNode } from 'preact';
import type { Environment } from '../../../../preload/contract.ts';
import { Icon, Lock, Note, useTexts } from '../../../ui/index.ts';

export type PoliciesProps = Pick<Environment, 'policies' | 'policyProblems'>;

/** What the organisation prescribes on this machine, and what of it could not be read. */
export function Policies({ policies, policyProblems }: PoliciesProps): VNode {
  const { t } = useTexts();
  const { homeserver } = policies;
  return (
    <>
      {policyProblems.map((problem) => (
        <Note key={`${problem.source} ${problem.policy}`} tone="warn" title={t('settings:policies.problem', { policy: problem.policy })} quiet>
          <p>{t('settings:policies.problem-text', { source: problem.source })}</p>
          <p class="num">{problem.detail}</p>
        </Note>
      ))}
      {homeserver ? (
        <section class="group" aria-label={t('settings:policies.title')}>
          <div class="set">
            <span class="label">{t('settings:policies.homeserver')}</span>
            <span class="fact">{homeserver.value}</span>
            <p class="managed">
              <Icon of={Lock} size="s" />
              {homeserver.source === 'machine' ? t('settings:policies.managed-machine') : t('settings:policies.managed-user')}
            </p>
          </div>
        </section>
      ) : (
        <p class="muted">{t('settings:policies.none')}</p>
      )}
    </>
  );
}
