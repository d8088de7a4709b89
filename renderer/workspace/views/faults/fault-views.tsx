import './faults.css';
import type { ComponentChildren, VNode } from 'preact';
import type { Failure } from '../../../base/failure.ts';
import {
  Button,
  CopyCode,
  DatabaseZap,
  Fault,
  failureWords,
  Mark,
  Power,
  RefreshCw,
  Spinner,
  SupportCode,
  supportCode,
  useTexts,
} from '../../../ui/index.ts';

/** A window with one thing in its middle. */
function Alone({ children }: { readonly children: ComponentChildren }): VNode {
  return (
    <main id="content" class="alone" tabIndex={-1}>
      {children}
    </main>
  );
}

export interface WayOut {
  readonly busy: boolean;
  readonly retry: () => void;
  readonly quit: () => void;
}

/** The store cannot be used. The failure's own words say which way; the code says the rest to the service desk. */
export function StoreFaultView({ failure, busy, retry, quit }: WayOut & { readonly failure: Failure }): VNode {
  const texts = useTexts();
  const { t } = texts;
  const words = failureWords(failure, texts);
  const own = words.code === undefined;
  const code = supportCode(failure);
  return (
    <Alone>
      <Fault
        tone="danger"
        icon={DatabaseZap}
        level={1}
        title={own ? words.title : t('faults:store.title')}
        actions={
          <>
            <Button variant="primary" icon={RefreshCw} busy={busy} onClick={retry}>
              {t('ui:retry')}
            </Button>
            <Button icon={Power} onClick={quit}>
              {t('faults:quit')}
            </Button>
            <CopyCode code={code} failure={failure} />
          </>
        }
      >
        <p>{own ? words.text : t('faults:store.text')}</p>
        <SupportCode code={code} />
      </Fault>
    </Alone>
  );
}

/** The engine was started three times in five minutes and fell each time. */
export function EngineFaultView({ busy, retry, quit }: WayOut): VNode {
  const { t } = useTexts();
  return (
    <Alone>
      <Fault
        tone="danger"
        level={1}
        title={t('faults:engine.title')}
        actions={
          <>
            <Button variant="primary" icon={RefreshCw} busy={busy} onClick={retry}>
              {t('faults:engine.restart')}
            </Button>
            <Button icon={Power} onClick={quit}>
              {t('faults:quit')}
            </Button>
          </>
        }
      >
        <p>{t('faults:engine.text')}</p>
      </Fault>
    </Alone>
  );
}

/** A start that takes longer than a moment. */
export function StartingView(): VNode {
  const { t } = useTexts();
  return (
    <Alone>
      <div class="splash" role="status">
        <Mark />
        <h1>{t('faults:starting')}</h1>
      </div>
    </Alone>
  );
}

export function SigningOutView(): VNode {
  const { t } = useTexts();
  return (
    <Alone>
      <div class="splash" role="status">
        <Spinner size="l" />
        <h1>{t('faults:signing-out')}</h1>
        <p class="muted">{t('faults:signing-out-text')}</p>
      </div>
    </Alone>
  );
}
