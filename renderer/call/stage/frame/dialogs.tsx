import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { Button, Dialog, keyLabel, PasswordField, useTexts } from '../../../ui/index.ts';
import type { PasswordQuestion } from '../../conference/model.ts';
import { stageKeys, stageKeyWords } from '../keyboard/keys.ts';

/** Sets a password that whoever comes later has to know. */
export function LockDialog({ lock, close }: { readonly lock: (password: string) => void; readonly close: () => void }): VNode {
  const { t } = useTexts();
  const [password, setPassword] = useState('');
  const [isEmpty, setEmpty] = useState(false);
  return (
    <Dialog
      title={t('calls:stage.lock.title')}
      onClose={close}
      onSubmit={() => {
        if (password === '') {
          setEmpty(true);
          return;
        }
        lock(password);
        close();
      }}
      actions={
        <>
          <Button onClick={close}>{t('ui:cancel')}</Button>
          <Button type="submit" variant="primary">
            {t('calls:stage.lock.submit')}
          </Button>
        </>
      }
    >
      <p>{t('calls:stage.lock.text')}</p>
      <PasswordField
        label={t('calls:stage.lock.label')}
        value={password}
        error={isEmpty && password === '' ? t('calls:stage.lock.empty') : undefined}
        autocomplete="off"
        onInput={setPassword}
      />
    </Dialog>
  );
}

/** The conference is locked: says so and asks for its password. */
export function PasswordDialog({ question, leave }: { readonly question: PasswordQuestion; readonly leave: () => void }): VNode {
  const { t } = useTexts();
  const [password, setPassword] = useState('');
  const [isEmpty, setEmpty] = useState(false);
  const error =
    isEmpty && password === '' ? t('calls:stage.lock.empty')
    : question.wasWrong && password === '' ? t('calls:stage.password.wrong')
    : undefined;
  return (
    <Dialog
      title={t('calls:stage.password.title')}
      onClose={leave}
      onSubmit={() => {
        if (password === '') setEmpty(true);
        else question.answer(password);
      }}
      actions={
        <>
          <Button onClick={leave}>{t('ui:cancel')}</Button>
          <Button type="submit" variant="primary">
            {t('calls:stage.password.submit')}
          </Button>
        </>
      }
    >
      <p>{t(question.lockedMeanwhile ? 'calls:stage.password.meanwhile' : 'calls:stage.password.text')}</p>
      <PasswordField label={t('calls:stage.lock.label')} value={password} error={error} autocomplete="off" onInput={setPassword} />
    </Dialog>
  );
}

/** Asked by the key only, which is easily pressed by chance. */
export function LeaveDialog({ leave, close }: { readonly leave: () => void; readonly close: () => void }): VNode {
  const { t } = useTexts();
  return (
    <Dialog
      title={t('calls:stage.leave.title')}
      onClose={close}
      actions={
        <>
          <Button onClick={close}>{t('calls:stage.leave.stay')}</Button>
          <Button variant="danger" autofocus onClick={leave}>
            {t('calls:stage.leave.submit')}
          </Button>
        </>
      }
    >
      <p>{t('calls:stage.leave.text')}</p>
    </Dialog>
  );
}

/** All keys of the stage. */
export function KeysDialog({ close }: { readonly close: () => void }): VNode {
  const { t } = useTexts();
  const names = Object.keys(stageKeys) as (keyof typeof stageKeys)[];
  return (
    <Dialog title={t('calls:stage.keys.title')} onClose={close} actions={<Button autofocus onClick={close}>{t('ui:close')}</Button>}>
      <dl class="key-list">
        {names.map((name) => (
          <div key={name}>
            <dt>{t(stageKeyWords[name])}</dt>
            <dd>
              <kbd>{keyLabel(stageKeys[name], t)}</kbd>
            </dd>
          </div>
        ))}
        <div>
          <dt>{t('calls:stage.keys.talk')}</dt>
          <dd>
            <kbd>{t('calls:stage.keys.space')}</kbd>
          </dd>
        </div>
        <div>
          <dt>{t('calls:stage.keys.regions')}</dt>
          <dd>
            <kbd>F6</kbd>
          </dd>
        </div>
      </dl>
    </Dialog>
  );
}
