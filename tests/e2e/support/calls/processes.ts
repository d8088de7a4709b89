import { readdir, readFile } from 'node:fs/promises';

/** Clock ticks a second (`getconf CLK_TCK`): 100 on every Linux of today. */
const ticksPerSecond = 100;

/** What `/proc/<pid>/stat` says after the name, which may hold anything: state first, then parent. */
async function fieldsOf(pid: number): Promise<readonly string[]> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}

/** This process and all that came from it. */
export async function familyOf(pid: number): Promise<readonly number[]> {
  const all = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const parents = new Map(await Promise.all(all.map(async (each) => [each, Number((await fieldsOf(each))[1])] as const)));
  const isOf = (each: number | undefined): boolean => each === pid || (each !== undefined && each > 1 && isOf(parents.get(each)));
  return all.filter(isOf);
}

/** Seconds that they have worked so far, on whichever cores. */
export async function workedSeconds(pids: readonly number[]): Promise<number> {
  const ticks = await Promise.all(
    pids.map(async (pid) => {
      const fields = await fieldsOf(pid);
      return Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
    }),
  );
  return ticks.reduce((sum, each) => sum + each, 0) / ticksPerSecond;
}

/** Megabytes that are this process's alone and not a file's: `RssAnon`. */
export async function privateMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^RssAnon:\s+(\d+) kB/m.exec(status)?.[1] ?? NaN) / 1_024;
}
