import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { electronBinary, root } from './paths.mjs';
import { say } from './say.mjs';

/** @returns {Promise<number>} */
const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** Asks one page to load itself anew, over its debugging socket. @param {string} url */
async function reloadPage(url) {
  const socket = new WebSocket(url);
  await once(/** @type {any} */ (socket), 'open');
  socket.send(JSON.stringify({ id: 1, method: 'Page.reload' }));
  await once(/** @type {any} */ (socket), 'message');
  socket.close();
}

/**
 * The program as a developer runs it: restarted when main changed, its pages reloaded when they did.
 * @param {readonly string[]} args
 */
export function createRunningProgram(args) {
  /** @type {import('node:child_process').ChildProcess | undefined} */
  let child;
  let port = 0;
  /** @type {() => void} */
  let close = () => undefined;
  /** Resolves when a person closed the program. @type {Promise<void>} */
  const closed = new Promise((resolve) => (close = resolve));

  async function stop() {
    if (!child || child.exitCode !== null) return;
    const ending = child;
    child = undefined;
    const ended = once(ending, 'exit');
    ending.kill('SIGTERM');
    await ended;
  }

  async function restart() {
    await stop();
    port = await freePort();
    const started = spawn(electronBinary, [`--remote-debugging-port=${port}`, root, ...args], { stdio: 'inherit' });
    child = started;
    started.on('exit', () => child === started && close());
  }

  /** @param {string} world as in `worlds.mjs`; a preload belongs to its page */
  async function reload(world) {
    const page = `app://${world.split('/')[1]}`;
    try {
      const response = await fetch(`http://127.0.0.1:${port}/json/list`);
      const targets = /** @type {{ url: string, webSocketDebuggerUrl: string }[]} */ (await response.json());
      const own = targets.filter(({ url }) => url.startsWith(page));
      await Promise.all(own.map(({ webSocketDebuggerUrl }) => reloadPage(webSocketDebuggerUrl)));
    } catch (error) {
      say(`${page} could not be reloaded: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  return { restart, reload, stop, closed };
}
