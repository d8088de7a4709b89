import { join } from 'node:path';
import { startDesktop } from './desktop.ts';
import { createWalls } from './walls/index.ts';

startDesktop({ dist: join(__dirname, '..'), walls: createWalls });
