import { runMain, say } from './lib/say.mjs';
import { setUp } from './setup/index.mjs';

await runMain(async () => {
  await setUp();
  say('Everything is there.');
});
