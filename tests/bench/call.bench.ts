/*
 * What a call of two people costs, in two real programs over a real deployment, directly between them. Beside each figure
 * stands the same done by a bare page of the deployment in the same Electron: its library is loaded already when its clock
 * starts, so that it shows what the library, the servers and this machine take by themselves. The bare one and the program
 * take turns. Clicks are timed in Electron's main process, as they arrive there; pictures and sound where they are shown
 * and played. It has rung for two seconds before somebody answers, as people do not answer at once.
 *
 * - `call.first_frame_ms`: from the click on "answer with video" to the first picture of the caller that is presented to
 *   the one who answered. Bare: from the second one's coming in to their first picture of the first one.
 * - `call.first_audio_ms`: from the same click to the first sound of the one who answered that the caller's page plays.
 * - `call.accept_audio_ms`: in a call without pictures, from the click on "answer" until each has heard the other.
 * - `call.presence_restored_ms`: from the click on "hang up" until the other one's list shows the presence of before.
 *   Bare: from a request that sets a presence to the answer of somebody's sync that brings it.
 * - `call.move_gap_ms`: the call's view goes from stage to window, small window and stage; the longest time between two
 *   presented pictures, in the moved view or at the other, whichever is longer. Bare: the same while nothing moves.
 * - `call.memory2_mb`: anonymous memory of the process of the call's view. Bare: of the page's.
 * - `call.cpu2_percent`: of one core, what all processes of the program work more than without a call. Bare: the same.
 */
import { openOffice } from '../e2e/support/calls/office.ts';
import { startBare, syllableSeconds } from './call/bare.ts';
import { createBarePair } from './call/bare-pair.ts';
import { memoryOf, workOf } from './call/load.ts';
import { measureMoves } from './call/moves.ts';
import { createPair } from './call/pair.ts';
import { presenceAlone } from './call/presence.ts';
import { figure, leave, quantile, samples } from './figures.ts';

const rounds = 5;
/** Of the view through all its places. */
const cycles = 2;
/** Of two seconds. */
const spans = 4;

const office = await openOffice({ miriam: 'Miriam Brandt', holger: 'Holger Steinbach' });
const { desktop, jitsi, synapse } = office;
try {
  const miriam = await office.start('miriam', { syllableSeconds });
  const holger = await office.start('holger', { syllableSeconds });
  const ours = await createPair([miriam, holger], ['Miriam Brandt', 'Holger Steinbach']);
  const bareApps = [await startBare({ desktop, jitsi, voice: 2 }), await startBare({ desktop, jitsi, voice: 3 })] as const;
  const bare = await createBarePair(office, bareApps);

  const [frame, audio, accept, presence, gap, memory, work] = [samples(), samples(), samples(), samples(), samples(), samples(), samples()];
  const load = async (): Promise<void> => {
    const [idleOurs, idleBare] = [await workOf(holger.app, 2), await workOf(bareApps[1].app, 2)].map((each) => quantile(each, 0.5));
    await ours.ring('video');
    await ours.answer(true);
    await ours.first.moment('firstFrameTs');
    const { moved, still } = await measureMoves(miriam, await holger.callPage(), cycles);
    gap.ours.push(...moved);
    gap.bare.push(...still);
    work.ours.push(...(await workOf(holger.app, spans)).map((each) => each - (idleOurs ?? 0)));
    memory.ours.push(...(await memoryOf(holger.app, '/einklang-call/', 3)));
    presence.ours.push(await ours.hangUp());

    await bare.meet('video');
    work.bare.push(...(await workOf(bareApps[1].app, spans)).map((each) => each - (idleBare ?? 0)));
    memory.bare.push(...(await memoryOf(bareApps[1].app, jitsi.url, 3)));
    await bare.part();
  };
  for (let round = 0; round < rounds; round += 1) {
    await ours.ring('video');
    const answeredTs = await ours.answer(true);
    frame.ours.push((await ours.second.moment('firstFrameTs')) - answeredTs);
    audio.ours.push((await ours.first.moment('firstSoundTs')) - answeredTs);
    presence.ours.push(await ours.hangUp());
    const met = await bare.meet('video');
    frame.bare.push(met.frame);
    audio.bare.push(met.sound);
    await bare.part();
  }
  for (let round = 0; round < rounds; round += 1) {
    await ours.ring('audio');
    const answeredTs = await ours.answer(false);
    const heardTs = [await ours.first.moment('firstSoundTs'), await ours.second.moment('firstSoundTs')];
    accept.ours.push(Math.max(...heardTs) - answeredTs);
    presence.ours.push(await ours.hangUp());
    accept.bare.push((await bare.meet('audio')).bothHear);
    await bare.part();
  }
  await load();
  presence.bare.push(...(await presenceAlone(synapse, rounds)));
  await Promise.all(bareApps.map((each) => each.close()));

  await leave({
    'call.first_frame_ms': figure('ms', frame),
    'call.first_audio_ms': figure('ms', audio),
    'call.accept_audio_ms': figure('ms', accept),
    'call.presence_restored_ms': figure('ms', presence),
    'call.move_gap_ms': figure('ms', gap),
    'call.memory2_mb': figure('MB', memory),
    'call.cpu2_percent': figure('%', work),
  });
} finally {
  await office.dispose();
}
