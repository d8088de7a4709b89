// Stands in for Electron's own default_app, which the source of the test runtime does not carry: starts the app whose
// folder or main file is the first plain argument. `-r FILE` loads a module before it (Playwright uses this).
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron/main';

const require = createRequire(import.meta.url);
const args = process.argv.slice(1);
let target;
while (args.length > 0 && target === undefined) {
  const arg = args.shift();
  if (arg === '--version' || arg === '-v') {
    console.log(`v${process.versions.electron}`);
    process.exit(0);
  } else if (arg === '-r' || arg === '--require') require(resolve(args.shift()));
  else if (!arg.startsWith('-')) target = resolve(arg);
}
if (target === undefined) {
  console.error('usage: electron [-r module] <app folder or main file>');
  process.exit(1);
}

Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true });

const entry = require.resolve(target);
let description;
try {
  description = JSON.parse(readFileSync(resolve(target, 'package.json'), 'utf8'));
} catch {
  description = undefined;
}
if (description) {
  if (description.version) app.setVersion(description.version);
  app.setName(description.productName ?? description.name ?? app.getName());
  app.setDesktopName(description.desktopName ?? `${app.getName()}.desktop`);
}
app.setAppPath(description ? target : dirname(entry));
await import(pathToFileURL(entry).href);
