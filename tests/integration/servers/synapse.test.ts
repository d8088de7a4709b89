import { randomUUID } from 'node:crypto';
import { describe, expect, inject, it } from 'vitest';
import { matrixRequest, MatrixError } from '../../servers/client.ts';
import { registerOn, startSynapse } from '../../servers/synapse.ts';

const fresh = (name: string): string => `${name}-${randomUUID().slice(0, 8)}`;

describe('the Synapse under the tests', () => {
  const synapse = inject('synapse');

  it('carries a message from one person to another', async () => {
    const anna = await registerOn(synapse, fresh('anna'));
    const bert = await registerOn(synapse, fresh('bert'));
    const roomId = await anna.createRoom({ invite: [bert.userId] });
    await bert.join(roomId);
    const eventId = await anna.sendText(roomId, 'Guten Morgen');
    expect((await bert.allEvents(roomId)).at(-1)).toMatchObject({ event_id: eventId, content: { body: 'Guten Morgen' } });
  });

  it('tells what there is now whenever it is asked from the beginning', async () => {
    const anna = await registerOn(synapse, fresh('anna'));
    const bert = await registerOn(synapse, fresh('bert'));
    const invitations = async (): Promise<number> => Object.keys(((await bert.sync()) as { rooms?: { invite?: object } }).rooms?.invite ?? {}).length;
    expect(await invitations()).toBe(0);
    await anna.createRoom({ invite: [bert.userId] });
    expect(await invitations()).toBe(1);
  });

  it('takes history with times of the past from its application service', async () => {
    const anna = await registerOn(synapse, fresh('anna'));
    const roomId = await anna.createRoom();
    await matrixRequest(synapse.url, 'PUT', `/_matrix/client/v3/rooms/${encodeURIComponent(roomId)}/send/m.room.message/1`, {
      token: synapse.serviceToken,
      query: { user_id: anna.userId, ts: 1_700_000_000_000 },
      body: { msgtype: 'm.text', body: 'damals' },
    });
    expect((await anna.allEvents(roomId)).at(-1)).toMatchObject({ sender: anna.userId, origin_server_ts: 1_700_000_000_000 });
  });

  it('offers what the program builds on: simplified sliding sync, busy presence, well-known', async () => {
    const { unstable_features: features } = await matrixRequest<{ unstable_features: Record<string, boolean> }>(
      synapse.url,
      'GET',
      '/_matrix/client/versions',
    );
    expect(features['org.matrix.simplified_msc3575']).toBe(true);
    expect(features['org.matrix.msc3026.busy_presence']).toBe(true);
  });

  it('keeps data and port over kill -9, and limits and well-known come by options', async () => {
    const own = await startSynapse({
      wellKnown: 'https://matrix.einklang.test/',
      config: { rc_login: { account: { per_second: 0.01, burst_count: 2 } } },
    });
    try {
      const anna = await own.register('anna');
      const roomId = await anna.createRoom();
      await anna.sendText(roomId, 'vorher');
      await own.stop('SIGKILL');
      await expect(anna.sync()).rejects.toThrow();
      await own.start();
      expect((await anna.allEvents(roomId)).at(-1)?.content).toMatchObject({ body: 'vorher' });
      expect(await matrixRequest(own.url, 'GET', '/.well-known/matrix/client')).toEqual({
        'm.homeserver': { base_url: 'https://matrix.einklang.test/' },
      });
      const again = (): Promise<unknown> =>
        matrixRequest(own.url, 'POST', '/_matrix/client/v3/login', {
          body: { type: 'm.login.password', identifier: { type: 'm.id.user', user: 'anna' }, password: 'anna-password' },
        });
      const refusal = await Promise.all([again(), again(), again()]).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(MatrixError);
      expect((refusal as MatrixError).errcode).toBe('M_LIMIT_EXCEEDED');
    } finally {
      await own.dispose();
    }
  });
});
