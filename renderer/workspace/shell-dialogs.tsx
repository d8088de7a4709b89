import type { VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { useSignalEffect } from '@preact/signals';
import { useUi } from '../ui/index.ts';
import type { Services } from './services.ts';
import { useOwned } from './use-owned.ts';
import type { Action } from './viewmodels/action.ts';
import type { OpenSession } from './viewmodels/session/session.ts';
import type { ShellModel } from './viewmodels/shell/shell.ts';
import { createSignOutModel } from './viewmodels/sign-out/sign-out.ts';
import { RecoverDialog, ReauthenticateDialog, type SecretDialogProps } from './views/shell/secret-dialog.tsx';
import { ShortcutsDialog } from './views/shell/shortcut-list.tsx';
import { SignOutDialog } from './views/sign-out/sign-out-dialog.tsx';

export interface ShellDialogsProps {
  readonly services: Services;
  readonly shell: ShellModel;
  readonly open: OpenSession;
}

/** The dialogs that belong to the window and not to one area. */
export function ShellDialogs({ services, shell, open }: ShellDialogsProps): VNode | null {
  const { session } = services;
  useRecoveredToast(services);
  const reauthenticate = session.reauthenticate.value;
  const recover = session.recover.value;
  switch (shell.dialog.value) {
    case 'sign-out':
      return <SignOut services={services} close={shell.closeDialog} />;
    case 'shortcuts':
      return <ShortcutsDialog close={shell.closeDialog} />;
    case 'reauthenticate':
      return reauthenticate ? (
        <Secret
          action={reauthenticate}
          draw={(state) => <ReauthenticateDialog {...state} userId={open.account.userId} close={shell.closeDialog} />}
        />
      ) : null;
    case 'recover':
      return recover ? (
        <Secret action={recover} draw={(state) => <RecoverDialog {...state} close={shell.closeDialog} />} />
      ) : null;
    case undefined:
      return null;
  }
}

interface SecretProps {
  readonly action: Action<[secret: string]>;
  readonly draw: (state: Omit<SecretDialogProps, 'close'>) => VNode;
}

/** What failed before the dialog was opened is not said again in it. */
function Secret({ action, draw }: SecretProps): VNode {
  const [stale] = useState(action.failure.peek());
  const failure = action.failure.value;
  return draw({ busy: action.busy.value, failure: failure === stale ? undefined : failure, submit: action.run });
}

function SignOut({ services, close }: { readonly services: Services; readonly close: () => void }): VNode {
  const model = useOwned(() => ({ ...createSignOutModel(services), dispose: () => undefined }));
  return <SignOutDialog step={model.step.value} confirm={model.confirm} force={model.force} close={close} />;
}

/** The dialog goes when the key was right; what that brought is said where it can be seen. */
function useRecoveredToast({ session }: Services): void {
  const { toasts, texts } = useUi();
  const wasLocked = useRef(false);
  useSignalEffect(() => {
    const state = session.open.value?.encryption.state;
    if (wasLocked.current && state === 'ready') toasts.show({ tone: 'ok', text: texts.peek().t('shell:recover.done') });
    wasLocked.current = state === 'locked';
  });
}
