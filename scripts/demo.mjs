import { runMain } from './lib/say.mjs';
import { setUp } from './setup/index.mjs';

await runMain(async () => {
  await setUp();
  const { runDemo } = await import('./demo/run.ts');
  const options = process.argv.slice(2);
  return runDemo({ fresh: options.includes('--fresh'), headless: options.includes('--headless') });
});
