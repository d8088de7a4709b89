import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Failure } from '../../../base/failure.ts';
import { Button, Dialog, failureWords, KeyRound, PasswordField, TextField, useTexts } from '../../../ui/index.ts';

export interface SecretDialogProps {
  readonly busy: boolean;
  readonly failure: Failure | undefined;
  readonly submit: (secret: string) => void;
  readonly close: () => void;
}

/** The password again, after the session has expired. */
export function ReauthenticateDialog({ userId, busy, failure, submit, close }: SecretDialogProps & { readonly userId: string }): VNode {
  const { t } = useTexts();
  const secret = useSecret(failure, t('shell:reauthenticate.empty'), submit);
  return (
    <Frame title={t('shell:reauthenticate.title')} submit={t('shell:reauthenticate.submit')} busy={busy} onSubmit={secret.submit} close={close}>
      <p>{t('shell:reauthenticate.text', { user: userId })}</p>
      <PasswordField
        label={t('sign-in:password.label')}
        value={secret.value}
        onInput={secret.set}
        error={failure?.code === 'wrong-password' && !secret.empty ? t('shell:reauthenticate.wrong') : secret.error}
        inputRef={secret.ref}
        required
        autofocus
      />
    </Frame>
  );
}

/** The recovery key, which gives this device the keys of the account. */
export function RecoverDialog({ busy, failure, submit, close }: SecretDialogProps): VNode {
  const { t } = useTexts();
  const secret = useSecret(failure, t('shell:recover.empty'), submit);
  return (
    <Frame title={t('shell:recover.title')} submit={t('shell:recover.submit')} busy={busy} onSubmit={secret.submit} close={close}>
      <p>{t('shell:recover.text')}</p>
      <TextField
        label={t('shell:recover.label')}
        value={secret.value}
        onInput={secret.set}
        error={secret.error}
        inputRef={secret.ref}
        icon={KeyRound}
        maxLength={200}
        technical
        required
        autofocus
      />
    </Frame>
  );
}

interface FrameProps {
  readonly title: string;
  /** On the button that sends. */
  readonly submit: string;
  readonly busy: boolean;
  readonly onSubmit: () => void;
  readonly close: () => void;
  readonly children: ComponentChildren;
}

function Frame({ title, submit, busy, onSubmit, close, children }: FrameProps): VNode {
  const { t } = useTexts();
  return (
    <Dialog
      title={title}
      onClose={close}
      onSubmit={onSubmit}
      actions={
        <>
          <Button onClick={close}>{t('ui:cancel')}</Button>
          <Button type="submit" variant="primary" busy={busy}>
            {submit}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}

/** A secret while it is typed: it lives here and nowhere else, and goes with the dialog. */
function useSecret(failure: Failure | undefined, emptyText: string, send: (secret: string) => void) {
  const texts = useTexts();
  const [value, set] = useState('');
  const [empty, setEmpty] = useState(false);
  const ref = useRef<HTMLInputElement>(null);
  const words = failure && failureWords(failure, texts);
  const error = empty ? emptyText : words && `${words.title}. ${words.text}${words.code ? ` ${words.code}` : ''}`;

  useEffect(() => {
    if (failure) ref.current?.select();
  }, [failure]);

  return {
    value,
    ref,
    empty,
    error,
    set: (next: string) => {
      set(next);
      setEmpty(false);
    },
    submit: () => {
      if (value.trim() === '') setEmpty(true);
      else send(value);
    },
  };
}
