import { MessageChannelMain, webContents, type MessagePortMain } from 'electron';
import type { portMessages } from '../preload/contract.ts';
import { channels } from './ipc.ts';
import type { PageRole } from './walls/wall.ts';

type PortKind = (typeof portMessages)[keyof typeof portMessages];

/** Gives out ports. Main keeps its own ends of those to the engine; what windows and engine say to each other it never hears. */
export interface Broker {
  /** A page listens. A workspace is joined to the engine now or as soon as that says hello; an engine to all of them. */
  hello(role: PageRole, contentsId: number): void;
}

const send = (contentsId: number, kind: PortKind, port: MessagePortMain): void => {
  const contents = webContents.fromId(contentsId);
  if (contents && !contents.isDestroyed()) contents.postMessage(channels.port, kind, [port]);
  else port.close();
};

/**
 * Both get main's end of a port, anew for each engine: `serveHost` of the one over which the engine asks main,
 * `takeClient` of the one over which main asks the engine as a window does.
 */
export function createBroker(
  serveHost: (port: MessagePortMain) => void,
  takeClient: (port: MessagePortMain) => void,
): Broker {
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
    const own = new MessageChannelMain();
    send(id, 'client-port', own.port1);
    takeClient(own.port2);
    for (const windowId of windows) join(windowId, id);
  };

  return {
    hello: (role, id) => {
      if (role === 'engine') helloEngine(id);
      else if (role === 'workspace') helloWindow(id);
    },
  };
}
