import { createEmitter, type Unsubscribe } from '../../../renderer/base/listen.ts';
import type { CallBrief, CallPageCommand } from '../../../renderer/call/contract.ts';

/** So many of the last commands stay in the list: a page that begins to listen late misses none that matters. */
const kept = 20;

/** What the page of a call is told, once there is a call: its brief, and commands that count up. */
export interface Outbox {
  update(brief: CallBrief): void;
  command(command: CallPageCommand['command']): void;
  followBrief(listener: (brief: CallBrief) => void): Unsubscribe;
  followCommands(listener: (commands: readonly CallPageCommand[]) => void): Unsubscribe;
}

export function createOutbox(): Outbox {
  const changed = createEmitter<CallBrief>();
  const commanded = createEmitter<readonly CallPageCommand[]>();
  let brief: CallBrief | undefined;
  let commands: readonly CallPageCommand[] = [];
  let count = 0;
  return {
    update: (next) => {
      brief = next;
      changed.emit(brief);
    },
    command: (command) => {
      commands = [...commands.slice(1 - kept), { key: String(++count), command }];
      commanded.emit(commands);
    },
    followBrief: (listener) => {
      if (brief) listener(brief);
      return changed.listen(listener);
    },
    followCommands: (listener) => {
      listener(commands);
      return commanded.listen(listener);
    },
  };
}
