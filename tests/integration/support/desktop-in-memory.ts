import {
  engineHostRequests,
  engineHostTopics,
  type EngineHostContract,
  type KeychainState,
  type SecretName,
} from '../../../preload/contract.ts';
import { fail } from '../../../renderer/base/failure.ts';
import { createEmitter } from '../../../renderer/base/listen.ts';
import type { PortService } from '../../../renderer/base/port-server.ts';

/** Stands for main: a keychain, keys.json and the machine, in memory and at the test's command. */
export interface DesktopInMemory {
  readonly secrets: Map<SecretName, string>;
  readonly log: string[];
  keysFile: string | undefined;
  homeserver: string | undefined;
  readonly beats: () => number;
  readonly erased: () => boolean;
  setKeychain(state: KeychainState): void;
  setMachine(machine: { readonly online: boolean; readonly resumed: number }): void;
  readonly service: PortService<EngineHostContract>;
}

export function createDesktopInMemory(): DesktopInMemory {
  const secrets = new Map<SecretName, string>();
  const log: string[] = [];
  const keychainChanges = createEmitter<undefined>();
  const machineChanges = createEmitter<undefined>();
  let keychain: KeychainState = 'ready';
  let machine = { online: true, resumed: 0 };
  let beats = 0;
  let erased = false;

  /** As main does: waits for a locked keychain, rejects for one that is not there. */
  const unlocked = (): Promise<void> => {
    if (keychain === 'ready') return Promise.resolve();
    if (keychain !== 'waiting') return Promise.reject(fail(`keychain-${keychain}`));
    return new Promise((resolve, reject) => {
      const stop = keychainChanges.listen(() => {
        stop();
        unlocked().then(resolve, reject);
      });
    });
  };

  const desktop: DesktopInMemory = {
    secrets,
    log,
    keysFile: undefined,
    homeserver: undefined,
    beats: () => beats,
    erased: () => erased,
    setKeychain(state) {
      keychain = state;
      keychainChanges.emit(undefined);
    },
    setMachine(next) {
      machine = next;
      machineChanges.emit(undefined);
    },
    service: {
      requestSchemas: engineHostRequests,
      topicSchemas: engineHostTopics,
      requests: {
        'credentials.read': async ({ name }) => {
          await unlocked();
          return { value: secrets.get(name) };
        },
        'credentials.write': async ({ name, value }) => {
          await unlocked();
          secrets.set(name, value);
          return null;
        },
        'credentials.remove': async ({ name }) => {
          await unlocked();
          secrets.delete(name);
          return null;
        },
        'keys.read': () => ({ text: desktop.keysFile }),
        'keys.write': ({ text }) => {
          desktop.keysFile = text;
          return null;
        },
        'keys.remove': () => {
          desktop.keysFile = undefined;
          return null;
        },
        'network.homeserver': ({ baseUrl }) => {
          desktop.homeserver = baseUrl;
          return null;
        },
        'network.explain': () => ({ code: 'unreachable' }),
        'environment.read': () => ({ version: '0.0.0-test', profile: 'test', deviceName: 'Einklang (test)' }),
        'profile.erase': () => {
          erased = true;
          secrets.clear();
          desktop.keysFile = undefined;
          return null;
        },
        'log.write': ({ level, text }) => {
          log.push(`${level} ${text}`);
          return null;
        },
        'alive': () => {
          beats += 1;
          return null;
        },
      },
      topics: {
        keychain: (_params, sink) => {
          const publish = (): void => sink.publish({ head: keychain, items: [] });
          publish();
          return keychainChanges.listen(publish);
        },
        machine: (_params, sink) => {
          const publish = (): void => sink.publish({ head: machine, items: [] });
          publish();
          return machineChanges.listen(publish);
        },
      },
    },
  };
  return desktop;
}
