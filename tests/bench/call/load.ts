import type { ElectronApplication } from 'playwright-core';
import { familyOf, privateMb, workedSeconds } from '../../e2e/support/calls/processes.ts';

/* What a program takes of the machine. */

const windowSeconds = 2;

const pause = (seconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, seconds * 1_000));

/** Percent of one core that all processes of a program work, in so many spans of two seconds, one after the other. */
export async function workOf(app: ElectronApplication, spans: number): Promise<readonly number[]> {
  const pids = await familyOf(app.process().pid ?? 0);
  const samples: number[] = [];
  for (let span = 0; span < spans; span += 1) {
    const [before, beforeTs] = [await workedSeconds(pids), performance.now()];
    await pause(windowSeconds);
    const [after, afterTs] = [await workedSeconds(pids), performance.now()];
    samples.push(((after - before) / ((afterTs - beforeTs) / 1_000)) * 100);
  }
  return samples;
}

/** Megabytes of the process whose page's address holds this, once a second. */
export async function memoryOf(app: ElectronApplication, address: string, samples: number): Promise<readonly number[]> {
  const pid = await app.evaluate(
    ({ webContents }, part) => webContents.getAllWebContents().find((each) => each.getURL().includes(part))?.getOSProcessId(),
    address,
  );
  if (pid === undefined) throw new Error(`no page at ${address}`);
  const read: number[] = [];
  for (let sample = 0; sample < samples; sample += 1) {
    await pause(1);
    read.push(await privateMb(pid));
  }
  return read;
}
