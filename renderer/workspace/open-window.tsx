import type { VNode } from 'preact';
import { useSignalEffect } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Environment } from '../../preload/contract.ts';
import { useTexts, useUi, type TextKey } from '../ui/index.ts';
import { CallStage } from './call-stage.tsx';
import type { Services } from './services.ts';
import { ShellDialogs } from './shell-dialogs.tsx';
import { useOwned } from './use-owned.ts';
import type { QuietModel } from './viewmodels/quiet/quiet.ts';
import type { OpenSession } from './viewmodels/session/session.ts';
import type { Area } from './viewmodels/shell/shell.ts';
import { CallNotices } from './views/calls/call-notices.tsx';
import { CallStrip } from './views/calls/call-strip.tsx';
import { QuestionDialog } from './views/calls/question-dialog.tsx';
import { ChatsDialogs, NewMenu } from './views/chats/chats.tsx';
import { Details } from './views/conversation/details.tsx';
import { BannerView } from './views/shell/banner-view.tsx';
import { EncryptionNote } from './views/shell/encryption-note.tsx';
import { OwnHeader } from './views/shell/own-header.tsx';
import { ShellView } from './views/shell/shell-view.tsx';
import { roomName } from './views/words/room-words.ts';
import { AreaList, AreaMain, opensMain } from './window-areas.tsx';
import { useWindowKeys } from './window-keys.ts';
import { createWindowModels, type WindowModels } from './window-models.ts';

export interface OpenWindowProps {
  readonly services: Services;
  readonly environment: Environment;
}

const areaWords: Readonly<Record<Area, TextKey>> = {
  chats: 'shell:chats',
  calls: 'calls:workspace.area',
  settings: 'shell:settings',
};

/** The window of an account: its frame, the area that is chosen or the call over it, and the dialogs above. */
export function OpenWindow({ services, environment }: OpenWindowProps): VNode | null {
  const { t } = useTexts();
  const { session } = services;
  const models = useOwned(() => createWindowModels(services));
  const { shell, chats, calls, history, quiet } = models;
  const go = (area: Area): void => {
    calls.stage.hide();
    shell.go(area);
  };
  const openChat = (roomId: string): void => {
    go('chats');
    chats.roomList.open(roomId);
  };
  useWindowKeys({ shell, chats, calls, go });
  useReturnOfConnection(session.open.value);
  useTitle(models);
  useFailedPresence(models.quiet);
  const filled = useFrameFirst();
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
  const call = calls.current.value;
  const staged = call !== undefined && calls.stage.shown.value;

  return (
    <>
      <ShellView
        rail={{
          area: staged ? undefined : area,
          news: (head?.unread ?? 0) + (head?.invitations ?? 0),
          missedCalls: history.missed.value,
          testRuntime: environment.testRuntime,
          go,
        }}
        banner={
          <>
            {banner && (
              <BannerView
                banner={banner}
                retrying={session.retry.busy.value}
                retry={session.retry.run}
                signIn={() => shell.ask('reauthenticate')}
              />
            )}
            <CallNotices calls={calls} write={openChat} />
          </>
        }
        listLabel={t(areaWords[area])}
        list={
          <>
            <OwnHeader
              account={open.account}
              connected={open.connection.state !== 'offline'}
              doNotDisturb={quiet.doNotDisturb.value}
              quietUntilTs={quiet.untilTs.value}
              setDoNotDisturb={quiet.setDoNotDisturb.run}
              openSettings={() => go('settings')}
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
            {filled && <AreaList models={models} />}
          </>
        }
        main={filled && <AreaMain models={models} open={open} environment={environment} openChat={openChat} />}
        details={filled && area === 'chats' && conversation && <Details key={conversation.roomId} model={conversation} calls={calls} />}
        strip={<CallStrip calls={calls} slim={staged} />}
        stage={staged ? <CallStage models={models} call={call} /> : undefined}
        pane={opensMain(area, models) ? 'main' : 'list'}
      />
      <ChatsDialogs model={chats} />
      <ShellDialogs services={services} shell={shell} open={open} />
      <QuestionDialog calls={calls} />
    </>
  );
}

/**
 * False while the window's frame is drawn, true from the next task on: frame and content at once, with code that has never
 * run before, are the longest task of a window's life (53 ms on a busy machine).
 */
function useFrameFirst(): boolean {
  const [drawn, setDrawn] = useState(false);
  useEffect(() => setDrawn(true), []);
  return drawn;
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

/** What the menu asked for and did not come about: the menu is gone by then. */
function useFailedPresence({ setDoNotDisturb }: QuietModel): void {
  const { toasts, texts } = useUi();
  useSignalEffect(() => {
    const failure = setDoNotDisturb.failure.value;
    if (failure) toasts.show({ tone: 'warn', text: texts.peek().t('shell:me.presence-failed') });
  });
}

function useTitle({ shell, chats, calls }: WindowModels): void {
  const { texts } = useUi();
  useSignalEffect(() => {
    const { t } = texts.value;
    const details = chats.conversation.value?.details.value;
    const call = calls.stage.shown.value ? calls.current.value : undefined;
    const area = shell.area.value;
    const place = call?.title ?? (area === 'chats' && details ? roomName(details.name, texts.value) : t(areaWords[area]));
    document.title = `${place} – Einklang`;
  });
}
