import type { VNode } from 'preact';
import { useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Environment } from '../../preload/contract.ts';
import { useKey, useTexts, useUi } from '../ui/index.ts';
import type { Services } from './services.ts';
import { useOwned } from './use-owned.ts';
import { createChatsModel, type ChatsModel } from './viewmodels/chats/chats.ts';
import { createSettingsModel } from './viewmodels/settings/settings.ts';
import type { OpenSession } from './viewmodels/session/session.ts';
import { keys } from './viewmodels/shell/shortcuts.ts';
import { createShellModel, type ShellModel } from './viewmodels/shell/shell.ts';
import { ChatsDialogs, NewMenu } from './views/chats/chats.tsx';
import { Conversation } from './views/conversation/conversation.tsx';
import { Details } from './views/conversation/details.tsx';
import { RoomListPane } from './views/room-list/room-list-pane.tsx';
import { SettingsArea } from './views/settings/settings-area.tsx';
import { SettingsNav } from './views/settings/settings-views.tsx';
import { BannerView } from './views/shell/banner-view.tsx';
import { EncryptionNote } from './views/shell/encryption-note.tsx';
import { FirstRun, NothingOpen } from './views/shell/first-run.tsx';
import { OwnHeader } from './views/shell/own-header.tsx';
import { ShellView } from './views/shell/shell-view.tsx';
import { roomName } from './views/words/room-words.ts';
import { ShellDialogs } from './shell-dialogs.tsx';

export interface OpenWindowProps {
  readonly services: Services;
  readonly environment: Environment;
}

/** The window of an account: its frame, the area that is chosen, and the dialogs above. */
export function OpenWindow({ services, environment }: OpenWindowProps): VNode | null {
  const { t } = useTexts();
  const { session } = services;
  const shell = useOwned(() => createShellModel({ session: session.open, clock: services.clock }));
  const chats = useOwned(() => createChatsModel(services));
  const settings = useOwned(() => ({
    ...createSettingsModel({ desktop: services.desktop, environment: services.environment.environment }),
    dispose: () => undefined,
  }));
  useKeys(shell, chats);
  useReturnOfConnection(session.open.value);
  useTitle(shell, chats);
  useEffect(() => {
    chats.resume(session.open.peek()?.lastOpenRoom);
    window.addEventListener('pagehide', chats.flush);
    return () => window.removeEventListener('pagehide', chats.flush);
  }, [chats]);

  const open = session.open.value;
  if (!open) return null;
  const area = shell.area.value;
  const head = chats.roomList.head.value;
  const conversation = chats.conversation.value;
  const banner = shell.banner.value;
  const inMain = area === 'settings' ? shell.sectionOpen.value : conversation !== undefined;

  return (
    <>
      <ShellView
        rail={{ area, news: (head?.unread ?? 0) + (head?.invitations ?? 0), testRuntime: environment.testRuntime, go: shell.go }}
        banner={
          banner && (
            <BannerView
              banner={banner}
              retrying={session.retry.busy.value}
              retry={session.retry.run}
              signIn={() => shell.ask('reauthenticate')}
            />
          )
        }
        listLabel={area === 'chats' ? t('shell:chats') : t('shell:settings')}
        list={
          <>
            <OwnHeader
              account={open.account}
              connected={open.connection.state !== 'offline'}
              openSettings={() => shell.go('settings')}
              showShortcuts={() => shell.ask('shortcuts')}
              signOut={() => shell.ask('sign-out')}
            >
              {area === 'chats' && <NewMenu model={chats} />}
            </OwnHeader>
            <EncryptionNote
              encryption={open.encryption}
              enterKey={() => shell.ask('recover')}
              retrying={session.retry.busy.value}
              retry={session.retry.run}
            />
            {area === 'chats' ? (
              <RoomListPane model={chats.roomList} />
            ) : (
              <SettingsNav section={shell.section.value} show={shell.showSection} />
            )}
          </>
        }
        main={
          area === 'settings' ? (
            <SettingsArea
              section={shell.section.value}
              environment={environment}
              account={open.account}
              failure={settings.change.failure.value}
              change={settings.change.run}
              back={shell.leaveSection}
            />
          ) : (
            <ChatsMain chats={chats} open={open} enterKey={() => shell.ask('recover')} />
          )
        }
        details={area === 'chats' && conversation && <Details key={conversation.roomId} model={conversation} />}
        pane={inMain ? 'main' : 'list'}
      />
      <ChatsDialogs model={chats} />
      <ShellDialogs services={services} shell={shell} open={open} />
    </>
  );
}

interface ChatsMainProps {
  readonly chats: ChatsModel;
  readonly open: OpenSession;
  readonly enterKey: () => void;
}

function ChatsMain({ chats, open, enterKey }: ChatsMainProps): VNode {
  const conversation = chats.conversation.value;
  const { roomList } = chats;
  if (conversation) {
    return (
      <Conversation
        key={conversation.roomId}
        model={conversation}
        arrival={roomList.arrival}
        back={roomList.close}
        enterKey={enterKey}
      />
    );
  }
  if (!roomList.loaded.value || roomList.hasRooms.value) return <NothingOpen />;
  return <FirstRun name={open.account.displayName ?? open.account.userId} newChat={chats.newChat} newRoom={chats.newRoom} />;
}

/** The keys of the whole window; those of an area work wherever the person is. */
function useKeys(shell: ShellModel, chats: ChatsModel): void {
  const inChats = (run: () => void) => (): void => {
    shell.go('chats');
    run();
  };
  useKey(keys.chats, () => shell.go('chats'));
  useKey(keys.settings, () => shell.go('settings'));
  useKey(keys.settingsToo, () => shell.go('settings'));
  useKey(keys.shortcuts, () => shell.ask('shortcuts'));
  useKey(keys.newChat, inChats(chats.newChat));
  useKey(keys.nextChat, inChats(() => chats.roomList.step(1, false)));
  useKey(keys.previousChat, inChats(() => chats.roomList.step(-1, false)));
  useKey(keys.nextUnread, inChats(() => chats.roomList.step(1, true)));
  useKey(keys.previousUnread, inChats(() => chats.roomList.step(-1, true)));
}

/** The banner says that the connection is gone; that it is back would otherwise be seen only. */
function useReturnOfConnection(open: OpenSession | undefined): void {
  const { announcer, texts } = useUi();
  const was = useRef(open?.connection.state);
  const is = open?.connection.state;
  useEffect(() => {
    if (was.current === 'offline' && is === 'online') announcer.announce(texts.peek().t('shell:banner.back'));
    was.current = is;
  }, [is]);
}

function useTitle(shell: ShellModel, chats: ChatsModel): void {
  const { texts } = useUi();
  useSignalEffect(() => {
    const { t } = texts.value;
    const details = chats.conversation.value?.details.value;
    const place = shell.area.value === 'settings' ? t('shell:settings') : details ? roomName(details.name, texts.value) : t('shell:chats');
    document.title = `${place} – Einklang`;
  });
}
