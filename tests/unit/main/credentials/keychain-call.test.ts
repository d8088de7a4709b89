import { describe, expect, it } from 'vitest';
import { callKeychain, type Keytar } from '../../../../main/credentials/keychain-call.ts';
import { handClock } from '../fakes.ts';

const clock = handClock();
const where = { service: 'einklang/test', account: 'store-key' };
const read = { op: 'read', ...where } as const;

function memoryKeytar(items = new Map<string, string>()): Keytar {
  return {
    getPassword: async (service, account) => items.get(`${service} ${account}`) ?? null,
    setPassword: async (service, account, value) => void items.set(`${service} ${account}`, value),
    deletePassword: async (service, account) => items.delete(`${service} ${account}`),
  };
}

describe('a call to the keychain', () => {
  it('writes, reads and removes', async () => {
    const keytar = memoryKeytar();
    expect(await callKeychain(keytar, read, clock.now)).toEqual({ state: 'done', value: undefined });
    expect(await callKeychain(keytar, { op: 'write', ...where, value: 'v' }, clock.now)).toEqual({
      state: 'done',
      value: undefined,
    });
    expect(await callKeychain(keytar, read, clock.now)).toEqual({ state: 'done', value: 'v' });
    expect(await callKeychain(keytar, { op: 'remove', ...where }, clock.now)).toEqual({
      state: 'done',
      value: undefined,
    });
    expect(await callKeychain(keytar, read, clock.now)).toEqual({ state: 'done', value: undefined });
  });

  it('leaves nothing behind when it looks whether the keychain is open', async () => {
    const items = new Map<string, string>();
    await callKeychain(memoryKeytar(items), read, clock.now);
    expect([...items]).toEqual([]);
  });

  it('takes nothing that comes after a question to a person for refused, and asks no second time', async () => {
    const keytar = memoryKeytar();
    let writes = 0;
    const slow: Keytar = {
      ...keytar,
      getPassword: async () => {
        clock.pass(5_000);
        return null;
      },
      setPassword: async () => void (writes += 1),
    };
    expect(await callKeychain(slow, read, clock.now)).toMatchObject({ state: 'refused' });
    expect(writes).toBe(0);
  });

  it('takes nothing from a keychain that cannot be written for refused: there may be a key in it', async () => {
    const locked: Keytar = {
      ...memoryKeytar(),
      setPassword: () => Promise.reject(new Error('Cannot create an item in a locked collection')),
    };
    expect(await callKeychain(locked, read, clock.now)).toMatchObject({ state: 'refused' });
  });

  it('reads again after looking: a person may have unlocked it just then', async () => {
    const items = new Map<string, string>();
    const keytar = memoryKeytar(items);
    const opening: Keytar = {
      ...keytar,
      setPassword: async (service, account, value) => {
        await keytar.setPassword(service, account, value);
        items.set('einklang/test store-key', 'there all the time');
      },
    };
    expect(await callKeychain(opening, read, clock.now)).toEqual({ state: 'done', value: 'there all the time' });
  });

  // What GLib 2.74 and libsecret 0.20 said on Debian 12 in each case.
  it.each([
    ['The name org.freedesktop.secrets was not provided by any .service files', 'missing'],
    ['The name :1.5 was not provided by any .service files', 'missing'],
    ['Could not connect: No such file or directory', 'missing'],
    ['Could not connect: Connection refused', 'missing'],
    ['Cannot autolaunch D-Bus without X11 $DISPLAY', 'missing'],
    ['Cannot create an item in a locked collection', 'refused'],
    ['something nobody knows', 'refused'],
  ])('sorts "%s" as %s', async (message, state) => {
    const failing: Keytar = { ...memoryKeytar(), getPassword: () => Promise.reject(new Error(message)) };
    expect(await callKeychain(failing, read, clock.now)).toEqual({ state, detail: message });
  });
});
