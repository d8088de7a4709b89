import { describe, expect, it } from 'vitest';
import { fail } from '../../../../renderer/base/failure.ts';
import { createOwnPresence } from '../../../../renderer/engine/calls/own-presence.ts';
import { createDoNotDisturb } from '../../../../renderer/engine/people/do-not-disturb.ts';
import { createPresence } from '../../../../renderer/engine/people/presence.ts';
import { isQuietText, markStatus, quietText, readStatus } from '../../../../renderer/engine/people/status-marker.ts';
import type { PresenceRow } from '../../../../renderer/engine/store/api.ts';
import { settle } from '../send-queue/post-office.ts';
import { sync } from '../store/matrix-samples.ts';
import { openStoresFast } from '../stores.ts';
import { anna } from '../timeline/events.ts';

describe('the marker of "do not disturb"', () => {
  it('comes and goes with the text behind it, once', () => {
    expect(quietText(true, '')).toBe('⛔ Nicht stören');
    expect(quietText(true, quietText(true, 'Klausur'))).toBe('⛔ Nicht stören · Klausur');
    expect(quietText(false, quietText(true, 'Klausur'))).toBe('Klausur');
    expect(quietText(false, '⛔️ Do not disturb')).toBe('');
    expect(quietText(false, 'Klausur')).toBe('Klausur');
  });

  it('is read in both languages, and not in other texts', () => {
    for (const text of ['⛔ Nicht stören', '⛔️ Do not disturb · bis drei']) expect(isQuietText(text)).toBe(true);
    for (const text of ['', 'Nicht stören', '⛔', '⛔ Nicht störend', 'Bitte ⛔ Nicht stören']) expect(isQuietText(text)).toBe(false);
  });

  it('stands behind that of a call', () => {
    const { mark, text } = readStatus(markStatus('call', quietText(true, 'Klausur')));
    expect([mark, isQuietText(text)]).toEqual(['call', true]);
  });

  it.each([
    ['online', '⛔ Nicht stören', 'do-not-disturb'], ['busy', '⛔ Nicht stören · x', 'do-not-disturb'], ['busy', 'x', 'busy'],
    ['offline', '⛔ Nicht stören', 'offline'], ['online', '📞 Im Gespräch · ⛔ Nicht stören', 'in-call'],
  ] as const)('%s with "%s" is shown to others as %s', (presence, statusText, shown) => {
    const row: PresenceRow = { userId: anna, presence, statusText, lastActiveTs: undefined, currentlyActive: true };
    const map = createPresence({ listen: () => () => undefined, presence: () => [row] }, { now: () => true, listen: () => () => undefined });
    expect(map.of(anna)).toBe(shown);
  });
});

describe('do not disturb', () => {
  const begin = async (status: { presence: string; status_msg?: string } = { presence: 'online' }) => {
    const stores = await openStoresFast();
    const chat = stores.chat();
    const server = { status, online: true, fails: false, presenceOff: false };
    /** What a sync brings of the own presence. */
    const bring = async (): Promise<void> => {
      const { presence, status_msg: statusText } = server.status;
      const row = { userId: anna, presence: presence as PresenceRow['presence'], statusText, lastActiveTs: undefined, currentlyActive: true };
      chat.applySync(sync([], { presence: [row] }));
      await settle();
    };
    const open = () => {
      const own = createOwnPresence({
        queue: stores.queue, userId: anna,
        log: { info: () => undefined, warn: () => undefined, error: () => undefined },
        beforeSync: () => () => undefined,
        reachability: { now: () => server.online, listen: () => () => undefined },
        request: async (method, _path, { body } = {}) => {
          if (server.fails) throw fail('server-error');
          if (method === 'PUT' && !server.presenceOff) server.status = body as typeof status;
          return server.status;
        },
      });
      const quiet = createDoNotDisturb({ chat, queue: stores.queue, write: own.write, own: anna });
      const told: boolean[] = [];
      quiet.follow({}, { publish: ({ head }) => void told.push(head.doNotDisturb), close: () => undefined });
      return { own, quiet, told };
    };
    return { server, bring, open };
  };

  it('is set for everybody to see, and taken back, with the own text kept', async () => {
    const { server, bring, open } = await begin({ presence: 'busy', status_msg: 'Klausur' });
    const { quiet, told } = open();
    await quiet.set(true);
    expect(server.status).toEqual({ presence: 'busy', status_msg: '⛔ Nicht stören · Klausur' });
    await bring();
    await quiet.set(false);
    expect(server.status).toEqual({ presence: 'busy', status_msg: 'Klausur' });
    await bring();
    expect(told).toEqual([false, true, false]);
  });

  it('is not what "busy" means', async () => {
    const { server, bring, open } = await begin();
    const { told } = open();
    server.status = { presence: 'busy', status_msg: 'Klausur' };
    await bring();
    expect(told).toEqual([false]);
  });

  it('follows the account\'s other devices', async () => {
    const { server, bring, open } = await begin();
    const { told } = open();
    server.status = { presence: 'online', status_msg: '⛔ Nicht stören' };
    await bring();
    server.status = { presence: 'unavailable', status_msg: '⛔ Nicht stören' };
    await bring();
    server.status = { presence: 'online' };
    await bring();
    expect(told).toEqual([false, true, false]);
  });

  it('is still set at the next start, and hears then what was changed meanwhile', async () => {
    const { server, bring, open } = await begin();
    const first = open();
    await first.quiet.set(true);
    await bring();
    first.quiet.stop();
    const second = open();
    expect(second.told).toEqual([true]);
    server.status = { presence: 'online' };
    await bring();
    expect(second.told).toEqual([true, false]);
    expect(first.told, 'stopped').toEqual([false, true]);
  });

  it('holds on this machine where the server has no presence', async () => {
    const { server, open } = await begin();
    server.presenceOff = true;
    const { quiet } = open();
    await quiet.set(true);
    expect(open().told).toEqual([true]);
  });

  it('is not set where the server does not hear of it', async () => {
    const { server, open } = await begin();
    const { quiet, told } = open();
    server.online = false;
    await expect(quiet.set(true)).rejects.toMatchObject({ failure: { code: 'offline' } });
    server.online = true;
    server.fails = true;
    await expect(quiet.set(true)).rejects.toMatchObject({ failure: { code: 'server-error' } });
    expect(told).toEqual([false]);
  });

  it('can be changed during a call, outlives it, and does not end it for others', async () => {
    const { server, open } = await begin({ presence: 'online', status_msg: 'Klausur' });
    const { own, quiet } = open();
    await own.set('call');
    await quiet.set(true);
    expect(server.status.status_msg).toBe('📞 Im Gespräch · ⛔ Nicht stören · Klausur');
    await own.set('none');
    expect(server.status.status_msg).toBe('⛔ Nicht stören · Klausur');
    await own.set('presenting');
    await quiet.set(false);
    // Even where the server forgets all of it.
    server.status = { presence: 'online' };
    await own.set('none');
    expect(server.status.status_msg).toBe('Klausur');
  });
});
