import { z } from 'zod';
import { portMessages, type EngineHostContract } from '../../preload/contract.ts';
import { createEmitter } from '../base/listen.ts';
import { createPortClient } from '../base/port-client.ts';
import { servePort } from '../base/port-server.ts';
import { domWire } from '../base/wire.ts';
import { createConversations } from './conversations.ts';
import { createEngineService, type OpenEngine } from './engine.ts';
import { startHeartbeat } from './session/host.ts';
import { createLife } from './session/life.ts';
import { createLog } from './session/log.ts';
import { openStores } from './store/open.ts';

/*
 * Root of the engine. Its page passes two kinds of ports on: one to the desktop, and one for each window.
 */

// Without this zod tries whether it may make functions from text, which the content policy reports as an attack.
z.config({ jitless: true });

const { client: host, attach } = createPortClient<EngineHostContract>();
const log = createLog(host);
const life = createLife({ host, log, openStores });

const opened = createEmitter<undefined>();
let open: OpenEngine | undefined;
life.listen((session) => {
  open?.parts.stop();
  open = session && { session, parts: createConversations(session) };
  opened.emit(undefined);
});

startHeartbeat(host);
let resumed: number | undefined;
host.follow('machine', {}, {
  state: ({ head }) => {
    const slept = resumed !== undefined && head.resumed !== resumed;
    resumed = head.resumed;
    if (head.online) life.wake(slept ? 'broken' : 'idle');
  },
});

const service = createEngineService(life, () => open, (listener) => opened.listen(listener));
/** One animation frame: what changes within it goes to a window as one patch. */
const frameMs = 16;

self.addEventListener('message', ({ data, ports: [port] }: MessageEvent<{ readonly einklang: string }>) => {
  if (!port) return;
  if (data.einklang === portMessages.host) attach(domWire(port));
  if (data.einklang === portMessages.client) servePort(domWire(port), service, (flush) => setTimeout(flush, frameMs));
});
