import { say, runMain, seconds } from './lib/say.mjs';
import { setUp } from './setup/index.mjs';

await runMain(async () => {
  await setUp('tools');
  const { buildWorlds } = await import('./lib/worlds.mjs');
  const start = performance.now();
  await buildWorlds();
  say(`Built dist/ in ${seconds(start)}`);
});
