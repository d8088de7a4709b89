import { ipcMain, type IpcMainEvent, type IpcMainInvokeEvent } from 'electron';
import { toFailure } from '../renderer/base/failure.ts';
import { answer, passWalls, type Handlers } from './answer.ts';
import type { Log } from './log.ts';
import type { IncomingMessage, PageRole, Wall } from './walls/wall.ts';

/** The channels between a preload and main. */
export const channels = {
  request: 'desktop.request',
  hello: 'desktop.hello',
  event: 'desktop.event',
  port: 'desktop.port',
} as const;

export interface Ipc {
  readonly roleOf: (contentsId: number) => PageRole | undefined;
  readonly walls: readonly Wall[];
  readonly handlers: Handlers;
  readonly hello: (role: PageRole, contentsId: number) => void;
  readonly log: Log;
}

/** The one place where messages of pages come in. */
export function serveIpc({ roleOf, walls, handlers, hello, log }: Ipc): void {
  const senderOf = ({ sender, senderFrame }: IpcMainEvent | IpcMainInvokeEvent) => ({
    role: roleOf(sender.id),
    mainFrame: senderFrame?.parent === null,
    origin: senderFrame?.origin,
  });
  ipcMain.handle(channels.request, (event, name: unknown, args: unknown) =>
    answer(walls, handlers, { kind: 'request', ...senderOf(event), name, args }, log),
  );
  ipcMain.on(channels.hello, (event) => {
    try {
      const message: IncomingMessage = { kind: 'hello', ...senderOf(event), name: undefined, args: undefined };
      const { role } = passWalls(walls, message);
      if (role) hello(role, event.sender.id);
    } catch (error) {
      log.warn(`hello: ${toFailure(error).detail ?? ''}`);
    }
  });
}
