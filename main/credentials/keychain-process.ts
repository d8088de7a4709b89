import { utilityProcess, type UtilityProcess } from 'electron';
import type { AnswerMessage, CallMessage, CredentialAnswer, CredentialCall } from './messages.ts';

/** Where calls go. `end` gives up what is under way, whatever it waits for. */
export interface KeychainProcess {
  call(call: CredentialCall): Promise<CredentialAnswer>;
  end(): void;
}

/**
 * keytar in a process of its own, started at the first call and again after its end. Its language is English because
 * its errors are told apart by their text.
 */
export function createKeychainProcess(script: string): KeychainProcess {
  let child: UtilityProcess | undefined;
  let connected = false;
  let lastId = 0;
  const waiting = new Map<number, (answer: CredentialAnswer) => void>();

  const giveUp = (detail: string): void => {
    for (const resolve of waiting.values()) resolve({ state: 'refused', detail });
    waiting.clear();
  };

  const start = (): UtilityProcess => {
    connected = false;
    const started = utilityProcess.fork(script, [], {
      serviceName: 'Einklang keychain',
      stdio: 'ignore',
      env: { ...process.env, LC_ALL: 'C.UTF-8', LANGUAGE: 'en' },
    });
    started.on('message', ({ id, answer }: AnswerMessage) => {
      waiting.get(id)?.(answer);
      waiting.delete(id);
      if (child !== started) return;
      // libsecret holds on to a keychain that has gone and does not see the one that comes after it; a process that has
      // never met one does.
      if (answer.state !== 'missing') connected = true;
      else if (connected) end('the keychain has gone');
    });
    started.on('exit', (code) => {
      if (child !== started) return;
      child = undefined;
      giveUp(`the keychain's process ended with ${code}`);
    });
    return started;
  };

  const end = (detail: string): void => {
    const ending = child;
    child = undefined;
    giveUp(detail);
    ending?.kill();
  };

  return {
    call: (call) =>
      new Promise((resolve) => {
        const message: CallMessage = { id: ++lastId, call };
        waiting.set(message.id, resolve);
        child ??= start();
        child.postMessage(message);
      }),
    end: () => end('the program ends'),
  };
}
