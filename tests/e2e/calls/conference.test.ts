import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startJitsi, type Jitsi } from '../../servers/jitsi/jitsi.ts';
import { until } from '../../servers/processes.ts';
import { startSynapse, type Synapse } from '../../servers/synapse.ts';
import { openCallPages, type Caller, type CallPages } from './call-pages.ts';

/** Everybody sees `others` moving pictures and hears as many voices (the fake microphone beeps once a second). */
const allSeeAndHear = (callers: readonly Caller[], others = callers.length - 1): Promise<true> =>
  until(
    `${callers.length} see and hear each other`,
    async () => {
      const all = await Promise.all(callers.map((caller) => caller.arriving()));
      return all.every(
        (streams) =>
          streams.filter(({ kind, frames }) => kind === 'video' && frames >= 10).length >= others &&
          streams.filter(({ kind, energy }) => kind === 'audio' && energy > 0.002).length >= others,
      );
    },
    { everyMs: 200 },
  );

describe('the page of a call in a real conference', () => {
  let synapse: Synapse;
  let jitsi: Jitsi;
  let pages: CallPages;

  beforeAll(async () => {
    synapse = await startSynapse();
    jitsi = await startJitsi({ synapse });
  });
  afterAll(async () => {
    await jitsi.dispose();
    await synapse.dispose();
  });
  beforeEach(async () => {
    pages = await openCallPages(synapse, jitsi);
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') console.error(await pages.story(), await jitsi.log());
    await pages.dispose();
  });

  it('brings two together directly', async () => {
    const [anna, bert] = [await pages.enter('Anna'), await pages.enter('Bert')];
    await until('both are in', async () => (await anna.report())?.others === 1 && (await bert.report())?.others === 1);
    await allSeeAndHear([anna, bert]);
    expect(await bert.report()).toMatchObject({ phase: 'joined', others: 1, muted: false, camera: true, direct: true });
  });
});
