import type { ElectronApplication, Locator, Page } from 'playwright-core';
import chat from '../../../assets/locales/de/chat.json' with { type: 'json' };
import shell from '../../../assets/locales/de/shell.json' with { type: 'json' };
import signIn from '../../../assets/locales/de/sign-in.json' with { type: 'json' };
import { isRunning, until } from '../../servers/processes.ts';
import { launchApp, type LaunchOptions } from './launch.ts';

/** One person in front of one program, who knows it by the names of its controls (German, as it starts). */
export interface Person {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** From the first screen to the list of conversations. */
  signIn(account: { readonly server: string; readonly user: string; readonly password: string }): Promise<void>;
  /** Gives the password again after the session has expired. */
  signInAgain(password: string): Promise<void>;
  /** Gives the recovery key to a new device, which its owner thereby confirms. */
  confirmDevice(recoveryKey: string): Promise<void>;
  /** Resolves once somebody is signed in: the list is there. */
  signedIn(): Promise<void>;
  /** Finds a person in the directory and opens the chat with them. */
  startChat(name: string): Promise<void>;
  /** Accepts the invitation in the row of this name, and opens it. */
  accept(name: string): Promise<void>;
  open(name: string): Promise<void>;
  /** Types into the composer and sends by Enter; resolves when the composer is empty again. */
  write(text: string): Promise<void>;
  row(name: string): Locator;
  composer(): Locator;
  /** The message with this text in the open conversation. */
  message(text: string): Locator;
  /** Waits until a message with this text is shown. */
  reads(text: string, timeoutMs?: number): Promise<void>;
  /** Every text in the accessibility tree of the window, joined: what a screen reader could say. */
  spoken(): Promise<string>;
  close(): Promise<void>;
}

/** Starts the program and hands it to a person. */
export async function startPerson(options: LaunchOptions): Promise<Person> {
  const app = await launchApp(options);
  return personAt(app, await workspaceOf(app));
}

/** The window that people see; the engine's page is one that nobody does. */
export async function workspaceOf(app: ElectronApplication): Promise<Page> {
  const isWorkspace = (page: Page): boolean => page.url().startsWith('app://workspace/');
  return until('the workspace window opens', () => app.windows().find(isWorkspace), { timeoutMs: 60_000 });
}

/** Resolves to the button of this person in a dialog, once a search in the field of this name has found them. */
export async function findPerson(dialog: Locator, field: string, name: string): Promise<Locator> {
  const search = dialog.getByRole('textbox', { name: field });
  const found = dialog.getByRole('list', { name: chat.people.results }).getByRole('button', { name: startsWith(name) });
  // The server's directory hears of new people a moment later: who is not found is searched for again.
  await until(`${name} is found`, async () => {
    await search.fill('');
    await search.fill(name);
    return found.waitFor({ timeout: 4_000 }).then(() => true, () => false);
  });
  return found;
}

/** For `onTestFailed`: what stood in the window when a test gave up, in words. */
export const tellWhatIsShown = async (person: Person): Promise<void> =>
  console.log(`In the window: ${await person.spoken().catch((error: unknown) => String(error))}`);

const startsWith = (name: string): RegExp => new RegExp(`^${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);

export function personAt(app: ElectronApplication, page: Page): Person {
  const button = (name: string): Locator => page.getByRole('button', { name, exact: true });
  const list = page.getByRole('navigation', { name: chat.list.label });
  const row = (name: string): Locator => list.locator('button.item').filter({ hasText: name }).first();
  const composer = (): Locator => page.getByRole('textbox', { name: startsWith(chat.composer.label.replace('{{room}}', '')) });
  const message = (text: string): Locator => page.getByRole('article').filter({ hasText: text }).last();

  const person: Person = {
    app,
    page,
    row,
    composer,
    message,
    async signIn({ server, user, password }) {
      const serverField = page.getByRole('textbox', { name: signIn.server.label, exact: true });
      await serverField.fill(server, { timeout: 60_000 });
      await button(signIn.server.continue).click();
      await page.getByRole('textbox', { name: signIn.user.label, exact: true }).fill(user);
      await page.getByLabel(signIn.password.label, { exact: true }).fill(password);
      await button(signIn.submit).click();
      await person.signedIn();
    },
    async signInAgain(password) {
      await button(shell.banner['sign-in']).click({ timeout: 60_000 });
      const dialog = page.getByRole('dialog', { name: shell.reauthenticate.title });
      await dialog.getByLabel(signIn.password.label, { exact: true }).fill(password);
      await dialog.getByRole('button', { name: shell.reauthenticate.submit, exact: true }).click();
      await dialog.waitFor({ state: 'detached', timeout: 60_000 });
    },
    async confirmDevice(recoveryKey) {
      await button(shell.encryption['enter-key']).click({ timeout: 60_000 });
      const dialog = page.getByRole('dialog', { name: shell.recover.title });
      await dialog.getByRole('textbox', { name: shell.recover.label }).fill(recoveryKey);
      await dialog.getByRole('button', { name: shell.recover.submit }).click();
      await dialog.waitFor({ state: 'detached', timeout: 60_000 });
    },
    signedIn: () => list.waitFor({ timeout: 60_000 }),
    async startChat(name) {
      await button(chat.conversation['new-chat']).click();
      await page.getByRole('menuitem', { name: chat['new-chat'].title }).click();
      const dialog = page.getByRole('dialog', { name: chat['new-chat'].title });
      const found = await findPerson(dialog, chat.people.search, name);
      await found.click();
      await dialog.waitFor({ state: 'detached' });
      await composer().waitFor();
    },
    async accept(name) {
      const accept = page.getByRole('button', { name: startsWith(chat.invitation.accept) }).filter({ hasText: name });
      await accept.first().click({ timeout: 60_000 });
      await person.open(name);
    },
    async open(name) {
      await row(name).click();
      await composer().waitFor();
    },
    async write(text) {
      await composer().fill(text);
      await composer().press('Enter');
      await until(`the composer is empty after "${text}"`, async () => (await composer().inputValue()) === '');
    },
    reads: (text, timeoutMs = 30_000) => message(text).waitFor({ timeout: timeoutMs }),
    async spoken() {
      const session = await page.context().newCDPSession(page);
      const { nodes } = await session.send('Accessibility.getFullAXTree');
      await session.detach();
      // The answer is not in reading order; the tree is.
      const byId = new Map(nodes.map((node) => [node.nodeId, node]));
      const read = (id: string): string => {
        const node = byId.get(id);
        if (!node) return '';
        if (node.role?.value === 'StaticText' && !node.ignored) return ` ${String(node.name?.value ?? '')}`;
        return (node.childIds ?? []).map(read).join('');
      };
      return read(nodes[0]?.nodeId ?? '').replace(/\s+/g, ' ');
    },
    async close() {
      const child = app.process();
      const ended = isRunning(child) ? new Promise<void>((resolve) => void child.once('exit', () => resolve())) : undefined;
      await app.close();
      await ended; // a program that was closed in its own window has ended already
    },
  };
  return person;
}

/** The words of the list's own header, for tests that look for them. */
export const words = { chat, shell, signIn };
