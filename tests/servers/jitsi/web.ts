import { once } from 'node:events';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { connect, type AddressInfo, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Certificate } from '../tls.ts';
import { scriptOf, type ServedLibrary } from './library.ts';

/** One request to the deployment's web server, also the openings of WebSockets. */
export interface WebRequest {
  readonly at: number;
  readonly method: string;
  /** Path with query, as sent. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly isWebSocket: boolean;
}

export interface Web {
  readonly port: number;
  readonly requests: readonly WebRequest[];
  library: ServedLibrary;
  /** Cuts all WebSockets to Prosody or to the bridge, as a network that fails for a moment; new ones are accepted. */
  cut(path: '/xmpp-websocket' | '/colibri-ws/'): void;
  /** While false nobody gets through: all connections break, and none comes about. */
  isReachable: boolean;
  stop(): Promise<void>;
}

export interface WebOptions {
  readonly host: string;
  readonly certificate: Certificate;
  readonly prosodyPort: number;
  readonly bridgePort: number;
  readonly auth: 'openidtoken-jwt' | 'none';
  readonly library: ServedLibrary;
}

interface Answer {
  readonly status?: number;
  readonly type: string;
  readonly body: string;
}

/** Made for Jitsi Meet, and evaluated by nobody else. */
const configScript = (host: string): string => `var config = {
  hosts: { domain: '${host}', muc: 'conference.${host}', focus: 'focus.${host}' },
  websocket: 'wss://${host}/xmpp-websocket',
  p2p: { enabled: true, stunServers: [] },
  disableThirdPartyRequests: true,
};
`;

const meetingPage = `<!doctype html>
<html lang="de"><meta charset="utf-8"><title>Konferenz</title>
<script src="/config.js"></script><script src="/libs/lib-jitsi-meet.min.js"></script>
<h1>Konferenz</h1></html>
`;

/** The deployment's web server: what is in front of everything else, with TLS, on a free port. */
export async function startWeb(options: WebOptions): Promise<Web> {
  const requests: WebRequest[] = [];
  const sockets = new Set<Socket>();
  const tunnels = new Map<Duplex, string>();
  let library = options.library;
  let isReachable = true;

  const remember = (request: IncomingMessage, isWebSocket: boolean): string => {
    const path = request.url ?? '/';
    requests.push({ at: Date.now(), method: request.method ?? 'GET', path, headers: request.headers, isWebSocket });
    return path.split('?')[0] ?? path;
  };

  async function answerTo(path: string): Promise<Answer> {
    if (path === '/.well-known/element/jitsi' && options.auth !== 'none') {
      return { type: 'application/json', body: JSON.stringify({ auth: options.auth }) };
    }
    if (path === '/config.js') return { type: 'text/javascript', body: configScript(options.host) };
    if (path === '/libs/lib-jitsi-meet.min.js') {
      const body = await scriptOf(library);
      if (body !== undefined) return { type: 'text/javascript', body };
    }
    const isMeeting = /^\/[^/.]*$/.test(path);
    return isMeeting ? { type: 'text/html; charset=utf-8', body: meetingPage } : { status: 404, type: 'text/plain', body: 'Not found' };
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = remember(request, false);
    if (library === 'never' && path === '/libs/lib-jitsi-meet.min.js') return;
    const { status = 200, type, body } = await answerTo(path);
    // Element's clients ask for the well-known from other origins.
    response.writeHead(status, { 'content-type': type, 'cache-control': 'no-cache', 'access-control-allow-origin': '*' });
    response.end(request.method === 'HEAD' ? undefined : body);
  }

  /** Hands a WebSocket's opening on as it came, and then every byte. */
  function tunnel(request: IncomingMessage, client: Duplex, head: Buffer): void {
    const path = remember(request, true);
    const ports: Readonly<Record<string, number>> = { 'xmpp-websocket': options.prosodyPort, 'colibri-ws': options.bridgePort };
    const port = ports[path.split('/')[1] ?? ''];
    if (port === undefined) return void client.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n');
    const server = connect(port, '127.0.0.1', () => {
      const lines = request.rawHeaders.map((text, index) => (index % 2 === 0 ? `${text}: ` : `${text}\r\n`));
      server.write(`GET ${request.url ?? '/'} HTTP/1.1\r\n${lines.join('')}\r\n`);
      server.write(head);
      server.pipe(client).pipe(server);
    });
    tunnels.set(client, path);
    server.on('error', () => client.end('HTTP/1.1 502 Bad Gateway\r\nconnection: close\r\n\r\n'));
    client.on('error', () => server.destroy());
    client.on('close', () => {
      tunnels.delete(client);
      server.destroy();
    });
    server.on('close', () => client.destroy());
  }

  const { key, cert } = options.certificate;
  const server = createServer({ key, cert }, (request, response) => void serve(request, response).catch(() => response.destroy()));
  server.on('upgrade', tunnel);
  server.on('connection', (socket: Socket) => {
    if (!isReachable) return void socket.destroy();
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    port: (server.address() as AddressInfo).port,
    requests,
    get library() {
      return library;
    },
    set library(next) {
      library = next;
    },
    get isReachable() {
      return isReachable;
    },
    set isReachable(next) {
      isReachable = next;
      if (!next) for (const socket of sockets) socket.destroy();
    },
    cut(path) {
      for (const [client, opened] of tunnels) if (opened.startsWith(path)) client.destroy();
    },
    async stop() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
