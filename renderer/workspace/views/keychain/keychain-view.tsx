import type { VNode } from 'preact';
import type { Environment } from '../../../../preload/contract.ts';
import type { KeychainProblem } from '../../../engine/contract.ts';
import { Button, Note, Power, RefreshCw, Spinner, useTexts, type TextKey } from '../../../ui/index.ts';
import { EntryFrame } from '../entry/entry-frame.tsx';

export interface KeychainViewProps {
  readonly problem: KeychainProblem;
  readonly environment: Pick<Environment, 'version' | 'testRuntime'>;
  readonly busy: boolean;
  readonly retry: () => void;
  readonly quit: () => void;
}

const words = {
  missing: { title: 'faults:keychain.missing.title', text: 'faults:keychain.missing.text' },
  locked: { title: 'faults:keychain.locked.title', text: 'faults:keychain.locked.text' },
  refused: { title: 'faults:keychain.refused.title', text: 'faults:keychain.refused.text' },
  changed: { title: 'faults:keychain.changed.title', text: 'faults:keychain.changed.text' },
} as const satisfies Readonly<Record<KeychainProblem, { readonly title: TextKey; readonly text: TextKey }>>;

/** The keychain does not give what is in it. Nothing is deleted or made anew; it goes on by itself once it can. */
export function KeychainView({ problem, environment, busy, retry, quit }: KeychainViewProps): VNode {
  const { t } = useTexts();
  const goesOn = problem === 'locked' || problem === 'missing';
  return (
    <EntryFrame environment={environment}>
      <div class="form">
        <h1>{t('sign-in:title')}</h1>
        <Note
          tone={problem === 'changed' ? 'danger' : 'warn'}
          title={t(words[problem].title)}
          actions={
            <>
              <Button size="small" icon={RefreshCw} busy={busy} onClick={retry}>
                {t('ui:retry')}
              </Button>
              <Button size="small" variant="quiet" icon={Power} onClick={quit}>
                {t('faults:quit')}
              </Button>
            </>
          }
        >
          <p>{t(words[problem].text)}</p>
        </Note>
        {goesOn && (
          <p class="hint row" role="status">
            <Spinner />
            {t('faults:keychain.waits')}
          </p>
        )}
      </div>
    </EntryFrame>
  );
}
