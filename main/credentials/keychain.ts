import type { KeychainState, SecretName } from '../../preload/contract.ts';
import { fail } from '../../renderer/base/failure.ts';
import { createEmitter, type Unsubscribe } from '../../renderer/base/listen.ts';
import { createTurns } from '../atomic-file.ts';
import type { CredentialAnswer, CredentialCall } from './messages.ts';

/** The secrets of one profile. Each call waits as long as the keychain waits for its person. */
export interface Keychain {
  read(name: SecretName): Promise<string | undefined>;
  write(name: SecretName, value: string): Promise<void>;
  remove(name: SecretName): Promise<void>;
  state(): KeychainState;
  listen(listener: (state: KeychainState) => void): Unsubscribe;
  /** No more looking whether a missing keychain has come. */
  end(): void;
}

export interface KeychainParts {
  readonly service: string;
  readonly call: (call: CredentialCall) => Promise<CredentialAnswer>;
  /** Calls back once after so many milliseconds, unless stopped. */
  readonly after: (ms: number, then: () => void) => Unsubscribe;
}

/** Longer than an open keychain takes; from then on it is said that it waits. */
const waitingAfterMs = 1_500;
/** How often a keychain that is not there is looked for. One that is locked is never asked twice. */
const lookAgainMs = 3_000;

/** One call at a time: two questions would put two dialogs before a person. */
export function createKeychain({ service, call, after }: KeychainParts): Keychain {
  const changed = createEmitter<KeychainState>();
  const inTurn = createTurns();
  let state: KeychainState = 'ready';
  let refusals = 0;
  let stopLooking: Unsubscribe = () => undefined;

  const enter = (next: KeychainState): void => {
    if (next === state) return;
    state = next;
    changed.emit(next);
  };

  const attempt = (request: CredentialCall): Promise<CredentialAnswer> => {
    const refusalsBefore = refusals;
    return inTurn(async () => {
      // Whoever declined one question is not asked the others that stood behind it.
      if (refusals !== refusalsBefore) return { state: 'refused', detail: 'declined for a call before this one' };
      const stopTimer = after(waitingAfterMs, () => enter('waiting'));
      const answer = await call(request);
      stopTimer();
      enter(answer.state === 'done' ? 'ready' : answer.state);
      stopLooking();
      if (answer.state === 'refused') refusals += 1;
      if (answer.state === 'missing') {
        const look: CredentialCall = { op: 'read', service, account: 'store-key' };
        stopLooking = after(lookAgainMs, () => void attempt(look));
      }
      return answer;
    });
  };

  const make = async (request: CredentialCall): Promise<string | undefined> => {
    const answer = await attempt(request);
    if (answer.state === 'done') return answer.value;
    throw fail(`keychain-${answer.state}`, answer.detail);
  };

  return {
    read: (account) => make({ op: 'read', service, account }),
    write: async (account, value) => void (await make({ op: 'write', service, account, value })),
    remove: async (account) => void (await make({ op: 'remove', service, account })),
    state: () => state,
    listen: changed.listen,
    end: () => stopLooking(),
  };
}
