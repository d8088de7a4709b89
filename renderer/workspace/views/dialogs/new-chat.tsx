import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { Button, Dialog, FailureNote, Users, useTexts } from '../../../ui/index.ts';
import type { StartChatModel } from '../../viewmodels/people/start-chat.ts';
import { PeoplePicker } from './people-picker.tsx';

export interface NewChatDialogProps {
  readonly model: StartChatModel;
  readonly newRoom: () => void;
  readonly close: () => void;
}

/** Finds a person; choosing one opens the chat with them. */
export function NewChatDialog({ model, newRoom, close }: NewChatDialogProps): VNode {
  const { t } = useTexts();
  const [chosen, choose] = useState<string>();
  const failure = model.start.failure.value;
  return (
    <Dialog
      title={t('chat:new-chat.title')}
      onClose={close}
      actions={
        <Button icon={Users} onClick={newRoom}>
          {t('chat:new-chat.new-room')}
        </Button>
      }
    >
      <PeoplePicker
        search={model.search}
        label={t('chat:people.search')}
        autofocus
        busy={model.start.busy.value ? chosen : undefined}
        pick={({ userId }) => {
          choose(userId);
          model.start.run(userId);
        }}
      />
      {failure && <FailureNote failure={failure} />}
    </Dialog>
  );
}
