import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../../scripts/lib/paths.mjs';
import { startDesktop, type Desktop } from '../../servers/desktop.ts';
import { until } from '../../servers/processes.ts';
import { matches, startProxy, type Proxy } from '../../servers/proxy.ts';
import { startSynapse, type Synapse } from '../../servers/synapse.ts';
import { buildClearStore } from '../support/clear-store.ts';
import { startPerson, type Person } from '../support/person.ts';
import { noisyPicture } from '../support/picture.ts';
import { searchProfile, type Needle, type ProfileSearch } from '../support/profile-search/index.ts';
import { buildBreachable } from '../support/walls/build.ts';
import { killNine } from '../send/kill.ts';

const sentences = {
  sent: 'Die Mitzeichnung für Vorgang 4711 liegt im grünen Umschlag',
  received: 'Bitte die Gebührenkalkulation heute noch nicht weitergeben',
  'received in the clear': 'Der Schlüssel zum Archiv hängt hinter der Tür',
  'room name': 'Vertrauliche Personalrunde Süd',
  topic: 'Nur für die Mitglieder der Auswahlkommission',
  draft: 'Dies ist noch nicht abgeschickt und soll es auch nie werden',
} as const;

let synapse: Synapse;
let proxy: Proxy;
let breachable: string;
let clearDist: string;

beforeAll(async () => {
  [synapse, breachable, clearDist] = await Promise.all([startSynapse(), buildBreachable(), buildClearStore()]);
  proxy = await startProxy(synapse.url);
  // Synapse would name its own address there, and the program would go past the proxy.
  proxy.intercept(matches('GET', /^\/\.well-known\//), { kind: 'answer', answer: { status: 404 } });
});

afterAll(async () => {
  await proxy.dispose();
  await synapse.dispose();
  await Promise.all([dirname(breachable), clearDist].map((folder) => rm(folder, { recursive: true, force: true })));
});

interface Lived {
  readonly running: ProfileSearch;
  readonly killed: ProfileSearch;
}

/** A working day with secrets in it, lived in a program from `dist`; what a search finds of it, running and after kill -9. */
async function live(name: string, dist: string, expected: readonly string[]): Promise<Lived> {
  const desktop = await startDesktop({ width: 1400, height: 900 });
  const others = await startDesktop({ width: 1400, height: 900 });
  const [owner, colleague] = [`jana-${name.toLowerCase()}`, `holger-${name.toLowerCase()}`];
  await synapse.register(owner, { displayName: `Jana ${name}` }).then((user) => user.logout());
  await synapse.register(colleague, { displayName: `Holger ${name}` }).then((user) => user.logout());
  const friend = await synapse.register(`emil-${name.toLowerCase()}`, { displayName: 'Emil Kraft' });

  const room = await friend.createRoom({
    name: sentences['room name'],
    topic: sentences.topic,
    invite: [`@${owner}:${synapse.serverName}`],
  });
  const url = await friend.upload(noisyPicture(128), 'image/png');
  await friend.sendState(room, 'm.room.avatar', { url });
  let avatar: Buffer | undefined;
  const media = proxy.intercept(matches('GET', /\/media\/(thumbnail|download)\//), {
    kind: 'rewrite',
    rewrite: (body) => (avatar = body),
  });

  const start = (at: Desktop, profile: string): Promise<Person> =>
    startPerson({
      desktop: at,
      profileDir: join(at.home, 'profile'),
      app: breachable,
      args: ['--profile', profile],
      env: { EINKLANG_DIST: at === desktop ? dist : join(root, 'dist'), EINKLANG_WALLS_DOWN: '' },
    });
  const [jana, holger] = await Promise.all([start(desktop, 'jana'), start(others, 'holger')]);
  await jana.signIn({ server: proxy.url, user: owner, password: `${owner}-password` });
  await jana.accept(sentences['room name']);
  await holger.signIn({ server: proxy.url, user: colleague, password: `${colleague}-password` });
  await holger.startChat(`Jana ${name}`);
  await holger.write(sentences.received);
  await jana.accept(`Holger ${name}`);
  await jana.reads(sentences.received);
  await jana.write(sentences.sent);
  await holger.reads(sentences.sent);
  await jana.open(sentences['room name']);
  await friend.sendText(room, sentences['received in the clear']);
  await jana.reads(sentences['received in the clear']);
  await jana.composer().fill(sentences.draft);
  await jana.open(`Holger ${name}`); // leaving a room puts its draft away
  const bytes = await until('the avatar has been fetched', () => avatar);
  media.release();
  await holger.close();

  const needles: readonly Needle[] = [
    ...Object.entries(sentences).map(([kind, content]) => ({ kind, content })),
    { kind: 'avatar', content: bytes },
  ];
  const search = (): Promise<ProfileSearch> => searchProfile(desktop.home, needles);
  const running = await until('the search shows what it should', async () => {
    const found = await search();
    return expected.every((kind) => found.findings.some((finding) => finding.kind === kind)) ? found : undefined;
  }, { timeoutMs: 20_000, everyMs: 500 }).catch(search);
  await killNine(jana);
  const killed = await search();
  await desktop.dispose();
  await others.dispose();
  return { running, killed };
}

const kinds = [...Object.keys(sentences), 'avatar'].sort();
const found = ({ findings }: ProfileSearch): readonly string[] => [...new Set(findings.map(({ kind }) => kind))].sort();

describe('what lies on disk', () => {
  let sealed: Lived;
  beforeAll(async () => void (sealed = await live('Albers', join(root, 'dist'), [])));

  it('holds nothing in the clear while the program runs', () => {
    expect(sealed.running.findings).toEqual([]);
    expect(sealed.running.bytes).toBeGreaterThan(1_000_000);
  });

  it('holds nothing in the clear after kill -9', () => {
    expect(sealed.killed.findings).toEqual([]);
    expect(sealed.killed.layers['leveldb-log']).toBeGreaterThan(0);
  });
});

describe('what lies on disk where the databases have no cipher', () => {
  let clear: Lived;
  beforeAll(async () => void (clear = await live('Brahms', clearDist, kinds)));

  it('is found, every kind, while the program runs', () => expect(found(clear.running)).toEqual(kinds));
  it('is found, every kind, after kill -9', () => expect(found(clear.killed)).toEqual(kinds));
});
