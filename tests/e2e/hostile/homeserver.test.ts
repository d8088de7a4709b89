import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestUser } from '../../servers/client.ts';
import { startDesktop, type Desktop } from '../../servers/desktop.ts';
import { until } from '../../servers/processes.ts';
import { matches, startProxy, type Proxy } from '../../servers/proxy.ts';
import { startSynapse, type Synapse } from '../../servers/synapse.ts';
import { startCanary, type Canary } from '../support/canary.ts';
import { brokenSyncs, poisoned } from '../support/hostile/answers.ts';
import { hostileMarkup } from '../support/hostile/scripts.ts';
import { seeded } from '../support/hostile/seeded.ts';
import { readNetLog } from '../support/net-log.ts';
import { startPerson, type Person } from '../support/person.ts';
import { askEngine } from '../support/walls/messages.ts';
import { findFootholds, prepareSiege } from '../support/walls/program.ts';

const seed = 20_261_124;
const isSync = matches('GET', /\/sync\?/);

let synapse: Synapse;
let proxy: Proxy;
let canary: Canary;
let desktop: Desktop;
let markup: readonly string[];

beforeAll(async () => {
  [synapse, canary, desktop] = await Promise.all([startSynapse(), startCanary(), startDesktop({ width: 1400, height: 900 })]);
  markup = hostileMarkup((label) => canary.url(label));
  proxy = await startProxy(synapse.url);
  // Synapse would name its own address there, and the program would go past the proxy.
  proxy.intercept(matches('GET', /^\/\.well-known\//), { kind: 'answer', answer: { status: 404 } });
});

afterAll(async () => {
  await desktop.dispose();
  await proxy.dispose();
  await Promise.all([canary.stop(), synapse.dispose()]);
});

describe('a hostile homeserver', () => {
  let jana: Person;
  let emil: TestUser;
  let hostileRoom: string;
  let quietRoom: string;
  let sentences = 0;
  const netLog = (): string => join(desktop.home, 'net.json');

  /** Marks in any world of the program, and what its policy had to stop. */
  async function traces(): Promise<readonly unknown[]> {
    const worlds: readonly Pick<Page, 'evaluate'>[] = Object.values(await findFootholds(jana.app));
    const marks = await Promise.all(
      worlds.map((world) => world.evaluate(() => ['canaryRan' in globalThis, 'canaryRan' in {}, 'canaryRan' in Array.prototype])),
    );
    const stopped = await jana.page.evaluate(() => (window as unknown as { stopped: readonly string[] }).stopped);
    return [...marks.flat().filter((mark) => mark), ...stopped, ...canary.contacts()];
  }

  /** A message in another room arrives and is shown. */
  async function quietRoomGoesOn(): Promise<void> {
    const sentence = `Alles ruhig, Lage ${++sentences}`;
    await emil.sendText(quietRoom, sentence);
    await jana.open('Leitstelle');
    await jana.reads(sentence, 45_000);
  }

  beforeAll(async () => {
    await synapse.register('jana', { displayName: 'Jana Vogt' }).then((user) => user.logout());
    emil = await synapse.register('emil', { displayName: 'Emil Kraft' });
    const invite = [`@jana:${synapse.serverName}`];
    hostileRoom = await emil.createRoom({ name: 'Posteingang', invite });
    quietRoom = await emil.createRoom({ name: 'Leitstelle', invite });
    jana = await startPerson({ desktop, profileDir: join(desktop.home, 'profile'), args: [`--log-net-log=${netLog()}`] });
    await jana.signIn({ server: proxy.url, user: 'jana', password: 'jana-password' });
    await jana.accept('Posteingang');
    await jana.accept('Leitstelle');
    await jana.page.evaluate(() => {
      const stopped: string[] = [];
      addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => stopped.push(`${violatedDirective} ${blockedURI}`));
      Object.assign(window, { stopped });
    });
  });

  it('would note an attempt', async () => {
    await jana.page.evaluate((src) => document.body.append(Object.assign(new Image(), { src })), canary.url('planted'));
    expect(await until('the attempt is noted', async () => (await traces())[0])).toMatch(/^img-src http:\/\/127\.0\.0\.2/);
    await jana.page.evaluate(() => (window as unknown as { stopped: string[] }).stopped.splice(0));
  });

  it('runs nothing and fetches nothing with markup in every text', async () => {
    const rita = await synapse.register('rita');
    await emil.invite(hostileRoom, rita.userId);
    await rita.join(hostileRoom);
    for (const text of markup) {
      await emil.send(hostileRoom, { msgtype: 'm.text', body: text, format: 'org.matrix.custom.html', formatted_body: text });
    }
    for (const text of markup.filter(({ length }) => length <= 200)) {
      await rita.setDisplayName(text);
      await rita.send(hostileRoom, { msgtype: 'm.notice', body: text });
      await emil.sendState(hostileRoom, 'm.room.topic', { topic: text });
      await emil.sendState(hostileRoom, 'm.room.name', { name: text });
    }
    await rita.request('POST', `v3/rooms/${encodeURIComponent(hostileRoom)}/leave`, { reason: markup[3] });
    await emil.sendState(hostileRoom, 'm.room.name', { name: 'Posteingang' });
    await emil.sendText(hostileRoom, 'Ende der Prüfung');
    await jana.open('Posteingang');
    await jana.reads('Ende der Prüfung', 45_000);
    expect(await traces()).toEqual([]);
    await quietRoomGoesOn();
  });

  it(`takes 100 fuzzed events (seed ${seed}) and goes on`, async () => {
    const chance = seeded(seed);
    const sender = emil.userId;
    for (let batch = 0; batch < 4; batch++) {
      await jana.open('Posteingang');
      const action = poisoned({ chance, roomId: hostileRoom, sender, markup, count: 25, batch: `b${batch}` });
      const poison = proxy.intercept(isSync, action, 1);
      await emil.sendText(hostileRoom, `Lieferung ${batch}`);
      await poison.accepted();
      await quietRoomGoesOn();
      expect(await traces()).toEqual([]);
    }
  });

  it.each(brokenSyncs)('survives a sync of %s', async (_name, action) => {
    const broken = proxy.intercept(isSync, action, 1);
    await emil.sendText(quietRoom, 'Bitte melden'); // ends the sync that waits
    await broken.matched();
    await askEngine(jana.page, [{ kind: 'request', name: 'session.retry', args: {} }]);
    await quietRoomGoesOn();
    expect(await traces()).toEqual([]);
  });

  it('survives junk from every other place while a person goes about', async () => {
    const junk = ['{', '[1,2,3]', 'null', { chunk: 7, end: [], results: 'viele', displayname: {} }, markup[0]];
    let next = 0;
    const other = proxy.intercept(({ path }) => !path.includes('/sync') && !path.startsWith('/.well-known/'), {
      kind: 'answer',
      answer: () => ({ status: 200, body: junk[next++ % junk.length] }),
    });
    await jana.open('Posteingang');
    await jana.page.keyboard.press('Home');
    await jana.open('Leitstelle');
    await askEngine(jana.page, [
      { kind: 'request', name: 'people.search', args: { query: 'Kraft' } },
      { kind: 'request', name: 'timeline.older', args: { roomId: hostileRoom } },
      { kind: 'request', name: 'room.opened', args: { roomId: hostileRoom } },
      { kind: 'request', name: 'media.open', args: { mxc: 'mxc://musterstadt.test/bild', size: 64 } },
      { kind: 'request', name: 'room.create', args: { txnId: 'hostile-room-1', name: 'Neu', topic: '', encrypted: true, invite: [] } },
      { kind: 'request', name: 'room.direct', args: { txnId: 'hostile-room-2', userId: emil.userId } },
      { kind: 'request', name: 'room.join', args: { roomId: '!nirgends:musterstadt.test' } },
    ]);
    other.release();
    await quietRoomGoesOn();
    expect(await traces()).toEqual([]);
  });

  it('lets a message to somebody else through afterwards, both ways', async () => {
    await synapse.register('holger', { displayName: 'Holger Steinbach' }).then((user) => user.logout());
    const holger = await startPerson({
      desktop,
      profileDir: join(desktop.home, 'other'),
      args: ['--profile', 'holger'],
    });
    await holger.signIn({ server: synapse.url, user: 'holger', password: 'holger-password' });
    // A message written before would be encrypted for nobody at the other end.
    await until('the keys of the other device are known', async () => {
      const userId = `@holger:${synapse.serverName}`;
      const keys = await emil.request<{ device_keys: Record<string, object> }>('POST', 'v3/keys/query', { device_keys: { [userId]: [] } });
      return Object.keys(keys.device_keys[userId] ?? {}).length > 0;
    });
    await jana.startChat('Holger Steinbach');
    await jana.write('Bei uns geht es weiter.');
    await holger.accept('Jana Vogt');
    await holger.reads('Bei uns geht es weiter.');
    await holger.write('Bei uns auch.');
    await jana.reads('Bei uns auch.');
    await holger.close();
  });

  it('has talked to nobody else', async () => {
    await jana.close();
    const host = `127.0.0.1:${proxy.port}`;
    expect(await readNetLog(netLog())).toEqual({ requested: [`http://${host}`], resolved: [], connected: [host], datagrams: [] });
    expect(canary.contacts()).toEqual([]);
  });
});

describe('the same markup in a page without walls', () => {
  it('runs, and reaches the canary in many ways', async () => {
    const siege = await prepareSiege(desktop);
    const program = await siege.start(['content-security-policy', 'requests', 'navigation', 'peer-connections']);
    canary.forget();
    await program.footholds().workspace.evaluate((texts) => {
      for (const text of texts) document.body.append(document.createRange().createContextualFragment(text));
    }, markup.filter((text) => !/refresh|<base/.test(text)));
    const wanted = ['ran', 'script', 'image', 'srcset', 'svg', 'frame', 'stylesheet', 'import', 'poster'];
    await Promise.all(wanted.map((label) => canary.reached(label)));
    expect(await until('the mark', () => program.footholds().workspace.evaluate(() => 'canaryRan' in globalThis))).toBe(true);
    await program.close();
    await siege.dispose();
  });
});
