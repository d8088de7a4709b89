import type { VNode } from 'preact';
import { Building2, Button, CircleCheck, Globe, Icon, Spinner, TextField, useTexts } from '../../../ui/index.ts';
import type { DiscoveredServer } from '../../../../preload/contract.ts';
import type { SignInModel } from '../../viewmodels/sign-in/sign-in.ts';
import { FieldComplaint } from './complaint.tsx';

/** The first question where nothing is given: which server. */
export function ServerQuestion({ model }: { readonly model: SignInModel }): VNode {
  const { t } = useTexts();
  const complaint = model.complaints.value.server;
  const searching = model.busy.value === 'searching';
  return (
    <>
      <TextField
        label={t('sign-in:server.label')}
        value={model.server.value}
        onInput={model.setServer}
        hint={t('sign-in:server.hint')}
        error={complaint && <FieldComplaint complaint={complaint} empty="sign-in:server-empty" />}
        icon={Globe}
        placeholder={t('sign-in:server.placeholder')}
        inputMode="url"
        technical
        required
        autofocus
      />
      <Button type="submit" variant="primary" size="large" block busy={searching}>
        {searching ? t('sign-in:server.searching') : t('sign-in:server.continue')}
      </Button>
    </>
  );
}

/** The server that the organisation gives: seen, not changed. What is wrong with it stands here. */
export function ServerGiven({ model }: { readonly model: SignInModel }): VNode {
  const { t } = useTexts();
  const complaint = model.complaints.value.server;
  return (
    <div class="stack">
      <TextField
        label={t('sign-in:server.label')}
        value={model.server.value}
        onInput={model.setServer}
        hint={t('sign-in:server.given')}
        error={complaint && <FieldComplaint complaint={complaint} empty="sign-in:server-empty" />}
        icon={Building2}
        locked
      />
      {complaint && model.busy.value === 'no' && (
        <div class="acts">
          <Button size="small" onClick={model.search}>
            {t('sign-in:server.retry')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** What discovery found, before a password goes there. */
export function ServerFound({ found, change }: { readonly found: DiscoveredServer; readonly change: (() => void) | undefined }): VNode {
  const { t, format } = useTexts();
  const host = URL.parse(found.baseUrl)?.host ?? found.baseUrl;
  return (
    <div class="server-found" role="group" aria-label={t('sign-in:server.label')}>
      <Icon of={CircleCheck} />
      <div>
        <strong>{found.serverName}</strong>
        {host !== found.serverName && <p class="hint">{t('sign-in:server.found', { address: host })}</p>}
        {found.via.length > 0 && <p class="hint">{t('sign-in:server.via', { hosts: format.list(found.via) })}</p>}
      </div>
      {change && (
        <Button size="small" variant="quiet" onClick={change}>
          {t('sign-in:server.change')}
        </Button>
      )}
    </div>
  );
}

export function Searching(): VNode {
  const { t } = useTexts();
  return (
    <p class="hint row" role="status">
      <Spinner />
      {t('sign-in:server.searching')}
    </p>
  );
}
