import type { VNode } from 'preact';
import type { Environment } from '../../preload/contract.ts';
import type { OpenSession } from './viewmodels/session/session.ts';
import type { Area } from './viewmodels/shell/shell.ts';
import { CallDetails } from './views/calls/call-details.tsx';
import { HistoryPane } from './views/calls/history-list.tsx';
import { Conversation } from './views/conversation/conversation.tsx';
import { RoomListPane } from './views/room-list/room-list-pane.tsx';
import { SettingsArea } from './views/settings/settings-area.tsx';
import { SettingsNav } from './views/settings/settings-views.tsx';
import { FirstRun, NothingOpen } from './views/shell/first-run.tsx';
import type { WindowModels } from './window-models.ts';

export interface AreaProps {
  readonly models: WindowModels;
  readonly open: OpenSession;
  readonly environment: Environment;
  readonly openChat: (roomId: string) => void;
}

/** What the list column holds in each area. */
export function AreaList({ models: { shell, chats, calls, history } }: Pick<AreaProps, 'models'>): VNode {
  switch (shell.area.value) {
    case 'chats':
      return <RoomListPane model={chats.roomList} />;
    case 'calls':
      return <HistoryPane history={history} ways={calls} />;
    case 'settings':
      return <SettingsNav section={shell.section.value} show={shell.showSection} />;
  }
}

/** What the main pane holds in each area. */
export function AreaMain(props: AreaProps): VNode {
  const { models, open, environment, openChat } = props;
  const { shell, calls, history, settings } = models;
  switch (shell.area.value) {
    case 'chats':
      return <ChatsMain {...props} />;
    case 'calls':
      return <CallDetails history={history} ways={calls} openChat={openChat} />;
    case 'settings':
      return (
        <SettingsArea
          section={shell.section.value}
          environment={environment}
          account={open.account}
          failure={settings.change.failure.value}
          change={settings.change.run}
          back={shell.leaveSection}
        />
      );
  }
}

function ChatsMain({ models: { shell, chats, calls }, open }: AreaProps): VNode {
  const conversation = chats.conversation.value;
  const { roomList } = chats;
  if (conversation) {
    return (
      <Conversation
        key={conversation.roomId}
        model={conversation}
        arrival={roomList.arrival}
        back={roomList.close}
        enterKey={() => shell.ask('recover')}
        calls={calls}
      />
    );
  }
  if (!roomList.loaded.value || roomList.hasRooms.value) return <NothingOpen />;
  return <FirstRun name={open.account.displayName ?? open.account.userId} newChat={chats.newChat} newRoom={chats.newRoom} />;
}

/** Whether the area has something open that a narrow window shows instead of its list. */
export function opensMain(area: Area, { shell, chats, history }: WindowModels): boolean {
  switch (area) {
    case 'chats':
      return chats.conversation.value !== undefined;
    case 'calls':
      return history.chosen.value !== undefined;
    case 'settings':
      return shell.sectionOpen.value;
  }
}
