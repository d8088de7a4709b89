import { until } from '../../../servers/processes.ts';
import type { Caller } from './caller.ts';

/** What can crash by itself. */
type Part = 'call' | 'workspace' | 'engine' | 'program';

const addresses: Readonly<Record<Exclude<Part, 'program'>, string>> = {
  call: '/einklang-call/',
  workspace: 'app://workspace/',
  engine: 'app://engine/',
};

const pidOf = ({ app }: Caller, address: string): Promise<number | undefined> =>
  app.evaluate(
    ({ webContents }, part) => webContents.getAllWebContents().find((contents) => contents.getURL().includes(part))?.getOSProcessId(),
    address,
  );

/** Kills (-9) a process of the program. Resolves with the time of day, in milliseconds, once it is dead. */
export async function crash(caller: Caller, part: Part): Promise<number> {
  const pid = part === 'program' ? caller.app.process().pid : await pidOf(caller, addresses[part]);
  if (pid === undefined) throw new Error(`no process of ${part}`);
  const died = Date.now();
  process.kill(pid, 'SIGKILL');
  await until(`${part} is dead`, () => {
    try {
      process.kill(pid, 0);
      return caller.app.process().signalCode !== null;
    } catch {
      return true;
    }
  });
  return died;
}
