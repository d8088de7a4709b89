import { readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import type { CustomScheme, Session } from 'electron';
import type { PageRole, Place, Wall } from './walls/wall.ts';

/** The program's own scheme; each role is one host in it, and so an origin of its own. */
export const appScheme: CustomScheme = {
  scheme: 'app',
  privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
};

const pageOrigin = (role: PageRole): string => `app://${role}`;
export const pageAddress = (role: PageRole): string => `${pageOrigin(role)}/index.html`;

/** Of every role but the call, whose page stands at its deployment's origin. */
export const appPlace = (role: Exclude<PageRole, 'call'>): Place => ({
  role,
  origin: pageOrigin(role),
  sockets: [],
  relayOnly: false,
});

const mimeTypes: { readonly [extension: string]: string } = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** A file that a page may have: where it lies and what it is. */
export interface AppFile {
  readonly path: string;
  readonly type: string;
  readonly document: boolean;
}

/** The file below `folder` that an address of a role stands for; `undefined` for any other address. */
export function appFile(folder: string, role: PageRole, address: string): AppFile | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  return url.protocol === 'app:' && url.host === role ? fileBelow(folder, url.pathname) : undefined;
}

/** The file below `folder` that a percent-encoded path stands for, where its kind is one that pages have. */
export function fileBelow(folder: string, pathname: string): AppFile | undefined {
  let relative: string;
  try {
    relative = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  if (/[\\\0:]/.test(relative) || relative.split('/').includes('..')) return undefined;
  const path = join(folder, relative);
  const type = mimeTypes[extname(path)];
  if (type === undefined || !path.startsWith(folder + sep)) return undefined;
  return { path, type, document: extname(path) === '.html' };
}

const fixedHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

const notThere = (): Response => new Response(undefined, { status: 404, headers: fixedHeaders });

/** A file with the headers that the walls ask for; 404 for none. */
export async function answerFile(file: AppFile | undefined, place: Place, walls: readonly Wall[]): Promise<Response> {
  if (!file) return notThere();
  try {
    const body = await readFile(file.path);
    const headers = new Headers({ ...fixedHeaders, 'Content-Type': file.type });
    for (const wall of walls) {
      for (const [name, value] of Object.entries(wall.headers?.(place, file.document) ?? {})) headers.set(name, value);
    }
    return new Response(new Uint8Array(body), { headers });
  } catch {
    return notThere();
  }
}

/** Serves a role's pages to its own session, and nothing else. `folder` is the one that holds all roles' folders. */
export function serveApp(session: Session, place: Place, folder: string, walls: readonly Wall[]): void {
  const own = join(folder, place.role);
  session.protocol.handle(appScheme.scheme, (request) =>
    answerFile(request.method === 'GET' ? appFile(own, place.role, request.url) : undefined, place, walls),
  );
}
