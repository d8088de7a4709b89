import { ipcMain, type IpcMainEvent, type IpcMainInvokeEvent } from 'electron';
import type { Reply, WorkspaceArgs, WorkspaceRequestName, WorkspaceResult } from '../preload/contract.ts';
import { fail, toFailure } from '../renderer/base/failure.ts';
import type { Log } from './log.ts';
import type { IncomingMessage, PageRole, Wall } from './walls/wall.ts';

/** The channels between a preload and main. */
export const channels = { request: 'desktop.request', hello: 'desktop.hello', event: 'desktop.event', port: 'desktop.port' } as const;

export type WorkspaceHandlers = {
  readonly [K in WorkspaceRequestName]: (args: WorkspaceArgs<K>) => WorkspaceResult<K> | Promise<WorkspaceResult<K>>;
};

export interface Ipc {
  readonly roleOf: (contentsId: number) => PageRole | undefined;
  readonly walls: readonly Wall[];
  readonly handlers: WorkspaceHandlers;
  readonly hello: (role: PageRole, contentsId: number) => void;
  readonly log: Log;
}

const passWalls = (walls: readonly Wall[], message: IncomingMessage): IncomingMessage =>
  walls.reduce((passed, wall) => wall.message?.(passed) ?? passed, message);

/** What a page gets for a request: never a rejection, because Electron would strip what it carries. */
export async function answer(
  walls: readonly Wall[],
  handlers: WorkspaceHandlers,
  message: IncomingMessage,
  log: Log,
): Promise<Reply<unknown>> {
  try {
    const { name, args } = passWalls(walls, message);
    const handle = handlers[name as WorkspaceRequestName] as ((args: unknown) => unknown) | undefined;
    if (typeof handle !== 'function') throw fail('unknown-name', String(name));
    return { ok: true, result: await handle(args) };
  } catch (error) {
    const failure = toFailure(error);
    log.warn(`request ${String(message.name)}: ${failure.code} ${failure.detail ?? ''}`);
    return { ok: false, failure };
  }
}

/** The one place where messages of pages come in. */
export function serveIpc({ roleOf, walls, handlers, hello, log }: Ipc): void {
  const incoming = (event: IpcMainEvent | IpcMainInvokeEvent, name: unknown, args: unknown): IncomingMessage => {
    const frame = event.senderFrame;
    return { role: roleOf(event.sender.id), mainFrame: frame?.parent === null, origin: frame?.origin, name, args };
  };
  ipcMain.handle(channels.request, (event, name: unknown, args: unknown) =>
    answer(walls, handlers, incoming(event, name, args), log),
  );
  ipcMain.on(channels.hello, (event) => {
    try {
      const senderWalls = walls.filter((wall) => wall.name === 'senders');
      const { role } = passWalls(senderWalls, incoming(event, 'hello', undefined));
      if (role) hello(role, event.sender.id);
    } catch (error) {
      log.warn(`hello: ${toFailure(error).detail ?? ''}`);
    }
  });
}
