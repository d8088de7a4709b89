import type { VNode } from 'preact';
import { useId } from 'preact/hooks';
import type { Environment, Language } from '../../../../preload/contract.ts';
import { Note, useTexts } from '../../../ui/index.ts';
import type { SignInModel } from '../../viewmodels/sign-in/sign-in.ts';
import { EntryFrame } from '../entry/entry-frame.tsx';
import { AccountFields } from './account-fields.tsx';
import { Searching, ServerFound, ServerGiven, ServerQuestion } from './server-fields.tsx';

export interface SignInViewProps {
  readonly model: SignInModel;
  readonly environment: Pick<Environment, 'version' | 'testRuntime' | 'policyProblems'>;
  readonly setLanguage: (language: Language) => void;
}

export function SignInView({ model, environment, setLanguage }: SignInViewProps): VNode {
  const { t, format, language } = useTexts();
  const titleId = useId();
  const found = model.found.value;
  const asksAccount = model.serverGiven || found !== undefined;
  const other: Language = language === 'de' ? 'en' : 'de';
  return (
    <EntryFrame
      environment={environment}
      foot={
        <button type="button" class="link" lang={other} onClick={() => setLanguage(other)}>
          {t('sign-in:other-language')}
        </button>
      }
    >
      <form
        class="form"
        aria-labelledby={titleId}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (asksAccount) model.submit();
          else model.search();
        }}
      >
        <h1 id={titleId}>{t('sign-in:title')}</h1>
        {environment.policyProblems.length > 0 && (
          <Note tone="warn" title={t('sign-in:policy-problem')} quiet>
            <p>
              {t('sign-in:policy-problem-text', {
                policies: format.list(environment.policyProblems.map(({ policy }) => policy)),
              })}
            </p>
          </Note>
        )}
        {model.serverGiven && <ServerGiven model={model} />}
        {model.serverGiven && model.busy.value === 'searching' && <Searching />}
        {!model.serverGiven && found && <ServerFound found={found} change={model.change.value} />}
        {asksAccount ? <AccountFields model={model} /> : <ServerQuestion model={model} />}
      </form>
    </EntryFrame>
  );
}
