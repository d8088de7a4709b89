import type { VNode } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { FoundPerson } from '../../../engine/contract.ts';
import { Button, Dialog, FailureNote, useTexts, useUi } from '../../../ui/index.ts';
import type { ConversationModel } from '../../viewmodels/conversation/conversation.ts';
import { PeoplePicker } from './people-picker.tsx';

export interface InviteDialogProps {
  readonly model: ConversationModel;
  readonly close: () => void;
}

/** Invites people one after the other; who is in the room is not offered. */
export function InviteDialog({ model, close }: InviteDialogProps): VNode {
  const { t } = useTexts();
  const { toasts } = useUi();
  const search = useMemo(() => model.searchPeople(), [model]);
  useEffect(() => search.dispose, [search]);
  const [chosen, choose] = useState<FoundPerson>();
  const { busy, failure } = model.invite;

  const wasBusy = useRef(false);
  useEffect(() => {
    if (wasBusy.current && !busy.value && !failure.value && chosen) {
      toasts.show({ tone: 'ok', text: t('chat:invite.done', { name: chosen.name }) });
      search.ask('');
    }
    wasBusy.current = busy.value;
  }, [busy.value]);

  return (
    <Dialog title={t('chat:invite.title')} onClose={close} actions={<Button onClick={close}>{t('ui:close')}</Button>}>
      <PeoplePicker
        search={search}
        label={t('chat:people.search')}
        autofocus
        without={model.members.value.map(({ userId }) => userId)}
        busy={busy.value ? chosen?.userId : undefined}
        pick={(person) => {
          choose(person);
          model.invite.run(person.userId);
        }}
      />
      {failure.value && <FailureNote failure={failure.value} />}
    </Dialog>
  );
}
