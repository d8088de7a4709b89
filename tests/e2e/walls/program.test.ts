import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../../scripts/lib/paths.mjs';
import type { TestUser } from '../../servers/client.ts';
import { startDesktop, type Desktop } from '../../servers/desktop.ts';
import { matches, startProxy, type Proxy } from '../../servers/proxy.ts';
import { startSynapse, type Synapse } from '../../servers/synapse.ts';
import { startCanary, type Canary } from '../support/canary.ts';
import { processState } from '../support/launch.ts';
import { readNetLog } from '../support/net-log.ts';
import { startPerson, type Person } from '../support/person.ts';
import { attack, settle, type Footholds } from '../support/walls/attack.ts';
import { allAttacks } from '../support/walls/attacks/index.ts';
import { ask, askEngine, badLinks, foreignPage, frameInside, malformed } from '../support/walls/messages.ts';
import { findFootholds, prepareSiege, renderersOf, type Siege } from '../support/walls/program.ts';

const hintedName = 'beute.kanarie.einklang.test';

/** Hints at a name in all ways that there are; a name that is looked up tells who serves it whatever it contains. */
const hint = (page: Page): Promise<void> =>
  page.evaluate((href) => {
    for (const rel of ['dns-prefetch', 'preconnect', 'prerender', 'modulepreload']) {
      document.head.append(Object.assign(document.createElement('link'), { rel, href }));
    }
    document.body.append(Object.assign(document.createElement('a'), { href, textContent: 'Hinweis' }));
  }, `https://${hintedName}/`);

let desktop: Desktop;
let synapse: Synapse;
let proxy: Proxy;
let canary: Canary;
/** Listens at 127.0.0.1, which main itself may ask when a window wants it to find a server. */
let near: Canary;
let siege: Siege;
let folder: string;

beforeAll(async () => {
  [desktop, synapse, canary, near] = await Promise.all([
    startDesktop(),
    startSynapse(),
    startCanary(),
    startCanary('127.0.0.1'),
  ]);
  proxy = await startProxy(synapse.url);
  // Synapse would name its own address there, and the program would go past the proxy.
  proxy.intercept(matches('GET', /^\/\.well-known\//), { kind: 'answer', answer: { status: 404 } });
  siege = await prepareSiege(desktop);
  folder = await mkdtemp(join(desktop.home, 'walled-'));
});

afterAll(async () => {
  await siege.dispose();
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  await Promise.all([desktop.dispose(), proxy.dispose(), canary.stop(), near.stop()]);
  await synapse.dispose();
});

describe('the program as it is, with somebody signed in', () => {
  let person: Person;
  let footholds: Footholds;
  let friend: TestUser;
  let roomId: string;
  const netLog = (): string => join(folder, 'net.json');

  beforeAll(async () => {
    await synapse.register('jana').then((user) => user.logout());
    friend = await synapse.register('emil', { displayName: 'Emil Kraft' });
    roomId = await friend.createRoom({ name: 'Registratur', invite: [`@jana:${synapse.serverName}`] });
    person = await startPerson({ desktop, profileDir: join(folder, 'profile'), args: [`--log-net-log=${netLog()}`] });
    await person.signIn({ server: proxy.url, user: 'jana', password: 'jana-password' });
    await person.accept('Registratur');
    footholds = await findFootholds(person.app);
  });

  it('has every renderer in the sandbox, as a plain user', async () => {
    const renderers = await renderersOf(person.app);
    expect(renderers.length).toBeGreaterThanOrEqual(2);
    for (const pid of renderers) {
      const { args, uid, seccomp } = await processState(pid);
      expect(uid).not.toBe(0);
      expect(seccomp).toBe(2);
      expect(args.join(' ')).toContain('--type=renderer');
      expect(args.join(' ')).not.toMatch(/--(no-sandbox|disable-seccomp|disable-setuid-sandbox|single-process|no-zygote\b)/);
    }
  });

  it('isolates its preloads and gives no page Node', async () => {
    const preferences = await person.app.evaluate(({ webContents }) =>
      webContents.getAllWebContents().map((contents) => {
        // Not in Electron's types: https://github.com/electron/electron/blob/v33.2.1/lib/browser/api/web-contents.ts
        const { getLastWebPreferences } = contents as unknown as { getLastWebPreferences(): Record<string, unknown> };
        const of = getLastWebPreferences.call(contents);
        const names = ['contextIsolation', 'sandbox', 'nodeIntegration', 'nodeIntegrationInWorker', 'webviewTag'];
        return names.map((name) => of[name] === true);
      }),
    );
    expect(preferences).toEqual([
      [true, true, false, false, false],
      [true, true, false, false, false],
    ]);
    const places: readonly Pick<Page, 'evaluate'>[] = Object.values(footholds);
    for (const place of places) {
      const globals = await place.evaluate(() =>
        ['require', 'process', 'module', 'Buffer', 'global', '__dirname', 'electron', 'ipcRenderer'].filter((name) => name in globalThis),
      );
      expect(globals).toEqual([]);
    }
    expect(await footholds['engine-page'].evaluate(() => 'desktop' in window)).toBe(false);
    const inFrame = await person.page.evaluate(() => {
      const frame = document.body.appendChild(document.createElement('iframe'));
      const bridged = 'desktop' in (frame.contentWindow ?? {});
      frame.remove();
      return bridged;
    });
    expect(inFrame).toBe(false);
  });

  it('serves nothing but its own files under app://', async () => {
    const secret = join(root, 'dist/renderer/verraeter.json');
    await writeFile(join(folder, 'verraeter.json'), '"Beute"');
    const up = '..%2f'.repeat(12);
    const addresses = [
      `app://engine/${up}${join(folder, 'verraeter.json').slice(1)}`,
      `app://engine/..%2fworkspace/index.html`,
      'app://engine/%2e%2e/workspace/index.html',
      `app://engine/..%5cworkspace%5cindex.html`,
      `app://engine/%00/index.html`,
      `app://engine/${up}etc/passwd`,
      'app://workspace/index.html',
      'app://verwaltung/index.html',
      `file://${secret}`,
    ];
    const answers = await footholds['engine-worker'].evaluate(
      (each) => Promise.all(each.map((address) => fetch(address).then(({ ok }) => ok, () => false))),
      addresses,
    );
    expect(answers).toEqual(addresses.map(() => false));
    const own = await footholds['engine-worker'].evaluate(() => fetch('app://engine/index.html').then(({ ok }) => ok));
    expect(own).toBe(true);
  });

  it.each(malformed)('refuses the message %j', async (name, args, code) => {
    expect(await ask(person.page, name, args)).toBe(code);
  });

  it('refuses messages of a page that it has not made', async () => {
    const foreign = await foreignPage(person.app);
    expect(await ask(foreign, 'discovery.resolve', { server: near.url('fremd') })).toBe('sender-refused');
    await foreign.close();
  });

  it('opens no link that means harm, and one that does not', async () => {
    await person.app.evaluate(({ shell }) => {
      const opened: string[] = [];
      Object.assign(shell, { openExternal: async (url: string) => void opened.push(url) });
      Object.assign(globalThis, { opened });
    });
    for (const url of badLinks) expect([url, await ask(person.page, 'link.open', { url })]).toEqual([url, 'link-refused']);
    expect(await ask(person.page, 'link.open', { url: 'https://musterstadt.example/amt?a=1#b' })).toBe('ok');
    const opened = await person.app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened);
    expect(opened).toEqual(['https://musterstadt.example/amt?a=1#b']);
  });

  it('follows no redirect of the homeserver, and goes on afterwards', async () => {
    const away = { status: 302, headers: { location: canary.url('redirect') } };
    const elsewhere = proxy.intercept(matches(undefined, /./), { kind: 'answer', answer: away });
    await friend.sendText(roomId, 'Ist der Vorgang schon abgelegt?');
    await elsewhere.matched(2);
    // The request filter alone, without the engine's own caution.
    const raw = footholds['engine-worker'].evaluate((url) => fetch(url).then(({ status }) => status), `${proxy.url}/anywhere`);
    await expect(raw).rejects.toThrow(/Failed to fetch/);
    expect(await ask(person.page, 'discovery.resolve', { server: proxy.url })).not.toBe('ok');
    elsewhere.release();
    await person.reads('Ist der Vorgang schon abgelegt?');
    expect(canary.contacts()).toEqual([]);
  });

  it('answers a hostile window at the engine’s port with refusals', async () => {
    const answers = await askEngine(person.page, [
      { kind: 'request', name: '__proto__', args: {} },
      { kind: 'request', name: 'constructor', args: {} },
      { kind: 'request', name: 'message.send', args: { roomId: '!a:b' } },
      { kind: 'request', name: 'message.send', args: { roomId, txnId: '../../../login', text: 'Beute' } },
      { kind: 'request', name: 'media.open', args: { mxc: `mxc://${canary.address}/../../login?`, size: 64 } },
      { kind: 'subscribe', name: '__proto__', params: {} },
      { kind: 'subscribe', name: 'timeline', params: { roomId: 7 } },
      { kind: 'request', name: 'draft.read', args: { roomId } },
    ]);
    expect(answers).toEqual([
      'unknown-name',
      'unknown-name',
      'bad-arguments',
      'bad-arguments',
      'bad-arguments',
      'unknown-name',
      'bad-arguments',
      'result',
    ]);
  });

  it('lets no attack through', async () => {
    for (const one of allAttacks) await attack(footholds, one, canary.url);
    await hint(person.page);
    await settle(footholds);
    expect(canary.contacts()).toEqual([]);
  });

  it('has talked to its homeserver only', async () => {
    await person.close();
    const host = `127.0.0.1:${proxy.port}`;
    const deadProxy = '127.0.0.1:1'; // where the workspace's peer connections end (main/walls/peer-connections.ts)
    const { connected, ...rest } = await readNetLog(netLog());
    expect(rest).toEqual({ requested: [`http://${host}`], resolved: [], datagrams: [] });
    expect(connected.filter((address) => address !== deadProxy)).toEqual([host]);
    expect(canary.contacts()).toEqual([]);
    expect(near.contacts()).toEqual([]);
  });
});

describe('the same with one wall down', () => {
  it('sandbox: its renderers are found to be outside', async () => {
    const program = await siege.start(['sandbox']);
    const states = await Promise.all((await renderersOf(program.app)).map(processState));
    await program.close();
    expect(states.map(({ seccomp }) => seccomp)).not.toContain(2);
    expect(states.every(({ args }) => args.join(' ').includes('--no-sandbox'))).toBe(true);
  });

  it('senders: a page that main has not made reaches the canary', async () => {
    const program = await siege.start(['senders', 'schemas']);
    const foreign = await foreignPage(program.app);
    near.forget();
    await ask(foreign, 'discovery.resolve', { server: near.url('') });
    await program.close();
    expect(near.contacts()).not.toEqual([]);
  });

  /** So that a frame can be there at all and gets a bridge: what `senders` has to hold without the others. */
  const framesAllowed = ['no-node', 'content-security-policy', 'navigation'] as const;

  it('senders alone: a frame inside the window is refused', async () => {
    const program = await siege.start(framesAllowed);
    const frame = await frameInside(program.footholds().workspace);
    near.forget();
    expect(await ask(frame, 'discovery.resolve', { server: near.url('') })).toBe('sender-refused');
    await program.close();
    expect(near.contacts()).toEqual([]);
  });

  it('senders: a frame inside the window reaches the canary', async () => {
    const program = await siege.start([...framesAllowed, 'senders']);
    const frame = await frameInside(program.footholds().workspace);
    near.forget();
    await ask(frame, 'discovery.resolve', { server: near.url('') });
    await program.close();
    expect(near.contacts()).not.toEqual([]);
  });

  it('schemas: a message of the wrong shape reaches the canary', async () => {
    const program = await siege.start(['schemas']);
    near.forget();
    const message = { server: near.url(''), und: 'mehr' };
    await ask(program.footholds().workspace, 'discovery.resolve', message);
    await program.close();
    expect(near.contacts()).not.toEqual([]);
  });

  it('requests: a redirect reaches the canary, and the net log tells', async () => {
    const log = join(folder, 'redirected.json');
    const program = await siege.start(['requests', 'content-security-policy'], [`--log-net-log=${log}`]);
    proxy.intercept(matches(undefined, /^\/anywhere/), {
      kind: 'answer',
      answer: { status: 302, headers: { location: canary.url('redirected') } },
    });
    canary.forget();
    await program.inWorker((url) => fetch(url), `${proxy.url}/anywhere`);
    await canary.reached('redirected');
    await program.close();
    const { requested, connected } = await readNetLog(log);
    expect(requested).toContain(`http://127.0.0.1:${proxy.port}`);
    expect(connected).toContain(canary.address);
  });

  it('name-hints: the net log shows a name that was looked up', async () => {
    const log = join(folder, 'hinted.json');
    const program = await siege.start(['name-hints'], [`--log-net-log=${log}`]);
    await hint(program.footholds().workspace);
    await settle(program.footholds());
    await program.close();
    expect((await readNetLog(log)).resolved).toEqual([hintedName]);
  });

  it('spell-check: the net log shows the download of a dictionary', async () => {
    const log = join(folder, 'spelling.json');
    const program = await siege.start(['spell-check'], [`--log-net-log=${log}`]);
    await program.close();
    expect((await readNetLog(log)).requested).toContainEqual(expect.stringMatching(/^https:\/\/redirector\.gvt1\.com$/));
  });
});
