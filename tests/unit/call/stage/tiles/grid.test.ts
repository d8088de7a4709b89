import { describe, expect, test } from 'vitest';
import { gridFor, pageOf, tileLimits, type Area, type Grid } from '../../../../../renderer/call/stage/tiles/grid.ts';

const { gap } = tileLimits;
const areas: readonly Area[] = [
  { width: 304, height: 200 },
  { width: 356, height: 480 },
  { width: 680, height: 300 },
  { width: 1240, height: 640 },
  { width: 1880, height: 920 },
  { width: 3800, height: 2000 },
];

/** How much room the tiles of a full page take, gaps and all. */
const taken = ({ columns, rows, tile }: Grid): Area => ({
  width: columns * tile.width + (columns - 1) * gap,
  height: rows * tile.height + (rows - 1) * gap,
});

describe.each(areas)('an area of $width × $height', (area) => {
  test.each([1, 2, 3, 4, 5, 7, 9, 12, 16, 25, 26, 49, 50, 200])('takes %i tiles', (count) => {
    const grid = gridFor(count, area);
    const { width, height } = taken(grid);
    expect(width).toBeLessThanOrEqual(area.width);
    expect(height).toBeLessThanOrEqual(area.height);
    expect(grid.columns * grid.rows).toBeGreaterThanOrEqual(grid.perPage);
    expect(grid.perPage * grid.pages).toBeGreaterThanOrEqual(count);
    // No tile is too small to tell a face, and no page is empty.
    expect(grid.tile.width).toBeGreaterThanOrEqual(Math.min(tileLimits.smallest.width, area.width) - 1);
    expect(grid.perPage * (grid.pages - 1)).toBeLessThan(count);
  });
});

test('a wide area lays nine as three by three, a high one lays two below each other', () => {
  expect(gridFor(9, { width: 1240, height: 640 })).toMatchObject({ columns: 3, rows: 3, pages: 1 });
  expect(gridFor(2, { width: 356, height: 480 })).toMatchObject({ columns: 1, rows: 2 });
  expect(gridFor(2, { width: 1240, height: 640 })).toMatchObject({ columns: 2, rows: 1 });
});

test('twenty-five fit on one page of a laptop', () => {
  expect(gridFor(25, { width: 1240, height: 640 })).toMatchObject({ columns: 5, rows: 5, pages: 1 });
});

test('a tile is never stretched beyond its shape', () => {
  const { tile } = gridFor(1, { width: 2_000, height: 400 });
  expect(tile).toEqual({ width: 800, height: 400 });
  expect(gridFor(1, { width: 300, height: 1_000 }).tile.height).toBeLessThanOrEqual(334);
});

test('pages are of the same length: the last is no straggler', () => {
  const grid = gridFor(50, { width: 1880, height: 920 });
  expect(grid).toMatchObject({ pages: 2, perPage: 25 });
});

test('a page that is no more shows the last one', () => {
  const items = ['a', 'b', 'c', 'd', 'e'];
  const pages = { perPage: 2, pages: 3 };
  expect(pageOf(items, 0, pages)).toEqual(['a', 'b']);
  expect(pageOf(items, 2, pages)).toEqual(['e']);
  expect(pageOf(items, 9, pages)).toEqual(['e']);
  expect(pageOf(items, -1, pages)).toEqual(['a', 'b']);
});
