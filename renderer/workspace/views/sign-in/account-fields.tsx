import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Button, FailureNote, failureWords, Hourglass, Note, PasswordField, TextField, useTexts, useUi } from '../../../ui/index.ts';
import type { SignInModel } from '../../viewmodels/sign-in/sign-in.ts';
import { FieldComplaint } from './complaint.tsx';

/** Name and password. The focus goes to what has to be done first. */
export function AccountFields({ model }: { readonly model: SignInModel }): VNode {
  const { t, format } = useTexts();
  const user = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  const complaints = model.complaints.value;
  const signingIn = model.busy.value === 'signing-in';
  const left = model.wait.value;

  useEffect(() => user.current?.focus(), []);
  useEffect(() => {
    if (complaints.user) user.current?.focus();
    else if (complaints.password) password.current?.focus();
  }, [complaints]);

  return (
    <>
      <TextField
        label={t('sign-in:user.label')}
        value={model.user.value}
        onInput={model.setUser}
        error={complaints.user && <FieldComplaint complaint={complaints.user} empty="sign-in:user.empty" />}
        placeholder={t('sign-in:user.placeholder')}
        autocomplete="username"
        technical
        required
        inputRef={user}
      />
      <PasswordField
        label={t('sign-in:password.label')}
        value={model.password.value}
        onInput={model.setPassword}
        error={complaints.password && <FieldComplaint complaint={complaints.password} empty="sign-in:password.empty" />}
        required
        inputRef={password}
      />
      <FormComplaint model={model} />
      <Button
        type="submit"
        variant="primary"
        size="large"
        block
        busy={signingIn}
        unavailable={left === undefined ? undefined : t('sign-in:wait', { time: format.countdown(left) })}
      >
        {signingIn ? t('sign-in:busy') : t('sign-in:submit')}
      </Button>
      <p class="hint">{t('sign-in:keychain-hint')}</p>
    </>
  );
}

/** What is wrong with no field in particular. Too many tries counts down, read aloud once and not each second. */
function FormComplaint({ model }: { readonly model: SignInModel }): VNode | null {
  const ui = useUi();
  const texts = ui.texts.value;
  const complaint = model.complaints.value.form;
  const waits = complaint?.kind === 'failure' && complaint.failure.code === 'too-many-tries';
  const left = model.wait.value;

  useEffect(() => {
    if (!waits) return;
    const { title, text } = failureWords(complaint.failure, texts);
    ui.announcer.announce(`${title}. ${text}`, 'assertive');
  }, [waits]);

  if (complaint?.kind !== 'failure') return null;
  if (!waits) return <FailureNote failure={complaint.failure} />;
  const words = failureWords(complaint.failure, texts);
  return (
    <Note tone="warn" icon={Hourglass} title={words.title} quiet>
      <p>{words.text}</p>
      <p class="num">
        <strong>
          {left === undefined ? texts.t('sign-in:wait-over') : texts.t('sign-in:wait', { time: texts.format.countdown(left) })}
        </strong>
      </p>
    </Note>
  );
}
