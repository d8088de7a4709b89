export interface Area {
  readonly width: number;
  readonly height: number;
}

/** How tiles lie on a page, in CSS pixels. */
export interface Grid {
  readonly columns: number;
  readonly rows: number;
  readonly perPage: number;
  readonly pages: number;
  readonly tile: Area;
}

export interface GridLimits {
  readonly gap: number;
  /** A tile is at least this large, wherever the area has room for one; a person and a name must be told in it. */
  readonly smallest: Area;
  readonly mostPerPage: number;
  /** Width by height, between which a tile may be stretched. */
  readonly narrowest: number;
  readonly widest: number;
}

export const tileLimits: GridLimits = {
  gap: 8,
  smallest: { width: 160, height: 96 },
  mostPerPage: 49,
  narrowest: 0.9,
  widest: 2,
};

/** The largest tile in a cell of this size, within the limits of its shape. */
const tileIn = (cell: Area, { narrowest, widest }: GridLimits): Area => ({
  width: Math.floor(Math.min(cell.width, cell.height * widest)),
  height: Math.floor(Math.min(cell.height, cell.width / narrowest)),
});

const cellOf = (area: Area, columns: number, rows: number, gap: number): Area => ({
  width: (area.width - gap * (columns - 1)) / columns,
  height: (area.height - gap * (rows - 1)) / rows,
});

/** The picture of a camera is 16:9: what a tile shows of it without cutting decides which grid is the better one. */
const seen = ({ width, height }: Area): number => Math.min(width, (height * 16) / 9);

/**
 * The grid in which `count` tiles are seen largest. Where they would become too small they go on several pages of the
 * same length, so that the last page is no straggler.
 */
export function gridFor(count: number, area: Area, limits: GridLimits = tileLimits): Grid {
  const { gap, smallest, mostPerPage } = limits;
  const fitting = (whole: number, one: number): number => Math.max(1, Math.floor((whole + gap) / (one + gap)));
  const room = Math.min(mostPerPage, fitting(area.width, smallest.width) * fitting(area.height, smallest.height));
  const pages = Math.max(1, Math.ceil(count / room));
  const perPage = Math.max(1, Math.ceil(count / pages));
  let best: Grid | undefined;
  for (let columns = 1; columns <= perPage; columns++) {
    const rows = Math.ceil(perPage / columns);
    const tile = tileIn(cellOf(area, columns, rows, gap), limits);
    if (!best || seen(tile) > seen(best.tile)) best = { columns, rows, perPage, pages, tile };
  }
  return best ?? { columns: 1, rows: 1, perPage, pages, tile: tileIn(area, limits) };
}

/** The items of a page, counted from 0; a page that is no more shows the last one. */
export function pageOf<T>(items: readonly T[], page: number, { perPage, pages }: Pick<Grid, 'perPage' | 'pages'>): readonly T[] {
  const at = Math.min(Math.max(page, 0), pages - 1);
  return items.slice(at * perPage, (at + 1) * perPage);
}
