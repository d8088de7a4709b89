import { runMain, say, Trouble } from './lib/say.mjs';
import { setUp } from './setup/index.mjs';

/** Waits until a signal asks for the end. */
const untilInterrupted = () =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, resolve);
  });

await runMain(async () => {
  await setUp();
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    throw new Trouble('There is no display here.', 'Run it on a desktop; without one, `npm run demo` shows the program in pictures.');
  }
  if (process.getuid?.() === 0) {
    throw new Trouble('The program does not run as root: its sandbox would be off.', 'Run it as yourself.');
  }
  const { watchWorlds } = await import('./lib/worlds.mjs');
  const { createRunningProgram } = await import('./lib/running-program.mjs');
  const program = createRunningProgram(['--profile', 'dev', ...process.argv.slice(2)]);
  const stopWatching = await watchWorlds(
    (world) => {
      say(`${world} changed`);
      void (world === 'main' ? program.restart() : program.reload(world));
    },
    (world, error) => say(`${world}: ${error.message}`),
  );
  await program.restart();
  say('The program runs; what you change is rebuilt and reloaded. Ctrl+C ends both.');
  await Promise.race([untilInterrupted(), program.closed]);
  await stopWatching();
  await program.stop();
});
