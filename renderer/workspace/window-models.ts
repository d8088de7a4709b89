import { computed, effect } from '@preact/signals';
import type { Services } from './services.ts';
import { watchAttention } from './viewmodels/attention.ts';
import { createCallsModel, type CallsModel } from './viewmodels/calls/calls.ts';
import { createCallHistoryModel, type CallHistoryModel } from './viewmodels/calls/history.ts';
import { createChatsModel, type ChatsModel } from './viewmodels/chats/chats.ts';
import { createQuietModel, type QuietModel } from './viewmodels/quiet/quiet.ts';
import { createSettingsModel, type SettingsModel } from './viewmodels/settings/settings.ts';
import { createShellModel, type ShellModel } from './viewmodels/shell/shell.ts';
import { newTxnId } from './viewmodels/txn-id.ts';

/** What the window of an account is made of. */
export interface WindowModels {
  readonly shell: ShellModel;
  readonly chats: ChatsModel;
  readonly calls: CallsModel;
  readonly history: CallHistoryModel;
  readonly settings: SettingsModel;
  readonly quiet: QuietModel;
  readonly dispose: () => void;
}

export function createWindowModels(services: Services): WindowModels {
  const { session, engine, desktop, clock, environment } = services;
  const shell = createShellModel({ session: session.open, clock });
  const chats = createChatsModel(services);
  const online = computed(() => session.open.value?.connection.state !== 'offline');
  const calls = createCallsModel({ engine, desktop, clock, online, newTxnId });
  const attention = watchAttention(window);
  const seen = computed(() => shell.area.value === 'calls' && !calls.stage.shown.value && attention.focused.value);
  const history = createCallHistoryModel({ engine, seen });
  const quiet = createQuietModel({ engine, environment: environment.environment });
  // The chat beside a call is the conversation of its room.
  const stopOpening = effect(() => {
    const roomId = calls.stage.chat.value;
    if (roomId !== undefined) chats.roomList.open(roomId);
  });
  const stopShowing = desktop.listen('roomAsked', ({ roomId }) => {
    shell.go('chats');
    calls.stage.hide();
    chats.roomList.open(roomId);
  });
  return {
    shell,
    chats,
    calls,
    history,
    settings: createSettingsModel({ desktop, environment: environment.environment }),
    quiet,
    dispose: () => {
      quiet.dispose();
      stopShowing();
      stopOpening();
      history.dispose();
      attention.dispose();
      calls.dispose();
      chats.dispose();
      shell.dispose();
    },
  };
}
