import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDesktop, type Desktop } from '../../servers/desktop.ts';
import { until } from '../../servers/processes.ts';
import { launchApp } from '../support/launch.ts';
import { searchProfile, type Needle, type ProfileSearch } from '../support/profile-search/index.ts';
import { places, plantInPage, sentenceFor, servePlanting, type Place } from '../support/profile-search/plant.ts';

const needles: readonly Needle[] = places.map((place) => ({ kind: place, content: sentenceFor(place) }));
const sentences = Object.fromEntries(places.map((place) => [place, sentenceFor(place)])) as Record<Place, string>;
const planter = new URL('../support/profile-search/planter.cjs', import.meta.url).pathname;

/** A search that finds nothing proves something only if it finds what Electron itself has written. */
describe('the profile search', () => {
  let desktop: Desktop;
  let profile: string;
  let running: ProfileSearch;
  let killed: ProfileSearch;

  const found = ({ findings }: ProfileSearch): readonly string[] => [...new Set(findings.map(({ kind }) => kind))].sort();

  beforeAll(async () => {
    desktop = await startDesktop({ keyring: 'absent' });
    profile = await mkdtemp(join(desktop.home, 'planted-'));
    const server = await servePlanting();
    const app = await launchApp({ app: planter, desktop, profileDir: profile, env: { PLANTER_PAGE: server.page } });
    const page = await app.firstWindow();
    await page.waitForURL(server.page);
    await page.evaluate(plantInPage, sentences);
    await app.evaluate(({ session }) => session.defaultSession.flushStorageData());
    running = await until('everything planted is on disk', async () => {
      const search = await searchProfile(profile, needles);
      return found(search).length === needles.length ? search : undefined;
    }, { timeoutMs: 15_000, everyMs: 250 }).catch(() => searchProfile(profile, needles));
    const gone = new Promise((resolve) => app.process().once('exit', resolve));
    app.process().kill('SIGKILL');
    await gone;
    server.stop();
    killed = await searchProfile(profile, needles);
  });

  afterAll(async () => {
    await rm(profile, { recursive: true, force: true });
    await desktop.dispose();
  });

  it('finds each of them while the program runs', () => expect(found(running)).toEqual([...places].sort()));

  it('finds each of them after kill -9', () => expect(found(killed)).toEqual([...places].sort()));

  it('finds some of them only because it undoes compression', () => {
    const layers = (place: Place): readonly string[] =>
      killed.findings.filter(({ kind }) => kind === place).map(({ layer }) => layer);
    expect(layers('IndexedDB, in compressed blocks')).toEqual(['leveldb-table']);
    expect(layers('HTTP cache, gzip')).toEqual(['gzip']);
    expect(layers('HTTP cache, br')).toEqual(['http-cache']);
    expect(layers('HTTP cache, deflate')).toEqual(['http-cache']);
  });

  it('finds both encodings of strings', () => {
    const encodings = new Set(killed.findings.map(({ encoding }) => encoding));
    for (const encoding of ['utf-8', 'utf-16le', 'latin-1']) expect(encodings).toContain(encoding);
  });
});
