import type { VNode } from 'preact';
import { Avatar, Button, CheckField, Dialog, FailureNote, IconButton, TextField, useTexts, X } from '../../../ui/index.ts';
import type { NewRoomModel } from '../../viewmodels/people/new-room.ts';
import { PeoplePicker } from './people-picker.tsx';

export interface NewRoomDialogProps {
  readonly model: NewRoomModel;
  readonly close: () => void;
}

/** Makes a room; encrypted unless the person says otherwise. */
export function NewRoomDialog({ model, close }: NewRoomDialogProps): VNode {
  const { t } = useTexts();
  const failure = model.create.failure.value;
  const invited = model.invited.value;
  return (
    <Dialog
      title={t('chat:new-room.title')}
      onClose={close}
      onSubmit={() => model.ready.peek() && model.create.run()}
      actions={
        <>
          <Button onClick={close}>{t('ui:cancel')}</Button>
          <Button
            type="submit"
            variant="primary"
            busy={model.create.busy.value}
            unavailable={model.ready.value ? undefined : t('chat:new-room.name-missing')}
          >
            {t('chat:new-room.create')}
          </Button>
        </>
      }
    >
      <TextField
        label={t('chat:new-room.name')}
        hint={t('chat:new-room.name-hint')}
        value={model.name.value}
        onInput={(name) => void (model.name.value = name)}
        maxLength={255}
        required
        autofocus
      />
      <TextField
        label={t('chat:new-room.topic')}
        value={model.topic.value}
        onInput={(topic) => void (model.topic.value = topic)}
        maxLength={2_000}
      />
      <CheckField
        label={t('chat:new-room.encrypted')}
        hint={t('chat:new-room.encrypted-hint')}
        checked={model.encrypted.value}
        onChange={(encrypted) => void (model.encrypted.value = encrypted)}
      />
      <PeoplePicker
        search={model.search}
        label={t('chat:new-room.invite')}
        without={invited.map(({ userId }) => userId)}
        pick={model.add}
      />
      {invited.length > 0 && (
        <ul class="chips" aria-label={t('chat:new-room.invited')}>
          {invited.map((person) => (
            <li key={person.userId} class="chip">
              <Avatar id={person.userId} name={person.name} picture={person.avatar} size="xs" />
              <bdi class="clip">{person.name}</bdi>
              <IconButton size="small" icon={X} label={t('chat:new-room.remove', { name: person.name })} onClick={() => model.remove(person.userId)} />
            </li>
          ))}
        </ul>
      )}
      {failure && <FailureNote failure={failure} />}
    </Dialog>
  );
}
