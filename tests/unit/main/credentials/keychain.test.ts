import { describe, expect, it } from 'vitest';
import { createKeychain } from '../../../../main/credentials/keychain.ts';
import type { CredentialAnswer, CredentialCall } from '../../../../main/credentials/messages.ts';
import { handClock } from '../fakes.ts';

/** Lets all that is ready run. */
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
};

function setUp() {
  const clock = handClock();
  const calls: { readonly call: CredentialCall; readonly answer: (answer: CredentialAnswer) => void }[] = [];
  const keychain = createKeychain({
    service: 'einklang/test',
    after: clock.after,
    call: (call) => new Promise((resolve) => void calls.push({ call, answer: resolve })),
  });
  const states: string[] = [];
  keychain.listen((state) => states.push(state));
  const answer = async (given: CredentialAnswer): Promise<void> => {
    await settle();
    calls.at(-1)?.answer(given);
    await settle();
  };
  return { keychain, clock, calls, states, answer };
}

const done = (value?: string): CredentialAnswer => ({ state: 'done', value });
const missing: CredentialAnswer = { state: 'missing', detail: 'nobody' };
const refused: CredentialAnswer = { state: 'refused', detail: 'declined' };

describe('the keychain of a profile', () => {
  it('answers', async () => {
    const { keychain, calls, states, answer } = setUp();
    const value = keychain.read('store-key');
    await answer(done('v'));
    expect(await value).toBe('v');
    expect(calls[0]?.call).toEqual({ op: 'read', service: 'einklang/test', account: 'store-key' });
    expect(states).toEqual([]);
  });

  it('says that it waits, waits for ever, and goes on by itself', async () => {
    const { keychain, clock, calls, states, answer } = setUp();
    const value = keychain.read('store-key');
    await settle();
    clock.pass(1_499);
    expect(keychain.state()).toBe('ready');
    clock.pass(3_600_000);
    expect(keychain.state()).toBe('waiting');
    expect(calls).toHaveLength(1);
    await answer(done('v'));
    expect(await value).toBe('v');
    expect(states).toEqual(['waiting', 'ready']);
  });

  it('asks one question at a time, and after a refusal none of those that stood behind it', async () => {
    const { keychain, calls, answer } = setUp();
    const both = Promise.allSettled([keychain.read('store-key'), keychain.read('crypto-key')]);
    await settle();
    expect(calls).toHaveLength(1);
    await answer(refused);
    expect((await both).map((result) => result.status === 'rejected' && String(result.reason))).toEqual([
      expect.stringContaining('keychain-refused'),
      expect.stringContaining('keychain-refused'),
    ]);
    expect(calls).toHaveLength(1);
    expect(keychain.state()).toBe('refused');
  });

  it('does not ask again by itself after a refusal, but when it is called', async () => {
    const { keychain, clock, calls, states, answer } = setUp();
    const first = keychain.write('store-key', 'v').catch(() => 'refused');
    await answer(refused);
    expect(await first).toBe('refused');
    clock.pass(3_600_000);
    await settle();
    expect(calls).toHaveLength(1);
    const again = keychain.write('store-key', 'v');
    await answer(done());
    await again;
    expect(states).toEqual(['refused', 'ready']);
  });

  it('that is missing is looked for each 3 s until it is there', async () => {
    const { keychain, clock, calls, states, answer } = setUp();
    const first = keychain.read('store-key').catch(String);
    await answer(missing);
    expect(await first).toContain('keychain-missing');
    for (let look = 2; look <= 4; look++) {
      clock.pass(3_000);
      await settle();
      expect(calls).toHaveLength(look);
      await answer(look === 4 ? done() : missing);
    }
    expect(states).toEqual(['missing', 'ready']);
    clock.pass(60_000);
    await settle();
    expect(calls).toHaveLength(4);
  });

  it('is not looked for any more when the program ends', async () => {
    const { keychain, clock, calls, answer } = setUp();
    void keychain.read('store-key').catch(() => undefined);
    await answer(missing);
    keychain.end();
    clock.pass(60_000);
    await settle();
    expect(calls).toHaveLength(1);
    expect(clock.waiting()).toBe(0);
  });
});
