import { MessageChannelMain, webContents, type MessagePortMain } from 'electron';
import type { portMessages } from '../preload/contract.ts';
import { channels } from './ipc.ts';
import type { PageRole } from './walls/wall.ts';

type PortKind = (typeof portMessages)[keyof typeof portMessages];

/** Gives out ports. Main keeps one end of `host`; both ends of the others leave it, and it never hears what they carry. */
export interface Broker {
  /** A page listens. A workspace is joined to the engine now or as soon as that says hello; an engine to all of them. */
  hello(role: PageRole, contentsId: number): void;
}

const send = (contentsId: number, kind: PortKind, port: MessagePortMain): void => {
  const contents = webContents.fromId(contentsId);
  if (contents && !contents.isDestroyed()) contents.postMessage(channels.port, kind, [port]);
  else port.close();
};

/** `serveHost` gets main's end of the engine's port, anew for each engine. */
export function createBroker(serveHost: (port: MessagePortMain) => void): Broker {
  const windows = new Set<number>();
  let engine: number | undefined;

  const join = (windowId: number, engineId: number): void => {
    const { port1, port2 } = new MessageChannelMain();
    send(engineId, 'client-port', port1);
    send(windowId, 'engine-port', port2);
  };

  const helloWindow = (id: number): void => {
    if (!windows.has(id)) webContents.fromId(id)?.once('destroyed', () => windows.delete(id));
    windows.add(id);
    if (engine !== undefined) join(id, engine);
  };

  const helloEngine = (id: number): void => {
    engine = id;
    webContents.fromId(id)?.once('destroyed', () => {
      if (engine === id) engine = undefined;
    });
    const { port1, port2 } = new MessageChannelMain();
    serveHost(port1);
    send(id, 'host-port', port2);
    for (const windowId of windows) join(windowId, id);
  };

  return {
    hello: (role, id) => {
      if (role === 'engine') helloEngine(id);
      else if (role === 'workspace') helloWindow(id);
    },
  };
}
