import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { app, Menu, nativeTheme, net, powerMonitor, protocol, type Session } from 'electron';
import type { WorkspaceEvents } from '../preload/contract.ts';
import { createPortClient } from '../renderer/base/port-client.ts';
import { servePort } from '../renderer/base/port-server.ts';
import type { EngineContract } from '../renderer/engine/contract.ts';
import { createBroker } from './broker.ts';
import { startCalls } from './calls/start.ts';
import { createKeychain } from './credentials/keychain.ts';
import { createKeychainProcess } from './credentials/keychain-process.ts';
import { startKeychainWorker } from './credentials/utility-process.ts';
import { isTestRuntime, readEnvironment } from './environment.ts';
import { eraseProfile, finishErasing, type EraseParts } from './erase.ts';
import { createHostService } from './host-service.ts';
import { channels, serveIpc } from './ipc.ts';
import { createKeyFile } from './key-file.ts';
import { openLog } from './log.ts';
import { createMachine } from './machine.ts';
import { mainWire } from './message-port.ts';
import { createAllowlist, type Allowlist } from './network/allowlist.ts';
import { createExplainer, watchRequests } from './network/explain.ts';
import { createAsk } from './network/request.ts';
import { openSessions } from './network/sessions.ts';
import { resolvePolicies } from './policy/resolve.ts';
import { readPolicies } from './policy/sources.ts';
import { appPlace, appScheme, serveApp } from './protocol.ts';
import { createQuiet } from './quiet/quiet.ts';
import { openSettings, settingsInForce } from './settings.ts';
import { takeProfile, type Started } from './start.ts';
import { openSurfaces } from './surfaces.ts';
import { after } from './timer.ts';
import { createConsents, type Consents } from './walls/consent.ts';
import type { Wall } from './walls/wall.ts';
import type { WallParts } from './walls/index.ts';
import { createCallView } from './windows/call-view.ts';
import { comeForward } from './windows/come-forward.ts';
import { openEnginePage, type EnginePage } from './windows/engine-page.ts';
import { createPages } from './windows/page.ts';
import { createWatchdog } from './windows/watchdog.ts';
import { openWindowState } from './windows/window-state.ts';
import { openWorkspaceWindow } from './windows/workspace-window.ts';
import { createWorkspaceHandlers } from './workspace-handlers.ts';

/** How often main looks whether the machine has a network. */
const lookMs = 5_000;

export interface Desktop {
  /** The folder of the built program: `main`, `preload`, `renderer`, `assets`. */
  readonly dist: string;
  /** The walls of the pages. A control run of the attack tests gives a list with one left out. */
  readonly walls: (parts: WallParts) => readonly Wall[];
}

/** Everything from the first line to the two pages. */
export function startDesktop({ dist, walls: buildWalls }: Desktop): void {
  const testRuntime = isTestRuntime(process.versions.electron, existsSync(join(process.resourcesPath, 'test-runtime')));
  const started = takeProfile(process.argv, app.isPackaged && !testRuntime);
  if (!started) return;
  protocol.registerSchemesAsPrivileged([appScheme]);
  Menu.setApplicationMenu(null);
  const allowlist = createAllowlist([], !app.isPackaged);
  const consents = createConsents<Session>(() => performance.now());
  const walls = buildWalls({ allowlist, packaged: app.isPackaged, consents });
  for (const wall of walls) wall.early?.();
  app.on('session-created', (session) => {
    for (const wall of walls) wall.anySession?.(session);
  });
  void app.whenReady().then(() => run({ ...started, dist, walls, allowlist, consents, testRuntime }));
}

interface Ready extends Started {
  readonly dist: string;
  readonly walls: readonly Wall[];
  readonly allowlist: Allowlist;
  readonly consents: Consents<Session>;
  readonly testRuntime: boolean;
}

function run({ profile, folder, dist, walls, allowlist, consents, testRuntime }: Ready): void {
  const icon = join(dist, 'assets', 'icons', 'app.png');
  const inProfile = (name: string): string => join(folder, name);
  const log = openLog(inProfile('einklang.log'));
  log.info(`start ${app.getVersion()}, Electron ${process.versions.electron}, ${process.platform}`);
  process.on('uncaughtException', (error) => log.error(`main: ${error.stack ?? error.message}`));

  const policies = resolvePolicies(readPolicies(app.getPath('appData'), app.isPackaged));
  for (const { policy, source, detail } of policies.problems) log.warn(`policy ${policy} in ${source}: ${detail}`);
  const settings = openSettings(inProfile('settings.json'), log);
  const environment = () =>
    readEnvironment({
      version: app.getVersion(),
      profile,
      testRuntime,
      policies,
      settings,
      quietUntilTs: quiet.hoursUntil(),
      systemLanguages: () => app.getPreferredSystemLanguages(),
    });
  const quiet = createQuiet({
    now: Date.now,
    after,
    hours: () => settingsInForce(settings.current(), policies.policies).quietHours,
  });
  nativeTheme.themeSource = settings.current().theme;
  app.configureHostResolver({ secureDnsMode: 'off' });

  const sessions = openSessions();
  const ask = createAsk(sessions.main);
  const isOnline = (): boolean => net.isOnline();
  const explainer = createExplainer({
    ask,
    isOnline,
    allows: (address) => allowlist.allows(appPlace('engine'), address),
    now: () => performance.now(),
  });
  watchRequests(sessions.engine, explainer);
  for (const role of ['workspace', 'engine', 'ring'] as const) {
    serveApp(sessions[role], appPlace(role), join(dist, 'renderer'), walls);
    for (const wall of walls) wall.session?.(sessions[role], appPlace(role));
  }

  const keychainProcess = createKeychainProcess(() =>
    startKeychainWorker(join(dist, 'main', 'credentials-worker.cjs')),
  );
  const keychain = createKeychain({ service: `einklang/${profile}`, call: keychainProcess.call, after });
  keychain.listen((state) => log.info(`keychain: ${state}`));
  const keyFile = createKeyFile(inProfile('keys.json'));
  const machine = createMachine(isOnline);
  const looking = setInterval(machine.look, lookMs);

  const traces: EraseParts = {
    sessions: [sessions.engine, sessions.workspace],
    keychain,
    keyFile,
    log,
    mark: inProfile('erasing'),
    files: [inProfile('settings.json.broken'), inProfile('calls.json')],
  };

  const pages = createPages();
  let engine: EnginePage | undefined;
  const tell = <K extends keyof WorkspaceEvents>(name: K, value: WorkspaceEvents[K]): void => {
    if (!workspace.isDestroyed()) workspace.webContents.send(channels.event, name, value);
  };

  const watchdog = createWatchdog({
    now: () => performance.now(),
    after,
    log: log.error,
    changed: (life) => tell('engine', life),
    start: () => {
      engine?.close();
      engine = openEnginePage({
        pages,
        session: sessions.engine,
        preload: join(dist, 'preload', 'engine.cjs'),
        walls,
        crashed: (reason) => watchdog.crashed(reason),
      });
    },
  });

  const hostService = createHostService({
    keychain,
    keyFile,
    machine,
    log,
    version: app.getVersion(),
    profile,
    deviceName: `Einklang (${process.platform === 'win32' ? 'Windows' : 'Linux'})`,
    admitHomeserver: allowlist.admitHomeserver,
    explain: explainer.explain,
    alive: () => watchdog.alive(),
    eraseProfile: async () => {
      watchdog.rest();
      engine?.close();
      allowlist.admitHomeserver(undefined);
      await eraseProfile(traces);
      watchdog.restart();
    },
  });
  const toEngine = createPortClient<EngineContract>();
  const broker = createBroker(
    (port) => servePort(mainWire(port), hostService, setImmediate),
    (port) => {
      toEngine.attach(mainWire(port));
      calls.engineCame();
    },
  );
  const small = openSurfaces({
    dist,
    icon,
    pages,
    session: sessions.ring,
    walls,
    environment,
    workspace: () => workspace,
    quiet,
    quit: () => calls.quit(),
    log,
  });
  const calls = startCalls({
    client: toEngine.client,
    view: createCallView({
      dist,
      icon,
      walls,
      consents,
      workspace: () => workspace,
      state: openWindowState(inProfile('call-window.json')),
      pick: small.pick,
      refused: small.refused,
      log,
    }),
    surfaces: small.surfaces,
    quiet,
    window: () => workspace,
    tell,
    ask,
    policies: policies.policies,
    environment,
    remembered: inProfile('calls.json'),
    log,
  });

  serveIpc({
    roleOf: pages.roleOf,
    walls,
    log,
    hello: (role, contentsId) => {
      broker.hello(role, contentsId);
      if (role !== 'workspace') return;
      tell('engine', watchdog.life());
      calls.workspaceCame();
    },
    handlers: {
      ...small.handlers,
      ...createWorkspaceHandlers({
        environment,
        settings,
        settingsChanged: () => {
          nativeTheme.themeSource = settings.current().theme;
          if (!quiet.look()) tell('environment', environment());
          calls.refresh();
          small.refresh();
        },
        ask,
        isOnline,
        restartEngine: watchdog.restart,
        calls,
      }),
    },
  });

  quiet.listen(() => tell('environment', environment()));
  powerMonitor.on('resume', () => {
    quiet.look();
    watchdog.resumed();
    machine.resume();
  });
  app.on('second-instance', () => comeForward(workspace));
  app.on('before-quit', () => {
    calls.closing.waive();
    watchdog.stop();
    keychain.end();
    quiet.stop();
    clearInterval(looking);
  });
  app.on('will-quit', () => {
    // A call that waits for a person would keep the program from ending.
    keychainProcess.end();
    small.dispose();
    log.info('end');
  });

  const workspace = openWorkspaceWindow({
    pages,
    session: sessions.workspace,
    preload: join(dist, 'preload', 'workspace.cjs'),
    icon,
    walls,
    state: openWindowState(inProfile('window.json')),
    language: () => environment().language,
    log,
  });
  calls.closing.guard(workspace);
  workspace.once('closed', () => app.quit());
  void finishErasing(traces).then(() => watchdog.start());
}
