import { closeSync, cpSync, mkdtempSync, openSync, readSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildPage, type BuiltPage } from '../support/build-page.ts';
import { createCall } from '../support/call.ts';
import { startChromium, type RunningChromium } from '../support/chromium.ts';
import { servePage, type PageServer } from '../support/serve.ts';
import type { Secrets, StoreCommands } from './page/worker.ts';
import { filesWith, privateFiles } from './profile-files.ts';

let built: BuiltPage;
let server: PageServer;
/** A profile with three batches in it, closed in order: what `used` copies. */
let template: { readonly profile: string; readonly secrets: Secrets };
let profile: string;
let running: RunningChromium | undefined;
let written = 0;
let heard: () => void = () => undefined;

const call = createCall<StoreCommands>();

beforeAll(async () => {
  built = await buildPage(new URL('page/', import.meta.url).pathname);
  server = await servePage(built.folder, (query) => {
    written = Math.max(written, Number(query.get('written') ?? 0));
    heard();
  });
  profile = newProfile();
  const page = await start();
  const { secrets } = await call(page, 'open', {});
  for (const number of [1, 2, 3]) await call(page, 'writeBatch', { number });
  await call(page, 'close');
  await stop('quit');
  template = { profile, secrets };
});
afterAll(async () => {
  await server.close();
  await built.dispose();
  rmSync(template.profile, { recursive: true, force: true });
});
beforeEach(() => {
  profile = newProfile();
  written = 0;
});
afterEach(async () => {
  await running?.kill();
  running = undefined;
  rmSync(profile, { recursive: true, force: true });
});

const newProfile = (): string => mkdtempSync(join(tmpdir(), 'einklang-store-'));

async function start(): Promise<Page> {
  running = await startChromium(profile);
  return running.open(server.url);
}

async function stop(how: 'kill' | 'quit'): Promise<void> {
  await running?.[how]();
  running = undefined;
}

/** Resolves when the page has said that it wrote at least this batch. */
const writtenBatch = (number: number): Promise<void> => new Promise((resolve) => {
  heard = () => {
    if (written >= number) resolve();
  };
  heard();
});

/** Puts the template in the profile's place; resolves with what its desktop would hold. */
function used(): Secrets {
  cpSync(template.profile, profile, { recursive: true });
  return template.secrets;
}

function flipBit(path: string, at: number): void {
  const file = openSync(path, 'r+');
  const byte = Buffer.alloc(1);
  readSync(file, byte, 0, 1, at);
  writeSync(file, Buffer.of((byte[0] ?? 0) ^ 1), 0, 1, at);
  closeSync(file);
}

describe('the store in the private file system', () => {
  it('is there again in the next process', async () => {
    const secrets = used();
    const page = await start();
    expect(await call(page, 'open', secrets)).toEqual({ outcome: 'opened', secrets });
    expect(await call(page, 'check')).toEqual({
      batch: 3, events: 150, lastEvent: '$3-49', inOrder: true, queued: 3, lastQueued: 3,
    });
  });

  it('does not open with another key, and says which key it is', async () => {
    const secrets = used();
    const page = await start();
    const other = Buffer.alloc(32, 1).toString('base64');
    expect((await call(page, 'open', { ...secrets, storeKey: other })).outcome).toBe('failed: keychain-changed');
    await expect(call(page, 'openBare', { name: 'chat', key: [...Buffer.alloc(32, 1)], expected: 'existing' })).rejects.toThrow('store-damaged');
    await page.reload();
    expect((await call(page, 'open', secrets)).outcome, 'both left it as it was').toBe('opened');
  });

  it('notices a flipped bit, and goes on with the rest', async () => {
    const secrets = used();
    const [largest] = privateFiles(profile);
    if (largest === undefined) throw new Error('no private files');
    // The tables' first pages stand before; towards the end there are only messages, which `check` reads all.
    flipBit(largest.path, Math.floor((largest.size / 8192) * 0.8) * 8192 + 777);
    const page = await start();
    expect((await call(page, 'open', secrets)).outcome).toBe('opened');
    await expect(call(page, 'check')).rejects.toThrow('store-damaged');
  });

  it('refuses a file whose beginning is damaged, shortens nothing, and keeps the queue', async () => {
    const secrets = used();
    const [largest] = privateFiles(profile);
    if (largest === undefined) throw new Error('no private files');
    flipBit(largest.path, 20);
    for (let times = 0; times < 2; times += 1) {
      const page = await start();
      expect((await call(page, 'open', secrets)).outcome).toBe('chat-failed: store-damaged');
      await stop('quit');
      expect(statSync(largest.path).size).toBe(largest.size);
    }
    flipBit(largest.path, 20);
    expect((await call(await start(), 'open', secrets)).outcome, 'control: the bit was all that was wrong').toBe('opened');
  });

  it('says that it is missing where the files are gone', async () => {
    const secrets = used();
    const page = await start();
    await call(page, 'removeFiles');
    expect(await call(page, 'open', secrets)).toEqual({ outcome: 'failed: store-missing', secrets });
    expect((await call(page, 'open', {})).outcome, 'control: where nobody knows of one, it is made').toBe('fresh');
  });

  it('refuses a second opener, and the first goes on', async () => {
    const page = await start();
    const { secrets } = await call(page, 'open', {});
    const second = await running?.open(server.url);
    if (second === undefined) throw new Error('no browser');
    expect((await call(second, 'open', secrets)).outcome).toBe('failed: store-in-use');
    await call(page, 'writeBatch', { number: 1 });
    expect(await call(page, 'check')).toMatchObject({ batch: 1, queued: 1 });
    const waiting = call(second, 'open', secrets);
    await page.close();
    expect((await waiting).outcome, 'one that waits gets in when the first is gone').toBe('opened');
  });

  it('has every acknowledged write after kill -9', { timeout: 120_000 }, async () => {
    let secrets: Secrets = {};
    let page = await start();
    for (let round = 1; round <= 3; round += 1) {
      ({ secrets } = await call(page, 'open', secrets));
      void call(page, 'writeForever', { from: written + 1 }).catch(() => undefined);
      await writtenBatch(written + 1 + Math.floor(Math.random() * 60));
      await stop('kill');
      const acknowledged = written;

      page = await start();
      expect((await call(page, 'open', secrets)).outcome, `round ${round}`).toBe('opened');
      const found = await call(page, 'check');
      expect(found.batch, `round ${round}: nothing acknowledged is lost`).toBeGreaterThanOrEqual(acknowledged);
      expect(found, `round ${round}: every sync whole, with its token`).toMatchObject({
        events: found.batch * 50, inOrder: true, lastEvent: `$${found.batch}-49`,
      });
      expect(found.lastQueued, `round ${round}: the queue too`).toBeGreaterThanOrEqual(acknowledged);
      await call(page, 'close');
      for (const name of ['chat', 'queue'] as const) expect(await call(page, 'integrity', { name, secrets }), name).toEqual(['ok']);
      written = found.batch;
    }
  });

  it('leaves no plain text in the profile, where one without a cipher does', async () => {
    const sentence = 'Der Haushaltsausschuss tagt am Dienstag';
    const draft = 'Entwurf an die Kämmerei';
    const picture = Array.from({ length: 64 }, (_, at) => (at * 37 + 11) & 255);
    const page = await start();
    await call(page, 'open', {});
    await call(page, 'message', { text: sentence });
    await call(page, 'draft', { text: draft });
    await call(page, 'picture', { bytes: picture });
    const everything = [sentence, draft, Uint8Array.from(picture)];
    for (const wanted of everything) expect(filesWith(profile, wanted), 'running').toEqual([]);
    await stop('kill');
    for (const wanted of everything) expect(filesWith(profile, wanted), 'killed').toEqual([]);

    const control = await start();
    await call(control, 'openBare', { name: 'bare', key: null, expected: 'may-be-new' });
    await call(control, 'sql', { sql: 'CREATE TABLE t(a, b, c)' });
    await call(control, 'sql', { sql: `INSERT INTO t VALUES(?, ?, x'${Buffer.from(picture).toString('hex')}')`, values: [sentence, draft] });
    for (const wanted of everything) expect(filesWith(profile, wanted).length, 'control').toBeGreaterThan(0);
  });
});
