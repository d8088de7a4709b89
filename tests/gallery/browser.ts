import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

/** The pages in the folders beside this file, with what each puts on its window for the tests. */
const globals = { page: 'gallery', live: 'live', stage: 'stagePage', window: 'played' } as const;
export type GalleryPage = keyof typeof globals;

/** Never resolved: every request to it is answered from the folder. */
const origin = 'https://gallery.test';

/** Debian's Chromium, of no account, with nothing that it would do by itself. */
const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });

/** Opens a built page and waits until its script has put `global` on the window. */
async function openPage(browser: Browser, folder: string, global: string, complaints: (text: string) => void): Promise<Page> {
  const context = await browser.newContext({ reducedMotion: 'reduce', deviceScaleFactor: 1, locale: 'de-DE', timezoneId: 'Europe/Berlin' });
  await context.route(`${origin}/**`, async (route) => {
    const path = new URL(route.request().url()).pathname;
    const body = await readFile(join(folder, path)).catch(() => undefined);
    const contentType = types[extname(path)];
    await route.fulfill(body ? { body, ...(contentType && { contentType }) } : { status: 404 });
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints(message.text());
  });
  await page.goto(`${origin}/index.html`);
  await page.waitForFunction(`window.${global} !== undefined`);
  return page;
}

/** Builds one of the pages, as the product's are built. They have one document, which names the page's folder. */
async function buildPage(name: GalleryPage, outDir: string): Promise<void> {
  await build({
    configFile: false,
    root: new URL('.', import.meta.url).pathname,
    base: './',
    logLevel: 'warn',
    plugins: [{ name: 'folder', transformIndexHtml: { order: 'pre', handler: (html) => html.replace('FOLDER', name) } }],
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: { outDir, emptyOutDir: true, minify: false, modulePreload: false, assetsInlineLimit: 0, target: 'chrome130', reportCompressedSize: false, chunkSizeWarningLimit: 20_000 },
  });
}

export interface GalleryBrowser {
  readonly browser: () => Browser;
  /** A new page; `complaints` hears of errors in it. */
  readonly open: (complaints: (text: string) => void) => Promise<Page>;
}

/** One of the pages, built once for the tests of a file, and a browser for it. To be called outside of tests. */
export function galleryBrowser(name: GalleryPage): GalleryBrowser {
  let built = '';
  let browser: Browser;
  beforeAll(async () => {
    built = await mkdtemp(join(tmpdir(), `einklang-${name}-`));
    await buildPage(name, built);
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await rm(built, { recursive: true, force: true });
  });
  return { browser: () => browser, open: (complaints) => openPage(browser, built, globals[name], complaints) };
}

/** Each test of a file gets one of the pages anew, in a wide window, and fails where the page complains of something. */
export function eachOpens(name: GalleryPage, opened: (page: Page) => void | Promise<void>): void {
  const { open } = galleryBrowser(name);
  const complaints: string[] = [];
  let page: Page;
  beforeEach(async () => {
    complaints.length = 0;
    page = await open((text) => complaints.push(text));
    await page.setViewportSize({ width: 1280, height: 800 });
    await opened(page);
  });
  afterEach(async () => {
    await page.context().close();
    expect(complaints).toEqual([]);
  });
}
