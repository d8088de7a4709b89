import type { VNode } from 'preact';
import type { Environment } from '../../../../preload/contract.ts';
import { Note, useTexts } from '../../../ui/index.ts';
import { ManagedLine } from './managed.tsx';

export type PoliciesProps = Pick<Environment, 'policies' | 'policyProblems'>;

/** What the organisation prescribes on this machine, and what of it could not be read. */
export function Policies({ policies, policyProblems }: PoliciesProps): VNode {
  const { t } = useTexts();
  const { homeserver, 'notifications.show': show, 'notifications.ringTone': ringTone, 'notifications.quietHours': hours } = policies;
  const onOff = (on: boolean): string => (on ? t('settings:policies.on') : t('settings:policies.off'));
  const prescribed = [
    homeserver && { label: t('settings:policies.homeserver'), value: homeserver.value, source: homeserver.source },
    show && { label: t('settings:notifications.show'), value: onOff(show.value), source: show.source },
    ringTone && { label: t('settings:notifications.ring-tone'), value: onOff(ringTone.value), source: ringTone.source },
    hours && {
      label: t('settings:notifications.hours'),
      value: hours.value.on ? `${hours.value.from}–${hours.value.to}` : onOff(false),
      source: hours.source,
    },
  ].filter((each) => each !== undefined);
  return (
    <>
      {policyProblems.map((problem) => (
        <Note key={`${problem.source} ${problem.policy}`} tone="warn" title={t('settings:policies.problem', { policy: problem.policy })} quiet>
          <p>{t('settings:policies.problem-text', { source: problem.source })}</p>
          <p class="num">{problem.detail}</p>
        </Note>
      ))}
      {prescribed.length > 0 ? (
        <section class="group" aria-label={t('settings:policies.title')}>
          {prescribed.map(({ label, value, source }) => (
            <div key={label} class="set">
              <span class="label">{label}</span>
              <span class="fact">{value}</span>
              <ManagedLine source={source} />
            </div>
          ))}
        </section>
      ) : (
        <p class="muted">{t('settings:policies.none')}</p>
      )}
    </>
  );
}
