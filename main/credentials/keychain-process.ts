import { utilityProcess, type UtilityProcess } from 'electron';
import type { AnswerMessage, CallMessage, CredentialAnswer, CredentialCall } from './messages.ts';

/** Where calls go. `end` gives up what is under way, whatever it waits for. */
export interface KeychainProcess {
  call(call: CredentialCall): Promise<CredentialAnswer>;
  end(): void;
}

/** One running process; its calls are answered even when it ends. */
interface Worker {
  call(call: CredentialCall): Promise<CredentialAnswer>;
  readonly ended: () => boolean;
  end(detail: string): void;
}

/** Its language is English because keytar's errors are told apart by their text. */
function startWorker(script: string): Worker {
  const child: UtilityProcess = utilityProcess.fork(script, [], {
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

/** keytar in a process of its own, started at the first call and again after its end. */
export function createKeychainProcess(script: string): KeychainProcess {
  let worker: Worker | undefined;
  let connected = false;

  const running = (): Worker => {
    if (worker && !worker.ended()) return worker;
    connected = false;
    worker = startWorker(script);
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
