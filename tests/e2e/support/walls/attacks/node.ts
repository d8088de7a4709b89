import type { Attack, WallName } from '../attack.ts';

/* What a page could do if it were a program. */

const inPage: readonly WallName[] = ['sandbox', 'context-isolation', 'no-node'];
const inWorker: readonly WallName[] = ['sandbox', 'no-node'];

interface NodeWorld {
  readonly require: (name: 'node:http') => { get(address: string, heard: (answer: unknown) => void): void };
}

const viaRequire: Attack['act'] = (address) =>
  new Promise((resolve) => (globalThis as unknown as NodeWorld).require('node:http').get(address, () => resolve(undefined)));

export const node: readonly Attack[] = [
  { name: 'node-workspace', from: 'workspace', walls: inPage, act: viaRequire },
  { name: 'node-engine-page', from: 'engine-page', walls: inPage, act: viaRequire },
  { name: 'node-engine-worker', from: 'engine-worker', walls: inWorker, act: viaRequire },
];
