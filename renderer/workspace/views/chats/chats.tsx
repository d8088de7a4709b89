import type { VNode } from 'preact';
import { IconButton, Menu, Plus, SquarePen, Users, keyLabel, useTexts } from '../../../ui/index.ts';
import { keys } from '../../viewmodels/shell/shortcuts.ts';
import type { ChatsModel } from '../../viewmodels/chats/chats.ts';
import { NewChatDialog } from '../dialogs/new-chat.tsx';
import { NewRoomDialog } from '../dialogs/new-room.tsx';

/** For the end of the own header: begins a chat or a room. */
export function NewMenu({ model }: { readonly model: Pick<ChatsModel, 'newChat' | 'newRoom'> }): VNode {
  const { t } = useTexts();
  return (
    <Menu
      label={t('chat:conversation.new-chat')}
      side="below-end"
      items={[
        { id: 'chat', label: t('chat:new-chat.title'), icon: SquarePen, shortcut: keyLabel(keys.newChat, t), run: model.newChat },
        { id: 'room', label: t('chat:new-room.title'), icon: Users, run: model.newRoom },
      ]}
      trigger={({ ref, expanded, onClick }) => (
        <IconButton buttonRef={ref} icon={Plus} label={t('chat:conversation.new-chat')} popup="menu" expanded={expanded} onClick={onClick} />
      )}
    />
  );
}

/** The dialogs of the area, above everything. */
export function ChatsDialogs({ model }: { readonly model: Pick<ChatsModel, 'dialog' | 'newRoom' | 'closeDialog'> }): VNode | null {
  const dialog = model.dialog.value;
  switch (dialog?.kind) {
    case 'new-chat':
      return <NewChatDialog model={dialog.model} newRoom={model.newRoom} close={model.closeDialog} />;
    case 'new-room':
      return <NewRoomDialog model={dialog.model} close={model.closeDialog} />;
    case undefined:
      return null;
  }
}
