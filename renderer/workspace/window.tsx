import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import { assertNever } from '../base/assert-never.ts';
import type { Environment } from '../../preload/contract.ts';
import { useTexts } from '../ui/index.ts';
import { OpenWindow } from './open-window.tsx';
import type { Services } from './services.ts';
import { useOwned } from './use-owned.ts';
import { createSignInModel } from './viewmodels/sign-in/sign-in.ts';
import { EngineFaultView, SigningOutView, StartingView, StoreFaultView } from './views/faults/fault-views.tsx';
import { KeychainView } from './views/keychain/keychain-view.tsx';
import { SignInView } from './views/sign-in/sign-in-view.tsx';

/** The whole window: one stage at a time. */
export function Window({ services }: { readonly services: Services }): VNode | null {
  const { session } = services;
  const environment = services.environment.environment.value;
  const stage = session.stage.value;
  if (!environment) return null;
  const wayOut = { busy: session.retry.busy.value, retry: session.retry.run, quit: session.quit };
  switch (stage.kind) {
    case 'blank':
      return null;
    case 'starting':
      return <StartingView />;
    case 'keychain':
      return <KeychainView problem={stage.problem} environment={environment} {...wayOut} />;
    case 'store-fault':
      return <StoreFaultView failure={stage.failure} {...wayOut} />;
    case 'engine-gave-up':
      return <EngineFaultView busy={session.restartEngine.busy.value} retry={session.restartEngine.run} quit={session.quit} />;
    case 'sign-in':
      return <SignIn services={services} environment={environment} />;
    case 'signing-out':
      return <SigningOutView />;
    case 'open':
      return <OpenWindow services={services} environment={environment} />;
    default:
      return assertNever(stage, 'stage');
  }
}

function SignIn({ services, environment }: { readonly services: Services; readonly environment: Environment }): VNode {
  const { t } = useTexts();
  const model = useOwned(() => createSignInModel({ ...services, given: environment.policies.homeserver }));
  const title = t('sign-in:title');
  useEffect(() => void (document.title = `${title} – Einklang`), [title]);
  return (
    <SignInView
      model={model}
      environment={environment}
      setLanguage={(language) => void services.desktop.request('settings.write', { language })}
    />
  );
}
