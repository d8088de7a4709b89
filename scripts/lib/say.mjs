const colour = process.stdout.isTTY && !process.env.NO_COLOR;
/** @param {string} code @param {string} text */
const paint = (code, text) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);

/** A problem with a way out: what happened, and what the person can do about it. Shown without a stack. */
export class Trouble extends Error {
  /** @param {string} what @param {string} todo */
  constructor(what, todo) {
    super(what);
    this.name = 'Trouble';
    this.todo = todo;
  }
}

/** @param {string} text */
export const say = (text) => void process.stdout.write(`${text}\n`);

/** @param {number} since milliseconds of `performance.now()` */
export const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/**
 * Does one piece of set-up: says what and why, and how long it took.
 * @template T
 * @param {string} what @param {string} why @param {() => T | Promise<T>} work @returns {Promise<T>}
 */
export async function step(what, why, work) {
  const start = performance.now();
  say(`${paint('36', '•')} ${paint('1', what)} – ${why}`);
  const result = await work();
  say(paint('2', `  done in ${seconds(start)}`));
  return result;
}

/**
 * Runs a script's main function; a `Trouble` ends it with its advice, anything else with its stack.
 * @param {() => Promise<number | void>} main resolves with the exit code
 */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    if (error instanceof Trouble) {
      process.stderr.write(`\n${paint('31', `✗ ${error.message}`)}\n  What to do: ${error.todo}\n`);
    } else {
      process.stderr.write(`\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    }
    process.exitCode = 1;
  }
}
