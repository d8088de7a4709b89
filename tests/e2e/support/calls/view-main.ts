import { join } from 'node:path';
import { app, BrowserWindow, protocol, type Session } from 'electron';
import type { CallViewEvents } from '../../../../main/calls/parts.ts';
import { createAllowlist } from '../../../../main/network/allowlist.ts';
import { appScheme } from '../../../../main/protocol.ts';
import { createConsents, type ScreenChoice } from '../../../../main/walls/consent.ts';
import { createWalls } from '../../../../main/walls/index.ts';
import { createCallView } from '../../../../main/windows/call-view.ts';
import { breach } from '../walls/breach.ts';
import type { CallBench } from './bench.ts';

/*
 * The call's view alone, for tests that besiege it: real walls, some of them down in control runs, and a test in place
 * of the state machine. It belongs to the tests and is built by them; main/index.ts knows nothing of it.
 */

const { EINKLANG_DIST: dist, EINKLANG_WALLS_DOWN: down = '' } = process.env;
if (dist === undefined) throw new Error('EINKLANG_DIST is missing');

const allowlist = createAllowlist([], false);
const consents = createConsents<Session>(() => performance.now());
const walls = breach(
  createWalls({ allowlist, packaged: true, consents }),
  down.split(',').filter((name) => name !== ''),
);

protocol.registerSchemesAsPrivileged([appScheme]);
for (const wall of walls) wall.early?.();
app.on('session-created', (session) => {
  for (const wall of walls) wall.anySession?.(session);
});

void app.whenReady().then(async () => {
  const workspace = new BrowserWindow({ width: 1_000, height: 700, title: 'Fenster' });
  await workspace.loadURL('data:text/html,<title>Fenster</title>');
  const heard: (readonly [name: string, value?: unknown])[] = [];
  const logged: string[] = [];
  const note =
    (name: string) =>
    (value?: unknown): void =>
      void heard.push([name, value]);
  const names = ['reported', 'remember', 'hangUp', 'muteKey', 'place', 'chat', 'focusLeft', 'foreignIce', 'crashed'] as const;
  const events = {
    ...Object.fromEntries(names.map((name) => [name, note(name)])),
    token: async () => 'jwt',
  } as unknown as CallViewEvents;
  let choice: ScreenChoice | undefined;
  const log = (text: string): void => void logged.push(text);
  const view = createCallView({
    dist,
    icon: join(dist, 'assets/icons/app.png'),
    walls,
    consents,
    workspace: () => workspace,
    state: { read: () => undefined, write: async () => undefined },
    pick: async () => choice,
    refused: note('refused'),
    log: { info: log, warn: log, error: log, erase: () => undefined },
  });
  const bench: CallBench = {
    view,
    events,
    heard,
    logged,
    choose: (next) => void (choice = next),
  };
  Object.assign(globalThis, { bench });
});
