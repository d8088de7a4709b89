import type { CredentialAnswer, CredentialCall } from './messages.ts';

/** One running process that holds keytar; its calls are answered even when it ends. */
export interface KeychainWorker {
  call(call: CredentialCall): Promise<CredentialAnswer>;
  readonly ended: () => boolean;
  end(detail: string): void;
}

/** Where calls go. `end` gives up what is under way, whatever it waits for. */
export interface KeychainProcess {
  call(call: CredentialCall): Promise<CredentialAnswer>;
  end(): void;
}

/** keytar in a process of its own, started at the first call and again after its end. */
export function createKeychainProcess(start: () => KeychainWorker): KeychainProcess {
  let worker: KeychainWorker | undefined;
  let connected = false;

  const running = (): KeychainWorker => {
    if (worker && !worker.ended()) return worker;
    connected = false;
    worker = start();
    return worker;
  };

  const call = async (request: CredentialCall): Promise<CredentialAnswer> => {
    const asked = running();
    const answer = await asked.call(request);
    if (answer.state !== 'missing') connected = true;
    if (answer.state !== 'missing' || !connected) return answer;
    // libsecret holds on to a keychain that has gone and does not see the one that has come after it; a process that
    // has never met one does.
    asked.end('the keychain has gone');
    return call(request);
  };

  return { call, end: () => worker?.end('the program ends') };
}
