import { randomUUID } from 'node:crypto';
import { get } from 'node:https';
import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { createTestUser, type TestUser } from '../../servers/client.ts';
import { isSend, matches, startProxy, type Proxy } from '../../servers/proxy.ts';
import { registerOn } from '../../servers/synapse.ts';
import { createAuthority } from '../../servers/tls.ts';

describe('the proxy in front of the server', () => {
  const synapse = inject('synapse');
  let proxy: Proxy;
  let direct: TestUser;
  let anna: TestUser;
  let roomId: string;

  beforeEach(async () => {
    proxy = await startProxy(synapse.url);
    direct = await registerOn(synapse, `anna-${randomUUID().slice(0, 8)}`);
    anna = await createTestUser(proxy.url, direct.userId, direct.password, 'PROXY');
    roomId = await direct.createRoom();
  });
  afterEach(() => proxy.dispose());

  const bodies = async (): Promise<unknown[]> =>
    (await direct.allEvents(roomId)).filter(({ type }) => type === 'm.room.message').map(({ content }) => content['body']);

  it('passes on and records what was on the wire', async () => {
    await anna.sendText(roomId, 'eins');
    const sends = proxy.exchanges.filter(isSend);
    expect(sends).toHaveLength(1);
    expect(sends[0]).toMatchObject({ accepted: 200, answered: true });
    expect(JSON.parse(String(sends[0]?.body))).toEqual({ msgtype: 'm.text', body: 'eins' });
  });

  it('holds an answer back after the server has accepted', async () => {
    const held = proxy.intercept(isSend, { kind: 'hold-answer' });
    const sending = anna.sendText(roomId, 'angenommen');
    expect(await held.accepted()).toMatchObject({ accepted: 200, answered: false });
    expect(await bodies()).toEqual(['angenommen']);
    held.release();
    await sending;
    expect(held.hits[0]?.answered).toBe(true);
  });

  it('cuts the answer off, or the request, or everything', async () => {
    proxy.intercept(isSend, { kind: 'cut-answer' }, 1);
    await expect(anna.sendText(roomId, 'kam an')).rejects.toThrow('fetch failed');
    proxy.intercept(isSend, { kind: 'cut-request' }, 1);
    await expect(anna.sendText(roomId, 'kam nie an')).rejects.toThrow('fetch failed');
    await proxy.goOffline();
    await expect(anna.sendText(roomId, 'offline')).rejects.toThrow('fetch failed');
    await proxy.goOnline();
    await anna.sendText(roomId, 'wieder da');
    expect(await bodies()).toEqual(['kam an', 'wieder da']);
  });

  it('answers in the server\'s place, and changes its answers', async () => {
    const limit = { status: 429, body: { errcode: 'M_LIMIT_EXCEEDED', retry_after_ms: 50 } };
    proxy.intercept(isSend, { kind: 'answer', answer: limit }, 1);
    await expect(anna.sendText(roomId, 'zu viel')).rejects.toMatchObject({ status: 429 });
    proxy.intercept(matches('GET', /\/whoami/), { kind: 'rewrite', rewrite: () => ({ user_id: '@mallory:evil.test' }) });
    expect(await anna.request('GET', 'v3/account/whoami')).toEqual({ user_id: '@mallory:evil.test' });
    expect(await bodies()).toEqual([]);
  });

  it('speaks https under a name with a certificate of the test authority', async () => {
    const authority = await createAuthority();
    const certificate = await authority.issue('matrix.einklang.test');
    const front = await startProxy(synapse.url, certificate);
    const ask = (ca: string | undefined): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        const options = { host: '127.0.0.1', port: front.port, servername: 'matrix.einklang.test', path: '/health', ca };
        get(options, (answer) => resolve(answer.resume().statusCode)).on('error', reject);
      });
    expect(await ask(await readFile(authority.caFile, 'utf8'))).toBe(200);
    await expect(ask(undefined)).rejects.toThrow(/self-signed|unable to/);
    await front.dispose();
    await authority.dispose();
  });
});
