import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A host that nothing may talk to. It answers everything and everyone, so that only a wall keeps a request away. */
export interface Canary {
  /** An address of the canary that carries this label, with any scheme. */
  url(label: string, scheme?: string): string;
  /** `host:port`, without a scheme. */
  readonly address: string;
  /** Labels (first part of the path) of the requests so far; a bare connection is `(connection)`, a datagram `(datagram)`. */
  contacts(): readonly string[];
  /** Resolves once a request with this label came; rejects after `timeoutMs`. */
  reached(label: string, timeoutMs?: number): Promise<void>;
  forget(): void;
  stop(): Promise<void>;
}

/** A second loopback host: to a browser it is as foreign to 127.0.0.1 as any other host. */
const foreignHost = '127.0.0.2';

/** A script that was let in leaves its mark in the world that it ran in. */
const script = 'globalThis.canaryRan = true;';
const html = `<!doctype html><title>canary</title><script>${script}</script>`;

export async function startCanary(host = foreignHost): Promise<Canary> {
  const seen: string[] = [];
  const waiting = new Set<() => void>();
  const note = (label: string): void => {
    seen.push(label);
    for (const check of [...waiting]) check();
  };
  const labelOf = (request: IncomingMessage): string => /^\/([^/?#]*)/.exec(request.url ?? '')?.[1] ?? '';

  const server = createServer((request, response) => {
    note(labelOf(request));
    const wantsScript = request.headers['sec-fetch-dest'] === 'script';
    response.writeHead(200, {
      'access-control-allow-origin': '*',
      'access-control-allow-headers': '*',
      'content-type': wantsScript ? 'text/javascript' : 'text/html',
    });
    response.end(wantsScript ? script : html);
  });
  server.on('connection', () => note('(connection)'));
  server.on('upgrade', (request, socket) => {
    note(labelOf(request));
    socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
  });
  server.on('clientError', (_error, socket) => socket.destroy());
  server.listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  const datagrams = createSocket('udp4');
  datagrams.on('message', () => note('(datagram)'));
  datagrams.bind(port, host);
  await once(datagrams, 'listening');

  const reached = (label: string, timeoutMs = 5_000): Promise<void> =>
    new Promise((resolve, reject) => {
      const finish = (settle: () => void): void => {
        clearTimeout(timer);
        waiting.delete(check);
        settle();
      };
      const check = (): void => {
        if (seen.includes(label)) finish(resolve);
      };
      const timer = setTimeout(() => finish(() => reject(new Error(`The canary was not reached: ${label}`))), timeoutMs);
      waiting.add(check);
      check();
    });

  return {
    url: (label, scheme = 'http') => `${scheme}://${host}:${port}/${label}`,
    address: `${host}:${port}`,
    contacts: () => [...seen],
    reached,
    forget: () => void seen.splice(0),
    async stop() {
      datagrams.close();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
