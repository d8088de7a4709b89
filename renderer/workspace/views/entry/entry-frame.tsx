import './entry.css';
import type { ComponentChildren, VNode } from 'preact';
import type { Environment } from '../../../../preload/contract.ts';
import { Mark, useTexts, Wordmark } from '../../../ui/index.ts';

export interface EntryFrameProps {
  readonly environment: Pick<Environment, 'version' | 'testRuntime'>;
  readonly children: ComponentChildren;
  /** Below the form: the other language. */
  readonly foot?: ComponentChildren;
}

/** Around all that comes before the workspace: the brand on one side, what the person has to do on the other. */
export function EntryFrame({ environment, children, foot }: EntryFrameProps): VNode {
  const { t } = useTexts();
  return (
    <div class="entry">
      <section class="brand ink" aria-label={t('sign-in:about')}>
        <Mark class="art" />
        <Wordmark />
        <div class="pitch">
          <p class="claim">{t('sign-in:claim')}</p>
          <p>{t('sign-in:promise')}</p>
        </div>
        <p class="small">
          {t('sign-in:foot', { version: environment.version })}
          {environment.testRuntime && (
            <>
              <br />
              {t('sign-in:test-runtime')}
            </>
          )}
        </p>
      </section>
      <main id="content" tabIndex={-1}>
        {children}
        {foot && <footer class="legal">{foot}</footer>}
      </main>
    </div>
  );
}
