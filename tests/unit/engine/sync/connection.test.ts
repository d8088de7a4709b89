import { ClientEvent, SyncState, type MatrixClient } from 'matrix-js-sdk';
import { EventEmitter } from 'node:events';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Connection } from '../../../../renderer/engine/contract.ts';
import { followConnection } from '../../../../renderer/engine/sync/connection.ts';
import { fakeHost } from '../session/fake-host.ts';

const cut = Object.assign(new Error('fetch failed'), { name: 'ConnectionError' });
const broken = Object.assign(new Error('no'), { httpStatus: 502, errcode: 'M_UNKNOWN' });

/** The sync loop as the SDK tells of it, and what is made of it. */
function follow(first = false) {
  const loop = new EventEmitter();
  const states: Connection[] = [];
  const stop = followConnection({
    client: loop as unknown as MatrixClient,
    host: fakeHost({ code: 'name-not-found' }),
    baseUrl: 'https://matrix.example',
    first,
    changed: (state) => states.push(state),
  });
  const say = (state: SyncState, data: object = {}): boolean => loop.emit(ClientEvent.Sync, state, null, data);
  return { say, stop, names: () => states.map(({ state }) => state), last: () => states.at(-1) };
}

afterEach(() => void vi.useRealTimers());

describe('how the program stands with the server', () => {
  test('is online once, however many syncs say so, and not by the cache', () => {
    const { say, names } = follow();
    say(SyncState.Prepared, { fromCache: true });
    expect(names()).toEqual(['connecting']);
    say(SyncState.Prepared);
    say(SyncState.Syncing);
    say(SyncState.Syncing);
    expect(names()).toEqual(['connecting', 'online']);
  });

  test('is catching up on a new device until its first sync is through', () => {
    const { say, names } = follow(true);
    say(SyncState.Reconnecting, { error: cut });
    say(SyncState.Prepared);
    say(SyncState.Reconnecting, { error: cut });
    say(SyncState.Syncing);
    expect(names()).toEqual(['catching-up', 'catching-up', 'online', 'connecting', 'online']);
  });

  test('is offline with the reason that main knows, since the line was lost', async () => {
    vi.useFakeTimers({ now: 1_000 });
    const { say, last } = follow();
    say(SyncState.Prepared);
    say(SyncState.Reconnecting, { error: cut });
    vi.setSystemTime(8_000);
    say(SyncState.Error, { error: cut });
    await vi.advanceTimersByTimeAsync(0);
    expect(last()).toEqual({ state: 'offline', since: 1_000, failure: { code: 'name-not-found' }, retryAt: 18_000 });
  });

  test('is offline with the server’s own reason where it gave one', async () => {
    const { say, last } = follow();
    say(SyncState.Error, { error: broken });
    await expect.poll(last, { timeout: 10_000 }).toMatchObject({ state: 'offline', failure: { code: 'server-error' } });
  });

  test('does not go back to an explanation that comes late, nor speak after its end', async () => {
    const { say, names, stop } = follow();
    say(SyncState.Error, { error: cut });
    say(SyncState.Syncing);
    say(SyncState.Error, { error: cut });
    stop();
    await new Promise(setImmediate);
    say(SyncState.Syncing);
    expect(names()).toEqual(['connecting', 'online']);
  });
});
