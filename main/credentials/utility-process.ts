import { utilityProcess } from 'electron';
import type { KeychainWorker } from './keychain-process.ts';
import type { AnswerMessage, CallMessage, CredentialAnswer } from './messages.ts';

/** Starts `worker.ts`. Its language is English because keytar's errors are told apart by their text. */
export function startKeychainWorker(script: string): KeychainWorker {
  const child = utilityProcess.fork(script, [], {
    serviceName: 'Einklang keychain',
    stdio: 'ignore',
    env: { ...process.env, LC_ALL: 'C.UTF-8', LANGUAGE: 'en' },
  });
  const waiting = new Map<number, (answer: CredentialAnswer) => void>();
  let lastId = 0;
  let ended = false;
  const finish = (detail: string): void => {
    ended = true;
    for (const resolve of waiting.values()) resolve({ state: 'refused', detail });
    waiting.clear();
  };
  child.on('message', ({ id, answer }: AnswerMessage) => {
    waiting.get(id)?.(answer);
    waiting.delete(id);
  });
  child.on('exit', (code) => finish(`the keychain's process ended with ${code}`));
  return {
    ended: () => ended,
    call: (call) =>
      new Promise((resolve) => {
        const message: CallMessage = { id: ++lastId, call };
        waiting.set(message.id, resolve);
        child.postMessage(message);
      }),
    end: (detail) => {
      finish(detail);
      child.kill();
    },
  };
}
