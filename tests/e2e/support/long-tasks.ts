import { readFile, rm } from 'node:fs/promises';
import type { ElectronApplication, Page } from 'playwright-core';

/** One task of a page's UI thread, in milliseconds. */
export interface Task {
  /** From its begin to its end. On a busy machine the thread may have stood still for a part of it. */
  readonly wall: number;
  /** What the thread itself had to do. */
  readonly cpu: number;
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

const taskName = 'ThreadControllerImpl::RunTask';

function tasksOf(events: readonly TraceEvent[], pid: number): readonly Task[] {
  const thread = events.find(
    (event) => event.pid === pid && event.name === 'thread_name' && event.args?.name === 'CrRendererMain',
  );
  if (!thread) throw new Error(`The trace does not know the UI thread of process ${pid}`);
  return events.flatMap(({ name, ph, pid: process, tid, dur = 0, tdur }) => {
    if (name !== taskName || ph !== 'X' || process !== pid || tid !== thread.tid) return [];
    if (tdur === undefined) throw new Error('The trace has no thread times');
    return [{ wall: dur / 1_000, cpu: tdur / 1_000 }];
  });
}

/**
 * Traces all processes while `during` runs; resolves with the tasks of the page's UI thread, longest first. What a task
 * cost is what the thread worked for it: two cores that others keep busy as well make any task take long.
 */
export async function traceTasks(app: ElectronApplication, page: Page, during: () => Promise<void>): Promise<readonly Task[]> {
  await app.evaluate(({ contentTracing }) =>
    contentTracing.startRecording({ included_categories: ['toplevel'], excluded_categories: ['*'] }),
  );
  let file: string;
  try {
    await during();
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
  } finally {
    file = await app.evaluate(({ contentTracing }) => contentTracing.stopRecording());
  }
  const address = page.url();
  const pid = await app.evaluate(
    ({ webContents }, url) => webContents.getAllWebContents().find((contents) => contents.getURL() === url)?.getOSProcessId(),
    address,
  );
  if (pid === undefined) throw new Error(`No process shows ${address}`);
  const { traceEvents } = JSON.parse(await readFile(file, 'utf8')) as { traceEvents: readonly TraceEvent[] };
  await rm(file);
  return tasksOf(traceEvents, pid).toSorted((a, b) => b.cpu - a.cpu);
}

/** What counts as long: a person begins to notice (W3C Long Tasks). */
const longMs = 50;

export const longTasks = (tasks: readonly Task[]): readonly Task[] => tasks.filter(({ cpu }) => cpu > longMs);

/**
 * Gives the page's UI thread so many milliseconds of work, in a task of its own. The work is weighed first, in slices so
 * short that the quickest of them was not interrupted: a busy machine makes the task longer, not lighter.
 */
export const plantTask = (page: Page, ms: number): Promise<void> =>
  page.evaluate(
    (length) =>
      new Promise((resolve) => {
        const slice = (): void => {
          for (let i = 0; i < 100_000; i++) Math.sqrt(i);
        };
        const weigh = (): number => {
          const start = performance.now();
          for (let i = 0; i < 5; i++) slice();
          return (performance.now() - start) / 5;
        };
        const weights: number[] = [];
        const weighMore = (): void => {
          weights.push(weigh());
          setTimeout(weights.length < 20 ? weighMore : work);
        };
        const work = (): void => {
          for (let i = length / Math.min(...weights); i > 0; i--) slice();
          resolve();
        };
        weighMore();
      }),
    ms,
  );
