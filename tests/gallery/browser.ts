import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { build } from 'vite';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

/** Never resolved: every request to it is answered from the folder. */
const origin = 'https://gallery.test';

/** Debian's Chromium, of no account, with nothing that it would do by itself. */
export const launchBrowser = (): Promise<Browser> =>
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

/** Opens a built page and waits until its script has put `global` on the window; `complaints` hears of errors in it. */
export async function openPage(browser: Browser, folder: string, global: string, complaints: (text: string) => void): Promise<Page> {
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

/** Builds one of the pages beside this file, as the product's are built. */
export async function buildPage(root: string, outDir: string): Promise<void> {
  await build({
    configFile: false,
    root,
    base: './',
    logLevel: 'warn',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: { outDir, emptyOutDir: true, minify: false, modulePreload: false, assetsInlineLimit: 0, target: 'chrome130', reportCompressedSize: false, chunkSizeWarningLimit: 20_000 },
  });
}
