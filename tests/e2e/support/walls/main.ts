import { startDesktop } from '../../../../main/desktop.ts';
import { createWalls } from '../../../../main/walls/index.ts';
import { breach } from './breach.ts';

/*
 * The program with walls down, for control runs: it belongs to the tests and is built by them. The program itself is
 * composed in main/index.ts and has no way to leave a wall out.
 */

const { EINKLANG_DIST: dist, EINKLANG_WALLS_DOWN: down } = process.env;
if (dist === undefined || down === undefined) throw new Error('EINKLANG_DIST and EINKLANG_WALLS_DOWN are missing');

startDesktop({ dist, walls: (parts) => breach(createWalls(parts), down.split(',').filter((name) => name !== '')) });
