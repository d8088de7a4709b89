/**
 * A small SFU that stands for Jitsi's videobridge, in a process of its own. Started with `PORT SECRET`; says `ready` to
 * its parent. It serves `/control?secret=…` (the focus) and `/colibri-ws/<conference>/<endpoint>?pwd=…` (clients).
 */
import { createServer } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';
import { createConference, type Conference } from './conference.ts';
import type { Allocation, BridgeAnswer, BridgeCall, BridgeRequest } from './contract.ts';

const [port, secret] = process.argv.slice(2);
const conferences = new Map<string, Conference>();

function conference(name: string): Conference {
  const found = conferences.get(name) ?? createConference();
  conferences.set(name, found);
  return found;
}

async function handle(request: BridgeRequest): Promise<Allocation | null> {
  const { conference: name, endpoint: id } = request;
  switch (request.kind) {
    case 'allocate':
      return (await conference(name).allocate(id)).allocation;
    case 'connect':
      conference(name).find(id)?.connect(request.transport);
      return null;
    case 'candidates':
      conference(name).find(id)?.addCandidates(request.candidates);
      return null;
    case 'sources':
      conference(name).setSources(id, request.sources);
      return null;
    case 'expire':
      conference(name).expire(id);
      if (conference(name).isEmpty()) conferences.delete(name);
      return null;
  }
}

function serveFocus(socket: WebSocket): void {
  socket.on('message', (data: Buffer) => {
    const { id, request } = JSON.parse(data.toString()) as BridgeCall;
    handle(request).then(
      (result) => socket.send(JSON.stringify({ id, result } satisfies BridgeAnswer)),
      (error: unknown) => socket.send(JSON.stringify({ id, error: String(error) } satisfies BridgeAnswer)),
    );
  });
}

const sockets = new WebSocketServer({ noServer: true });
const server = createServer((_, response) => response.writeHead(404).end());
server.on('upgrade', (request, socket, head) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://bridge');
  const [, place, name = '', endpoint = ''] = pathname.split('/').map(decodeURIComponent);
  const isFocus = place === 'control' && searchParams.get('secret') === secret;
  const known = place === 'colibri-ws' ? conferences.get(name)?.find(endpoint) : undefined;
  if (!isFocus && searchParams.get('pwd') !== known?.allocation.channelPassword) {
    return void socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n');
  }
  sockets.handleUpgrade(request, socket, head, (opened) => {
    if (isFocus) serveFocus(opened);
    else conference(name).attach(endpoint, opened);
  });
});
setInterval(() => {
  for (const each of conferences.values()) each.tellSpeaker();
}, 300);
process.on('disconnect', () => process.exit()); // never outlives who started it
server.listen(Number(port), '127.0.0.1', () => process.send?.('ready'));
