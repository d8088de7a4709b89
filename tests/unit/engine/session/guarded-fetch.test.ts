import { describe, expect, test } from 'vitest';
import { createGuardedFetch, limitsOf } from '../../../../renderer/engine/session/guarded-fetch.ts';

const answering = (size: number): typeof fetch => async () => new Response(new Uint8Array(size));
const guarded = (inner: typeof fetch, maxBytes = 100, timeoutMs = 1_000): typeof fetch =>
  createGuardedFetch('https://matrix.example', () => ({ maxBytes, timeoutMs }), inner);

describe('the one way out', () => {
  test('reaches the homeserver', async () => {
    const response = await guarded(answering(100))('https://matrix.example/_matrix/client/versions');
    expect((await response.arrayBuffer()).byteLength).toBe(100);
  });

  test.each(['https://other.example/', 'http://matrix.example/', 'https://matrix.example:8448/', 'data:text/plain,x'])('does not reach %s', async (url) => {
    await expect(guarded(answering(1))(url)).rejects.toMatchObject({ failure: { code: 'foreign-host' } });
  });

  test('ends an answer that is longer than it may be', async () => {
    const response = await guarded(answering(101))('https://matrix.example/');
    await expect(response.arrayBuffer()).rejects.toMatchObject({ failure: { code: 'answer-too-large' } });
  });

  test('asks without cookies, without cache, and follows no redirect', async () => {
    let seen: RequestInit | undefined;
    await guarded(async (_url, init) => {
      seen = init;
      return new Response();
    })('https://matrix.example/', { redirect: 'follow', cache: 'default', credentials: 'include' });
    expect(seen).toMatchObject({ redirect: 'error', cache: 'no-store', credentials: 'omit' });
  });

  test('gives up when nothing comes, and when the caller does', async () => {
    const never: typeof fetch = (_url, init) =>
      new Promise((_resolve, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason as Error)));
    await expect(guarded(never, 100, 1)('https://matrix.example/')).rejects.toMatchObject({ name: 'TimeoutError' });
    const stop = new AbortController();
    const asked = guarded(never)('https://matrix.example/', { signal: stop.signal });
    stop.abort();
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('lets a sync take longer and be larger than anything else', () => {
    const sync = limitsOf(new URL('https://matrix.example/_matrix/client/v3/sync?since=1'));
    const other = limitsOf(new URL('https://matrix.example/_matrix/client/v3/rooms/x/messages'));
    expect(sync.timeoutMs).toBeGreaterThan(other.timeoutMs);
    expect(sync.maxBytes).toBeGreaterThan(other.maxBytes);
  });
});
