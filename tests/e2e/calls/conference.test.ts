import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startJitsi, type Jitsi } from '../../servers/jitsi/jitsi.ts';
import { until } from '../../servers/processes.ts';
import { startSynapse, type Synapse } from '../../servers/synapse.ts';
import { openCallPages, type Caller, type CallPages } from './call-pages.ts';
import type { Arriving, Shown } from './stand-in.ts';

/**
 * Everybody is shown `others` moving pictures and hears as many voices (the fake microphone beeps once a second). Whoever
 * beeps is drawn anew, large: few pictures may have been shown in the place that somebody has now.
 */
async function allSeeAndHear(callers: readonly Caller[], others = callers.length - 1): Promise<void> {
  let last: readonly { readonly shown: readonly Shown[]; readonly arriving: readonly Arriving[] }[] = [];
  await until(
    `${callers.length} see and hear each other`,
    async () => {
      last = await Promise.all(callers.map(async (caller) => ({ shown: await caller.shown(), arriving: await caller.arriving() })));
      return last.every(
        ({ shown, arriving }) =>
          shown.filter(({ key, frames }) => key !== undefined && frames >= 2).length >= others &&
          arriving.filter(({ kind, frames }) => kind === 'video' && frames >= 10).length >= others &&
          arriving.filter(({ kind, energy }) => kind === 'audio' && energy > 0.002).length >= others,
      );
    },
    { everyMs: 200 },
  ).catch((error: unknown) => {
    throw new Error(`${String(error)}; each has ${JSON.stringify(last)}`);
  });
}

/** What a caller hears, as energy, while `seconds` of sound are played to them. */
async function heardIn(caller: Caller, seconds: number): Promise<number> {
  const total = async (): Promise<{ energy: number; seconds: number }> => {
    const voices = (await caller.arriving()).filter(({ kind }) => kind === 'audio');
    return { energy: voices.reduce((sum, { energy }) => sum + energy, 0), seconds: Math.max(0, ...voices.map((voice) => voice.seconds)) };
  };
  const before = await total();
  await until(`${seconds} s of sound`, async () => (await total()).seconds >= before.seconds + seconds, { everyMs: 200 });
  return (await total()).energy - before.energy;
}

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

  const two = async (): Promise<readonly [Caller, Caller]> => {
    const both = [await pages.enter('Anna'), await pages.enter('Bert')] as const;
    await allSeeAndHear(both);
    return both;
  };
  const speaks = async (caller: Caller, muted: boolean): Promise<void> => {
    await caller.command(muted ? 'mute' : 'unmute');
    await until('said to main', async () => (await caller.report())?.muted === muted);
  };

  it('brings two together directly; mute is silent, the camera goes off and on, and a screen is shown', async () => {
    const [anna, bert] = await two();
    expect(await bert.report()).toMatchObject({ phase: 'joined', others: 1, muted: false, camera: true, direct: true });

    expect(await heardIn(bert, 2.5)).toBeGreaterThan(0.002); // the control: it would be heard
    await speaks(anna, true);
    await heardIn(bert, 1); // what was under way
    expect(await heardIn(bert, 2.5)).toBeLessThan(1e-6);
    await speaks(anna, false);
    expect(await heardIn(bert, 2.5)).toBeGreaterThan(0.002);

    expect(await anna.tell((main) => main.microphone())).toMatchObject({ noiseSuppression: true, echoCancellation: true });
    await anna.page.locator('[data-control="audio-devices"]').click();
    await anna.page.getByRole('menuitemcheckbox').click();
    await until('noise comes through', () => anna.tell((main) => main.microphone()?.noiseSuppression === false));
    expect(await anna.tell((main) => main.microphone())).toMatchObject({ echoCancellation: true });
    expect(await heardIn(bert, 2.5)).toBeGreaterThan(0.002);

    const pictures = async (): Promise<number> => (await bert.shown()).filter(({ key }) => key !== undefined).length;
    await anna.command('camera-off');
    await until('her picture is gone', async () => (await pictures()) === 0);
    await anna.command('camera-on');
    await until('her picture is back', async () => (await pictures()) === 1);
    await allSeeAndHear([anna, bert]);

    const screen = async (): Promise<boolean> =>
      (await bert.shown()).some(({ key, colour: [red = 0, green = 0, blue = 0] }) => key !== undefined && red > 180 && green < 80 && blue > 180);
    expect(await screen()).toBe(false);
    await anna.command('share');
    await until('she presents', async () => (await anna.report())?.sharing === 'Bildschirm');
    await until('the screen’s own pixels are seen', screen);
    await anna.command('stop-sharing');
    await until('she presents no more', async () => (await anna.report())?.sharing === undefined);
    await allSeeAndHear([anna, bert]);
    await anna.command('hang-up');
    await until('she is out', async () => (await anna.report())?.phase === 'left' && (await bert.report())?.others === 0);
  });

  it('lets the sound of the machine go along with a screen: mute is the voice alone, and both end when they should', async () => {
    const [anna, bert] = await two();
    const heard = async (): Promise<{ machine: number; voices: number }> => {
      await heardIn(bert, 0.7); // what was under way
      await bert.tell((main) => void main.hearing());
      await heardIn(bert, 2.5);
      return bert.tell((main) => main.hearing());
    };
    const alone = await heard();
    await anna.tell((main) => main.shareSound());
    await anna.command('share');
    await until('she presents', async () => (await anna.report())?.sharing === 'Bildschirm');
    const both = await heard();
    expect(both.machine).toBeGreaterThan(alone.machine + 20);
    expect(both.voices).toBeGreaterThan(alone.voices - 10);

    await speaks(anna, true);
    const muted = await heard();
    expect(muted.machine).toBeGreaterThan(both.machine - 6);
    expect(muted.voices).toBeLessThan(alone.voices - 25);
    await speaks(anna, false);
    expect((await heard()).voices).toBeGreaterThan(alone.voices - 10);

    await speaks(anna, true);
    await anna.command('stop-sharing');
    await until('she presents no more', async () => (await anna.report())?.sharing === undefined);
    await heardIn(bert, 0.7);
    expect(await heardIn(bert, 2.5)).toBeLessThan(1e-6);
    await speaks(anna, false);
    const after = await heard();
    expect(after.voices).toBeGreaterThan(alone.voices - 10);
    expect(after.machine).toBeLessThan(both.machine - 20);
  });

  it('brings three together over the bridge, and two of them again after the third has left', async () => {
    const [anna, bert] = await two();
    const clara = await pages.enter('Clara');
    await allSeeAndHear([anna, bert, clara]);
    expect(await clara.report()).toMatchObject({ others: 2, direct: false });
    await clara.command('hang-up');
    await until('two again', async () => (await anna.report())?.others === 1);
    await allSeeAndHear([anna, bert]);
  });

  it('keeps those who stay connected while a third leaves, comes back and leaves again', async () => {
    const stay = await two();
    const [anna, bert] = stay;
    for (const name of ['Clara', 'Dora']) {
      const third = await pages.enter(name);
      await allSeeAndHear([anna, bert, third]);
      await third.command('hang-up');
      await until('the two are direct again', async () => {
        const reports = await Promise.all(stay.map((caller) => caller.report()));
        return reports.every((report) => report?.others === 1 && report.direct);
      });
      await allSeeAndHear(stay);
    }
    for (const caller of stay) {
      expect(await caller.tell((main) => main.reports.filter(({ phase }) => phase === 'reconnecting'))).toEqual([]);
    }
  });

  it('says why it cannot: no library, a broken or old one, no admission', async () => {
    const failing = async (name: string): Promise<string | undefined> => {
      const caller = await pages.enter(name);
      await until(`${name} has given up`, async () => (await caller.report())?.phase === 'left');
      return (await caller.report())?.failure?.code;
    };
    jitsi.serveLibrary('missing');
    expect(await failing('Missing')).toBe('call-library-missing');
    jitsi.serveLibrary('broken');
    expect(await failing('Broken')).toBe('call-library-broken');
    jitsi.serveLibrary('too-old');
    expect(await failing('Old')).toBe('call-library-too-old');
    jitsi.serveLibrary('deployed');
    await jitsi.acceptTokens(false);
    expect(await failing('Refused')).toBe('call-token-refused');
    await jitsi.acceptTokens(true);
  });

  it('leads media through the relay only, where that is the rule', async () => {
    const callers = [await pages.enter('Anna', { relayOnly: true }), await pages.enter('Bert', { relayOnly: true })];
    await allSeeAndHear(callers);
    for (const caller of callers) expect(await caller.tell((main) => main.ownCandidates())).toEqual(['relay']);
  });

  it('comes back by itself, with the same media, after the server has gone and come', async () => {
    const callers = await two();
    await jitsi.restartProsody();
    await until('both have noticed', async () => {
      const all = await Promise.all(callers.map((caller) => caller.tell((main) => main.reports.some(({ phase }) => phase === 'reconnecting'))));
      return all.every(Boolean);
    });
    await until('both are back', async () => {
      const all = await Promise.all(callers.map((caller) => caller.report()));
      return all.every((report) => report?.phase === 'joined' && report.others === 1);
    });
    await allSeeAndHear(callers);
  });
});
