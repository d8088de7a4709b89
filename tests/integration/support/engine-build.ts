import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { build } from 'vite';
import { root } from '../../../scripts/lib/paths.mjs';
import { page } from '../../../scripts/lib/worlds.mjs';

const shelf = join(tmpdir(), `einklang-engine-${process.getuid?.() ?? 0}`);

/** Names the state of the sources that the engine is built from, by times and sizes. */
async function stateOfSources(): Promise<string> {
  const hash = createHash('sha256');
  for (const folder of ['renderer/base', 'renderer/engine', 'preload']) {
    const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
    for (const entry of entries.filter((each) => each.isFile())) {
      const path = join(entry.parentPath, entry.name);
      const { mtimeMs, size } = await stat(path);
      hash.update(`${path} ${mtimeMs} ${size}\n`);
    }
  }
  return hash.digest('hex').slice(0, 16);
}

/** The engine's page and worker as they are shipped, built once for each state of the sources; resolves with their folder. */
export async function builtEngine(): Promise<string> {
  const folder = join(shelf, await stateOfSources());
  if (existsSync(folder)) return folder;
  await mkdir(shelf, { recursive: true });
  const fresh = await mkdtemp(join(shelf, 'building-'));
  const { config } = page('engine');
  await build({ ...config, build: { ...config.build, outDir: fresh, emptyOutDir: true } });
  // Another run may have been just as far: whoever is second finds the first one's, which is as good.
  await rename(fresh, folder).catch(() => rm(fresh, { recursive: true, force: true }));
  return folder;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.wasm': 'application/wasm',
};

/** Serves a folder on the loopback, which browsers trust as they do `app://`. */
export async function serveFolder(folder: string): Promise<{ readonly url: string; readonly server: Server }> {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname);
    const file = join(folder, path === '/' ? 'index.html' : path);
    if (!existsSync(file)) return response.writeHead(404).end('not here');
    response.writeHead(200, { 'Content-Type': types[extname(file)] ?? 'application/octet-stream' });
    return createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, server };
}
