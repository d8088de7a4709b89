import type { Attack } from '../attack.ts';
import { askingLeave } from './asking.ts';
import { calls } from './calling.ts';
import { leaving } from './leaving.ts';
import { node } from './node.ts';
import { requesting } from './requesting.ts';

/** Attacks of pages that are to stay pages, and those of pages that want to be programs. */
export const pageAttacks: readonly Attack[] = [...requesting, ...askingLeave, ...calls, ...leaving];
export const nodeAttacks: readonly Attack[] = node;
export const allAttacks: readonly Attack[] = [...pageAttacks, ...nodeAttacks];
