import { engineHostRequests, engineHostTopics, type EngineHostContract } from '../preload/contract.ts';
import type { Failure } from '../renderer/base/failure.ts';
import type { Unsubscribe } from '../renderer/base/listen.ts';
import type { PortService } from '../renderer/base/port-server.ts';
import type { Keychain } from './credentials/keychain.ts';
import type { KeyFile } from './key-file.ts';
import type { Log } from './log.ts';
import type { Machine } from './machine.ts';

export interface HostParts {
  readonly keychain: Keychain;
  readonly keyFile: KeyFile;
  readonly machine: Machine;
  readonly log: Log;
  readonly version: string;
  readonly profile: string;
  readonly deviceName: string;
  readonly admitHomeserver: (baseUrl: string | undefined) => void;
  readonly explain: (address: string) => Promise<Failure>;
  readonly eraseProfile: () => Promise<void>;
  readonly alive: () => void;
}

/** A state with a listener as a topic without a list. */
function followState<T>(
  state: () => T,
  listen: (listener: (state: T) => void) => Unsubscribe,
  publish: (state: { readonly head: T; readonly items: readonly never[] }) => void,
): Unsubscribe {
  const send = (head: T): void => publish({ head, items: [] });
  send(state());
  return listen(send);
}

/** What main does for the engine's worker. */
export function createHostService(parts: HostParts): PortService<EngineHostContract> {
  const { keychain, keyFile, machine, log } = parts;
  const done = async (work: Promise<void>): Promise<null> => {
    await work;
    return null;
  };
  return {
    requestSchemas: engineHostRequests,
    topicSchemas: engineHostTopics,
    requests: {
      'credentials.read': async ({ name }) => ({ value: await keychain.read(name) }),
      'credentials.write': ({ name, value }) => done(keychain.write(name, value)),
      'credentials.remove': ({ name }) => done(keychain.remove(name)),
      'keys.read': async () => ({ text: await keyFile.read() }),
      'keys.write': ({ text }) => done(keyFile.write(text)),
      'keys.remove': () => done(keyFile.remove()),
      'network.homeserver': ({ baseUrl }) => {
        parts.admitHomeserver(baseUrl);
        return null;
      },
      'network.explain': ({ url }) => parts.explain(url),
      'environment.read': () => ({ version: parts.version, profile: parts.profile, deviceName: parts.deviceName }),
      'profile.erase': () => done(parts.eraseProfile()),
      'log.write': ({ level, text }) => {
        log[level](`engine: ${text}`);
        return null;
      },
      alive: () => {
        parts.alive();
        return null;
      },
    },
    topics: {
      keychain: (_params, sink) => followState(keychain.state, keychain.listen, sink.publish),
      machine: (_params, sink) => followState(machine.state, machine.listen, sink.publish),
    },
  };
}
