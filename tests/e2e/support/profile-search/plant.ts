import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';

/** Where Chromium keeps things, each with a sentence of its own. */
export const places = [
  'localStorage, one byte a character',
  'localStorage, two bytes a character',
  'IndexedDB, short',
  'IndexedDB, two bytes a character',
  'IndexedDB, in compressed blocks',
  'private file system',
  'HTTP cache, as it is',
  'HTTP cache, gzip',
  'HTTP cache, br',
  'HTTP cache, deflate',
] as const;
export type Place = (typeof places)[number];

export const sentenceFor = (place: Place): string => `Vertraulich über ${place}: Grüße aus Zimmer 217`;

/** Runs in the page: writes each sentence to its place. A snowman makes a string one of two bytes a character. */
export async function plantInPage(sentences: Readonly<Record<Place, string>>): Promise<void> {
  localStorage.setItem('schmal', sentences['localStorage, one byte a character']);
  localStorage.setItem('breit', `${sentences['localStorage, two bytes a character']} ☃`);

  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open('planted', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('things');
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error ?? new Error('no database'));
  });
  const put = (key: string, value: unknown): Promise<void> =>
    new Promise((resolve, reject) => {
      const transaction = database.transaction('things', 'readwrite', { durability: 'strict' });
      transaction.objectStore('things').put(value, key);
      transaction.oncomplete = () => resolve();
      transaction.onerror = () => reject(transaction.error ?? new Error('not written'));
    });
  await put('kurz', sentences['IndexedDB, short']);
  await put('breit', `${sentences['IndexedDB, two bytes a character']} ☃`);
  await put('lang', 'Lorem ipsum '.repeat(2_000) + sentences['IndexedDB, in compressed blocks']);
  // More than LevelDB keeps in its log (4 MB): it writes tables then, with compressed blocks.
  for (let i = 0; i < 90; i++) await put(`rauschen-${i}`, crypto.getRandomValues(new Uint8Array(60_000)));

  const folder = await navigator.storage.getDirectory();
  const writer = await (await folder.getFileHandle('datei', { create: true })).createWritable();
  await writer.write(sentences['private file system']);
  await writer.close();

  for (const encoding of ['identity', 'gzip', 'br', 'deflate']) await (await fetch(`/${encoding}`)).text();
}

const filler = '<p>Niederschrift</p>\n'.repeat(500);
const bodies: Readonly<Record<string, { readonly place: Place; readonly encode: (body: Buffer) => Buffer }>> = {
  identity: { place: 'HTTP cache, as it is', encode: (body) => body },
  gzip: { place: 'HTTP cache, gzip', encode: gzipSync },
  br: { place: 'HTTP cache, br', encode: brotliCompressSync },
  deflate: { place: 'HTTP cache, deflate', encode: deflateSync },
};

/** Serves an empty page, and bodies in each encoding that may be kept for a day. */
export async function servePlanting(): Promise<{ readonly page: string; stop(): void }> {
  const server = createServer((request, response) => {
    const encoding = (request.url ?? '').slice(1);
    const body = bodies[encoding];
    if (!body) return void response.writeHead(200, { 'content-type': 'text/html', 'cache-control': 'no-store' }).end('<!doctype html>');
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'public, max-age=86400',
      ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
    });
    response.end(body.encode(Buffer.from(filler + sentenceFor(body.place) + filler)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    page: `http://127.0.0.1:${port}/page`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
