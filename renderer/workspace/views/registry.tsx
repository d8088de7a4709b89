import type { Stories } from './stories.ts';

/** Every view of the program and the states it can be in. */
export const registry: readonly Stories[] = [];
