import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm', '.css': 'text/css',
};

export interface PageServer {
  /** `http://localhost:<port>/`: a secure context, as `app://` is. */
  readonly url: string;
  close(): Promise<void>;
}

/** Serves a folder with the policy that the engine's page has; `told` hears the query of every `/tell?…`, which pages use to speak up. */
export async function servePage(folder: string, told: (query: URLSearchParams) => void = () => undefined): Promise<PageServer> {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/tell') {
      told(searchParams);
      response.writeHead(204).end();
      return;
    }
    const file = normalize(pathname === '/' ? '/index.html' : pathname);
    readFile(join(folder, file)).then(
      (body) => response.writeHead(200, {
        'content-type': types[extname(file)] ?? 'application/octet-stream',
        'content-security-policy': "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'",
      }).end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}
