import { beforeEach, describe, expect, test } from 'vitest';
import { createMedia } from '../../../../renderer/engine/media/open.ts';
import type { ChatStore } from '../../../../renderer/engine/store/api.ts';
import { fakeFetch, fakeHost, type Answered } from '../session/fake-host.ts';
import { openStoresFast } from '../stores.ts';

let chat: ChatStore;
beforeEach(async () => void (chat = (await openStoresFast()).chat()));

const picture: Answered = { body: Uint8Array.of(1, 2, 3), type: 'image/png' };
const missing: Answered = { status: 404, body: { errcode: 'M_UNRECOGNIZED' } };
const mxc = 'mxc://musterstadt.example/bild';

function open(answers: (path: string) => Answered | undefined, token: string | undefined = 't') {
  const fetch = fakeFetch((_method, { pathname, search }) => answers(pathname + search));
  return { fetch, media: createMedia({ chat, host: fakeHost(), baseUrl: 'https://matrix.example', fetch, token: () => token }) };
}

describe('a picture', () => {
  test('comes sharp from the server once, then from the store', async () => {
    const asked: string[] = [];
    const { media } = open((path) => (asked.push(path), picture));
    const [first, same] = await Promise.all([media(mxc, 32), media(mxc, 32)]);
    expect(new Uint8Array(first.data)).toEqual(Uint8Array.of(1, 2, 3));
    expect(same.type).toBe('image/png');
    await media(mxc, 32);
    expect(asked).toEqual(['/_matrix/client/v1/media/thumbnail/musterstadt.example/bild?width=64&height=64&method=crop']);
    const { media: offline } = open(() => undefined);
    expect((await offline(mxc, 32)).type).toBe('image/png');
  });

  test('comes whole or by the old way where there is no thumbnail', async () => {
    const whole = open((path) => (path.includes('/v1/media/download/') ? picture : missing));
    expect((await whole.media(mxc, 32)).type).toBe('image/png');
    const old = open((path) => (path.includes('/media/v3/thumbnail/') ? picture : missing));
    expect((await old.media('mxc://musterstadt.example/altes', 32)).type).toBe('image/png');
  });

  test.each(['image/svg+xml', 'text/html', 'application/octet-stream', ''])('is none as %s', async (type) => {
    await expect(open(() => ({ ...picture, type })).media(mxc, 32)).rejects.toMatchObject({ failure: { code: 'not-a-picture' } });
    expect(chat.media(mxc, 32)).toBeUndefined();
  });

  test('that cannot be had says why, and is asked for again the next time', async () => {
    await expect(open(() => missing).media(mxc, 32)).rejects.toMatchObject({ failure: { code: 'refused' } });
    await expect(open(() => ({ status: 404, body: { errcode: 'M_NOT_FOUND' } })).media(mxc, 32)).rejects.toMatchObject({ failure: { code: 'not-found' } });
    const limited = open(() => ({ status: 429, body: { errcode: 'M_LIMIT_EXCEEDED', retry_after_ms: 9 } }));
    await expect(limited.media(mxc, 32)).rejects.toMatchObject({ failure: { code: 'rate-limited', retryAfterMs: 9 } });
    expect(limited.fetch.calls).toHaveLength(1);
    await expect(open(() => undefined).media(mxc, 32)).rejects.toMatchObject({ failure: { code: 'name-not-found' } });
    expect((await open(() => picture).media(mxc, 32)).type).toBe('image/png');
  });
});
