import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { matrixRequest } from '../../servers/client.ts';
import { startDesktop, type Desktop } from '../../servers/desktop.ts';
import { until } from '../../servers/processes.ts';
import { matches, startProxy, type Proxy } from '../../servers/proxy.ts';
import { startSynapse, type Synapse } from '../../servers/synapse.ts';
import { createAuthority, resolverRules, type Authority } from '../../servers/tls.ts';
import { startPerson, type Person } from '../support/person.ts';
import { signInForm } from '../support/sign-in-form.ts';
import { asPattern, languages, said } from '../support/words.ts';

let synapse: Synapse;
let proxy: Proxy;
let trusted: Proxy;
let untrusted: Proxy;
let desktop: Desktop;
let folder: string;
const authorities: Authority[] = [];
const running = new Set<Person>();

const versions = matches('GET', /\/client\/versions$/);
const flows = matches('GET', /\/client\/v3\/login$/);
const login = matches('POST', /\/client\/v3\/login$/);

async function secureProxy(name: string): Promise<Proxy> {
  const authority = await createAuthority(`Authority of ${name}`);
  authorities.push(authority);
  const front = await startProxy(synapse.url, await authority.issue(name));
  // Synapse would lead the program past the proxy.
  front.intercept(matches('GET', /^\/\.well-known\//), { kind: 'answer', answer: { status: 404 } });
  return front;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'einklang-sign-in-'));
  const patience = { per_second: 0.15, burst_count: 3 };
  const unlimited = { per_second: 10_000, burst_count: 10_000 };
  [synapse, desktop] = await Promise.all([
    startSynapse({ config: { rc_login: { address: unlimited, account: unlimited, failed_attempts: patience } } }),
    startDesktop(),
  ]);
  proxy = await startProxy(synapse.url);
  proxy.intercept(matches('GET', /^\/\.well-known\//), { kind: 'answer', answer: { status: 404 } });
  trusted = await secureProxy('vertraut.test');
  await authorities[0]?.trustIn(desktop.home); // the first and only one by now
  untrusted = await secureProxy('fremd.test');
  for (const name of ['miriam', 'emil', 'jana', 'tarik']) await synapse.register(name).then((user) => user.logout());
});

afterAll(async () => {
  await Promise.all([...running].map((person) => person.close().catch(() => undefined)));
  await Promise.all([proxy, trusted, untrusted].map((front) => front.dispose()));
  await Promise.all(authorities.map((authority) => authority.dispose()));
  await desktop.dispose();
  await synapse.dispose();
  await rm(folder, { recursive: true, force: true });
});

async function start(profile: string, env: Readonly<Record<string, string>> = {}): Promise<Person> {
  const rules = resolverRules([['vertraut.test', trusted.port], ['fremd.test', untrusted.port]]);
  const args = ['--profile', profile, `${rules},MAP *.nirgends.test ~NOTFOUND`];
  const person = await startPerson({ desktop, profileDir: join(folder, profile), args, env });
  running.add(person);
  return person;
}

async function close(person: Person): Promise<void> {
  running.delete(person);
  await person.close();
}

/** What the machine says of its network. One with nothing but a loopback has none, and a name that fails there means "offline". */
const machineIsOnline = ({ app }: Person, online: boolean): Promise<void> =>
  app.evaluate(({ net }, answer) => {
    net.isOnline = () => answer;
  }, online);

test('each failure on the way in has its own words at its own place, in German and English', async () => {
  const person = await start('fehler');
  const { page } = person;
  const form = signInForm(page);

  await form.look('land .example');
  await form.complains(form.server, 'invalid-server-name');
  await machineIsOnline(person, true);
  await form.look('chat.nirgends.test');
  await form.complains(form.server, 'name-not-found');
  await machineIsOnline(person, false);
  await form.look('chat.nirgends.test');
  await form.complains(form.server, 'offline');
  await machineIsOnline(person, true);
  await form.look('http://chat.nirgends.test');
  await form.complains(form.server, 'insecure-address');
  await form.look('fremd.test');
  await form.complains(form.server, 'certificate-untrusted');
  expect(untrusted.exchanges, 'nothing was asked over that connection').toEqual([]);

  const noMatrix = proxy.intercept(versions, { kind: 'answer', answer: { status: 404, body: '<h1>Webserver</h1>' } });
  await form.look(proxy.url);
  await form.complains(form.server, 'not-a-matrix-server');
  noMatrix.release();
  const old = proxy.intercept(versions, { kind: 'answer', answer: { status: 200, body: { versions: ['r0.6.1'] } } });
  await form.look(proxy.url);
  await form.complains(form.server, 'server-too-old');
  old.release();
  const sso = proxy.intercept(flows, { kind: 'answer', answer: { status: 200, body: { flows: [{ type: 'm.login.sso' }] } } });
  await form.look(proxy.url);
  await form.complains(form.server, 'unsupported-flow');
  sso.release();

  // The same server, with nothing in the way: the password is asked for only now.
  expect(await form.password.count()).toBe(0);
  await form.look(proxy.url);
  await form.password.waitFor();

  await form.enter('miriam', 'falsch');
  await form.complains(form.password, 'wrong-password');
  const locked = proxy.intercept(login, { kind: 'answer', answer: { status: 401, body: { errcode: 'M_USER_LOCKED', error: '' } } });
  await form.enter('miriam', 'miriam-password');
  await form.complains(form.user, 'account-locked');
  locked.release();
  await proxy.goOffline();
  await form.enter('miriam', 'miriam-password');
  await form.complains('form', 'unreachable');
  await proxy.goOnline();
  const outdated = proxy.intercept(versions, { kind: 'answer', answer: { status: 200, body: { versions: ['v1.10'] } } });
  await form.enter('miriam', 'miriam-password');
  await form.complains('form', 'server-too-old');
  outdated.release();

  // Synapse itself has enough after three tries.
  await until('Synapse limits the tries', async () => {
    await form.enter('emil', 'falsch');
    await until('an answer', () => page.locator('form button[type=submit]:not([aria-busy=true])').isVisible());
    return (await page.locator('form .note').count()) > 0;
  });
  await form.complains('form', 'too-many-tries');
  const wait = page.locator('form .note').filter({ hasText: asPattern(said.de.signIn.wait) });
  expect(await wait.textContent()).toMatch(/\d/);
  expect(await form.submit.getAttribute('aria-disabled')).toBe('true');
  const tries = proxy.exchanges.filter(login).length;
  await form.submit.click({ force: true });
  await page.locator('form .note').filter({ hasText: said.de.signIn['wait-over'] }).waitFor();
  expect(proxy.exchanges.filter(login).length, 'a press while waiting asks nobody').toBe(tries);
  await form.enter('emil', 'emil-password');
  await person.signedIn();
  expect(proxy.exchanges.filter(login).length).toBe(tries + 1);
  await close(person);
});

test('a locked account, as Synapse itself says it; a deactivated one it does not tell from a wrong password', async () => {
  const admin = await synapse.register('admin', { admin: true });
  const set = (name: string, body: object): Promise<unknown> =>
    matrixRequest(synapse.url, 'PUT', `/_synapse/admin/v2/users/@${name}:${synapse.serverName}`, { token: admin.accessToken, body });
  await set('jana', { deactivated: true });
  await set('tarik', { locked: true });
  const person = await start('gesperrt');
  const form = signInForm(person.page);
  await form.look(proxy.url);
  await form.enter('jana', 'jana-password');
  await form.complains(form.password, 'wrong-password');
  await form.enter('tarik', 'tarik-password');
  await form.complains(form.user, 'account-locked');
  await close(person);
});

test('a certificate that the person\'s NSS database trusts is trusted: over https from discovery to the first sync', async () => {
  const person = await start('https');
  const form = signInForm(person.page);
  await form.look('vertraut.test');
  await form.enter('miriam', 'miriam-password');
  await person.signedIn();
  await until('the first sync is through', () => trusted.exchanges.some(({ path, answered }) => path.includes('/sync') && answered));
  await close(person);
});

test('a policy gives the server, and one that cannot be read says so while the rest stays in force', async () => {
  const policies = join(folder, 'policies');
  await mkdir(policies);
  await writeFile(join(policies, '10-server.json'), JSON.stringify({ homeserver: proxy.url }));
  await writeFile(join(policies, '20-kaputt.json'), '{ "homeserver": ');
  const person = await start('vorgabe', { EINKLANG_POLICY_DIR: policies });
  const { page } = person;
  const form = signInForm(page);
  await form.password.waitFor({ timeout: 60_000 });
  expect(await form.server.inputValue()).toBe(proxy.url);
  expect(await form.server.getAttribute('readonly')).not.toBe(null);
  await form.server.press('End');
  await page.keyboard.type('/anderswo');
  expect(await form.server.inputValue()).toBe(proxy.url);
  for (const language of languages) {
    await form.inLanguage(language);
    await page.getByText(said[language].signIn['policy-problem'], { exact: true }).waitFor();
    await page.getByText(said[language].signIn.server.given, { exact: true }).waitFor();
    expect(await page.getByRole('button', { name: said[language].signIn.server.change }).count()).toBe(0);
  }
  await form.inLanguage('de');
  await form.enter('miriam', 'miriam-password');
  await person.signedIn();
  await page.keyboard.press('Control+,');
  await page.getByRole('button', { name: said.de.settings.policies.title }).click();
  await page.getByText(said.de.settings.policies['managed-machine'], { exact: true }).waitFor();
  await page.getByText('20-kaputt.json').first().waitFor();
  await close(person);
});
