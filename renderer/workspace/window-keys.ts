import { useKey } from '../ui/index.ts';
import type { CallsModel } from './viewmodels/calls/calls.ts';
import type { ChatsModel } from './viewmodels/chats/chats.ts';
import { keys } from './viewmodels/shell/shortcuts.ts';
import type { Area, ShellModel } from './viewmodels/shell/shell.ts';

export interface WindowParts {
  readonly shell: ShellModel;
  readonly chats: ChatsModel;
  readonly calls: CallsModel;
  /** Shows an area, also where a call stands over it. */
  readonly go: (area: Area) => void;
}

/** The keys of the whole window; those of an area work wherever the person is. */
export function useWindowKeys({ shell, chats, calls, go }: WindowParts): void {
  const inChats = (run: () => void) => (): void => {
    go('chats');
    run();
  };
  useKey(keys.chats, () => go('chats'));
  useKey(keys.calls, () => go('calls'));
  useKey(keys.settings, () => go('settings'));
  useKey(keys.settingsToo, () => go('settings'));
  useKey(keys.shortcuts, () => shell.ask('shortcuts'));
  useKey(keys.newChat, inChats(chats.newChat));
  useKey(keys.nextChat, inChats(() => chats.roomList.step(1, false)));
  useKey(keys.previousChat, inChats(() => chats.roomList.step(-1, false)));
  useKey(keys.nextUnread, inChats(() => chats.roomList.step(1, true)));
  useKey(keys.previousUnread, inChats(() => chats.roomList.step(-1, true)));
  useCallKeys(calls, chats);
}

function useCallKeys(calls: CallsModel, chats: ChatsModel): void {
  const call = calls.current.value;
  const incoming = calls.incoming.value;
  const details = chats.conversation.value?.details.value;
  const callable = details?.membership === 'join' && calls.obstacle.value === undefined ? details : undefined;
  useKey(keys.callChat, callable && (() => calls.start.run(callable.roomId, callable.kind === 'direct' ? 'audio' : 'video')));
  useKey(keys.mute, call && calls.muteKey);
  useKey(keys.camera, call && (() => calls.command(call.camera ? 'camera-off' : 'camera-on')));
  useKey(keys.hangUp, call && calls.question.leaveByKey);
  useKey(keys.answer, incoming && (() => calls.answer.run(false)));
  useKey(keys.decline, incoming && calls.decline.run);
}
