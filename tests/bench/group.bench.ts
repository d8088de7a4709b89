/*
 * What a meeting of five costs over the SFU: the program is the fifth to come in, to a second program that began the
 * meeting and three bare pages. All send small pictures, five a second, and the bare pages of the others stand in small
 * windows, so that two cores have something left for what is measured. Beside each figure stands a bare page that comes
 * in as the fifth in its place; the two take turns. Both have opened microphone and camera beforehand, the program in its
 * preview.
 *
 * - `call.group5_first_frame_ms`: from the click on "join" in the preview (bare: from the coming in) to the first picture
 *   of somebody else that is presented.
 * - `call.memory5_mb`: anonymous memory of the process of the call's view (bare: of the page's), with four others to see.
 */
import type { Locator } from 'playwright-core';
import { pictureSwitch, writeSmallCamera } from '../e2e/support/calls/camera.ts';
import { callWords as words, clickAway } from '../e2e/support/calls/caller.ts';
import type { Entry } from '../e2e/jitsi/probe.ts';
import { openOffice } from '../e2e/support/calls/office.ts';
import { seesAndHearsEach } from '../e2e/support/calls/streams.ts';
import { createTestUser } from '../servers/client.ts';
import { admission } from '../servers/jitsi/token.ts';
import { until } from '../servers/processes.ts';
import { camera, startBare, syllableSeconds, type BarePage } from './call/bare.ts';
import { memoryOf } from './call/load.ts';
import { partyOf, type Party } from './call/pair.ts';
import { figure, leave, samples } from './figures.ts';

const rounds = 4;
/** All five need longer to see each other on a busy machine than is measured here. */
const patienceMs = 120_000;
const room = 'Lagebesprechung';
const guests = ['gast-eins', 'gast-zwei', 'gast-drei', 'gast-vier'];

const office = await openOffice({ miriam: 'Miriam Brandt', holger: 'Holger Steinbach' });
const { desktop, jitsi, synapse } = office;

/** A room of Miriam's with everybody in it, and what lets the bare pages in. */
async function openRoom(): Promise<readonly Entry[]> {
  const signIn = (user: string) => createTestUser(synapse.url, `@${user}:${synapse.serverName}`, `${user}-password`, 'ROOM');
  const [miriam, holger] = [await signIn('miriam'), await signIn('holger')];
  const roomId = await miriam.createRoom({ preset: 'public_chat', name: room });
  await holger.join(roomId);
  const entries: Entry[] = [];
  for (const name of guests) {
    const guest = await synapse.register(name);
    await guest.join(roomId);
    entries.push({ host: jitsi.host, ...(await admission(guest, roomId, jitsi.host)) });
  }
  await Promise.all([miriam.logout(), holger.logout()]);
  return entries;
}

const button = async (party: Party, name: string): Promise<Locator> => (await party.callPage()).getByRole('button', { name, exact: true });
const enter = async (party: Party): Promise<void> => (await button(party, words.stage.prejoin.join)).click();
/** Comes in by the bar of the room, once the preview has its devices. */
async function comeIn(party: Party): Promise<void> {
  await party.page.keyboard.press('Control+1');
  await party.open(room);
  await party.page.locator('.room-call').getByRole('button', { name: words.workspace.join, exact: true }).click();
  await (await button(party, words.stage.prejoin.join)).waitFor();
  await (await party.callPage()).locator('.preview video').waitFor();
  await enter(party);
}
async function goAway(party: Party): Promise<void> {
  await clickAway(await button(party, words.stage.controls.leave));
  await until('he has left', () => !party.hasCallPage());
}
const seesFour = async ({ page }: BarePage): Promise<void> => {
  const seen = (): Promise<boolean> =>
    page.evaluate(() => [...document.querySelectorAll('video')].filter(({ videoWidth, currentTime }) => videoWidth > 0 && currentTime > 0).length >= 5);
  await until('four others are seen', seen, { timeoutMs: patienceMs });
};

try {
  const entries = await openRoom();
  const picture = await writeSmallCamera(desktop.home);
  const start = async (user: string): Promise<Party> => partyOf(await office.start(user, { syllableSeconds, args: [pictureSwitch(picture)] }));
  const [miriam, holger] = [await start('miriam'), await start('holger')];
  const crowd = await startBare({ desktop, jitsi, voice: 2, windows: guests.length - 1, width: 480, picture });
  const alone = await startBare({ desktop, jitsi, voice: 3, picture });
  const [fifth] = alone.pages as [BarePage];

  await miriam.open(room);
  await holger.open(room);
  await miriam.page.getByRole('button', { name: words.workspace.meet, exact: true }).click();
  await enter(miriam);
  await (await miriam.callPage()).locator('.call-view').waitFor();
  for (const [index, page] of crowd.pages.entries()) {
    await page.fresh();
    await page.join({ ...(entries[index] as Entry), height: 180 });
  }
  await seesAndHearsEach(miriam, 3, patienceMs);

  const entry = { ...(entries.at(-1) as Entry), ...camera };
  const frame = samples();
  for (let round = 0; round < rounds; round += 1) {
    await comeIn(holger);
    const joinedTs = await holger.clickedTs();
    frame.ours.push((await holger.moment('firstFrameTs', patienceMs)) - joinedTs);
    await goAway(holger);

    await fifth.fresh();
    await fifth.open(entry);
    const beganTs = await fifth.join(entry);
    frame.bare.push((await fifth.moment('firstFrameTs', patienceMs)) - beganTs);
    await fifth.leave();
  }
  const frames = { 'call.group5_first_frame_ms': figure('ms', frame) };
  await leave(frames);

  const memory = samples();
  await comeIn(holger);
  await seesAndHearsEach(holger, 4, patienceMs);
  memory.ours.push(...(await memoryOf(holger.app, '/einklang-call/', 3)));
  await goAway(holger);
  await fifth.fresh();
  await fifth.join(entry);
  await seesFour(fifth);
  memory.bare.push(...(await memoryOf(alone.app, jitsi.url, 3)));
  await leave({ ...frames, 'call.memory5_mb': figure('MB', memory) });
  await Promise.all([crowd.close(), alone.close()]);
} catch (error) {
  await office.tell();
  throw error;
} finally {
  await office.dispose();
}
