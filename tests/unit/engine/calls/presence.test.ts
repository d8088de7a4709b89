import { describe, expect, it } from 'vitest';
import { createEmitter } from '../../../../renderer/base/listen.ts';
import { fail } from '../../../../renderer/base/failure.ts';
import { createOwnPresence } from '../../../../renderer/engine/calls/own-presence.ts';
import { createPresence } from '../../../../renderer/engine/people/presence.ts';
import { markStatus, readStatus } from '../../../../renderer/engine/people/status-marker.ts';
import type { PresenceRow } from '../../../../renderer/engine/store/api.ts';
import { settle } from '../send-queue/post-office.ts';
import { openStoresFast } from '../stores.ts';
import { anna } from './events.ts';

describe('the marker of a status text', () => {
  it('is found again, in both languages, with what the person wrote', () => {
    expect(readStatus(markStatus('call', 'Im Homeoffice'))).toEqual({ mark: 'call', text: 'Im Homeoffice' });
    expect(readStatus(markStatus('presenting', ''))).toEqual({ mark: 'presenting', text: '' });
    expect(readStatus('📞 In a call · bis · drei')).toEqual({ mark: 'call', text: 'bis · drei' });
    expect(readStatus('🖥️ Presenting')).toEqual({ mark: 'presenting', text: '' });
    expect(readStatus('🖥 Präsentiert · zwei\nZeilen')).toEqual({ mark: 'presenting', text: 'zwei\nZeilen' });
  });

  it('is not seen in other texts', () => {
    for (const text of ['', 'Im Gespräch', '📞 Im Gesprächsraum 4', 'Gleich 📞 Im Gespräch', '📞']) expect(readStatus(text)).toEqual({ mark: undefined, text });
    expect(readStatus(undefined)).toEqual({ mark: undefined, text: '' });
  });

  it.each([
    ['online', '📞 Im Gespräch', 'in-call'], ['unavailable', '📞 Im Gespräch · x', 'in-call'], ['busy', '🖥 Präsentiert', 'presenting'],
    ['offline', '📞 Im Gespräch', 'offline'], ['online', 'Mittag', 'online'], ['online', undefined, 'online'],
  ] as const)('%s with "%s" is shown as %s', (presence, statusText, shown) => {
    const row: PresenceRow = { userId: anna, presence, statusText, lastActiveTs: undefined, currentlyActive: true };
    const map = createPresence({ listen: () => () => undefined, presence: () => [row] }, { now: () => true, listen: () => () => undefined });
    expect(map.of(anna)).toBe(shown);
  });
});

describe('own presence in a call', () => {
  const begin = async (status: { presence: string; status_msg?: string }, queue?: Awaited<ReturnType<typeof openStoresFast>>['queue']) => {
    const stores = queue ?? (await openStoresFast()).queue;
    const reachable = createEmitter<undefined>();
    const server = { status, online: true, fails: false };
    const works: (() => Promise<unknown>)[] = [];
    const open = () =>
      createOwnPresence({
        queue: stores, userId: anna,
        log: { info: () => undefined, warn: () => undefined, error: () => undefined },
        reachability: { now: () => server.online, listen: reachable.listen },
        beforeSync: (work) => {
          works.push(work);
          return () => undefined;
        },
        request: async (method, _path, { body } = {}) => {
          if (server.fails) throw fail('server-error');
          if (method === 'PUT') server.status = body as typeof status;
          return server.status;
        },
      });
    return { server, open, queue: stores, turn: () => reachable.emit(undefined), beforeSync: () => Promise.all(works.map((work) => work())) };
  };

  it('carries the marker and puts back what was set before, also "busy" by hand', async () => {
    const { server, open } = await begin({ presence: 'busy', status_msg: 'Haushalt' });
    const own = open();
    await own.set('call');
    expect(server.status).toEqual({ presence: 'online', status_msg: '📞 Im Gespräch · Haushalt' });
    await own.set('presenting');
    expect(server.status).toEqual({ presence: 'online', status_msg: '🖥 Präsentiert · Haushalt' });
    await own.set('none');
    expect(server.status).toEqual({ presence: 'busy', status_msg: 'Haushalt' });
    await own.set('none');
    expect(server.status, 'and then leaves it alone').toEqual({ presence: 'busy', status_msg: 'Haushalt' });
  });

  it('keeps a text that was set elsewhere meanwhile, and one that the server has forgotten', async () => {
    const { server, open } = await begin({ presence: 'online', status_msg: 'alt' });
    const own = open();
    await own.set('call');
    server.status = { presence: 'online', status_msg: 'neu' };
    await own.set('none');
    expect(server.status.status_msg).toBe('neu');
    await own.set('call');
    server.status = { presence: 'online' };
    await own.set('none');
    expect(server.status.status_msg).toBe('neu');
  });

  it('is put right by the next start after a crash, as soon as the server is heard', async () => {
    const first = await begin({ presence: 'online', status_msg: 'Haushalt' });
    await first.open().set('call');
    first.server.online = false;
    const next = await begin(first.server.status, first.queue);
    next.server.online = false;
    next.open();
    await settle();
    expect(next.server.status.status_msg).toContain('📞');
    next.server.online = true;
    next.turn();
    await settle();
    expect(next.server.status.status_msg).toBe('Haushalt');
  });

  it('is put right before a start’s first sync tells that one is there, unless the call goes on', async () => {
    const start = async (goesOn: boolean): Promise<string | undefined> => {
      const first = await begin({ presence: 'online', status_msg: 'Haushalt' });
      await first.open().set('call');
      const next = await begin(first.server.status, first.queue);
      next.server.online = false;
      const own = next.open();
      const before = next.beforeSync();
      if (goesOn) own.set('call').catch(() => undefined);
      await before;
      return next.server.status.status_msg;
    };
    expect(await start(false)).toBe('Haushalt');
    expect(await start(true), 'an engine that comes in mid-call').toBe('📞 Im Gespräch · Haushalt');
  });

  it('comes back after a lost connection, and tells that it could not be set', async () => {
    const { server, open, turn } = await begin({ presence: 'online' });
    const own = open();
    server.online = false;
    await expect(own.set('call')).rejects.toMatchObject({ failure: { code: 'offline' } });
    server.online = true;
    turn();
    await settle();
    expect(server.status.status_msg).toBe('📞 Im Gespräch');
    server.fails = true;
    await expect(own.set('none')).rejects.toMatchObject({ failure: { code: 'server-error' } });
    server.fails = false;
    await own.set('none');
    expect(server.status).toEqual({ presence: 'online' });
  });
});
