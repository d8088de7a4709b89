import type { Synapse } from '../../servers/synapse.ts';

const part = encodeURIComponent;

/**
 * How long a presence takes from one person to another by the homeserver alone: from the request that sets it to the
 * answer of a sync that waits for it, in milliseconds, so many times.
 */
export async function presenceAlone(synapse: Synapse, rounds: number): Promise<readonly number[]> {
  const [anna, bert] = [await synapse.register('bare-anna'), await synapse.register('bare-bert')];
  await bert.join(await anna.createRoom({ preset: 'public_chat' }));
  const set = (presence: string): Promise<unknown> =>
    anna.request('PUT', `v3/presence/${part(anna.userId)}/status`, { presence, status_msg: `${presence} ${Date.now()}` });
  let since = (await bert.sync()).next_batch;
  /** Resolves once a sync brings it. */
  const seen = async (presence: string): Promise<void> => {
    for (let told = ''; told !== presence; ) {
      const answer = await bert.sync(since, 10_000);
      since = answer.next_batch;
      const { events } = (answer['presence'] ?? { events: [] }) as { readonly events: readonly { readonly sender: string; readonly content: { readonly presence: string } }[] };
      told = events.findLast(({ sender }) => sender === anna.userId)?.content.presence ?? told;
    }
  };
  const samples: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await Promise.all([set('unavailable'), seen('unavailable')]);
    const began = performance.now();
    await Promise.all([seen('online'), set('online')]);
    samples.push(performance.now() - began);
  }
  return samples;
}
