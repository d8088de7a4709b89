import type { VNode } from 'preact';
import type { SignOutCost } from '../../../engine/contract.ts';
import { Button, Dialog, FailureNote, Spinner, useTexts } from '../../../ui/index.ts';
import { losesSomething, type SignOutStep } from '../../viewmodels/sign-out/sign-out.ts';

export interface SignOutDialogProps {
  readonly step: SignOutStep;
  readonly confirm: () => void;
  readonly force: () => void;
  readonly close: () => void;
}

/** Says what would be lost before anything is; where the server does not confirm, that is a question of its own. */
export function SignOutDialog({ step, confirm, force, close }: SignOutDialogProps): VNode {
  const { t } = useTexts();
  const leaving = step.step === 'leaving';
  const refused = step.step === 'refused';
  const loses = step.step === 'asking' && losesSomething(step.cost);
  return (
    <Dialog
      title={t('shell:sign-out.title')}
      onClose={leaving ? undefined : close}
      actions={
        <>
          {!leaving && (
            <Button autofocus onClick={close}>
              {t('shell:sign-out.stay')}
            </Button>
          )}
          {refused && (
            <Button onClick={confirm}>{t('ui:retry')}</Button>
          )}
          {step.step !== 'counting' && (
            <Button variant={loses || refused ? 'danger' : 'primary'} busy={leaving} onClick={refused ? force : confirm}>
              {refused ? t('shell:sign-out.force') : loses ? t('shell:sign-out.confirm-loss') : t('shell:sign-out.confirm')}
            </Button>
          )}
        </>
      }
    >
      {step.step === 'counting' && (
        <p class="row muted" role="status">
          <Spinner />
          {t('shell:sign-out.counting')}
        </p>
      )}
      {step.step === 'asking' && <Cost cost={step.cost} />}
      {refused && (
        <>
          <FailureNote failure={step.failure} />
          <p>{t('shell:sign-out.force-text')}</p>
        </>
      )}
      {!refused && <p class={loses ? 'muted' : undefined}>{t('shell:sign-out.removes')}</p>}
    </Dialog>
  );
}

function Cost({ cost }: { readonly cost: SignOutCost }): VNode {
  const { t } = useTexts();
  if (!losesSomething(cost)) return <p>{t('shell:sign-out.nothing')}</p>;
  return (
    <div class="stack">
      <h3>{t('shell:sign-out.loses')}</h3>
      <ul class="loss">
        {cost.unsent > 0 && <li>{t('shell:sign-out.unsent', { count: cost.unsent })}</li>}
        {cost.drafts > 0 && <li>{t('shell:sign-out.drafts', { count: cost.drafts })}</li>}
        {!cost.keysBackedUp && <li>{t('shell:sign-out.keys')}</li>}
      </ul>
    </div>
  );
}
