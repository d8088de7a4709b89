import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { builtEngine, serveFolder } from './engine-build.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the built engine's page is served, and the one browser in which `startEngineFarm` opens it. */
    readonly engine: { readonly url: string; readonly browserEndpoint: string };
  }
}

/** vitest's global set-up: builds the engine and starts the browser that all integration tests share. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [{ url, server }, browser] = await Promise.all([
    builtEngine().then(serveFolder),
    chromium.launchServer({
      executablePath: '/usr/bin/chromium',
      host: '127.0.0.1',
      // Debian's Chromium refuses its sandbox to root; the walls are tested in Electron, as a plain user.
      args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--no-first-run', '--disable-quic'],
    }),
  ]);
  project.provide('engine', { url, browserEndpoint: browser.wsEndpoint() });
  return async () => {
    await browser.close();
    server.close();
  };
}
