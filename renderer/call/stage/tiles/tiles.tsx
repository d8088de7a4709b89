import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { ChevronLeft, ChevronRight, IconButton, useTexts } from '../../../ui/index.ts';
import type { Face } from './arrange.ts';
import { gridFor, pageOf } from './grid.ts';
import { Tile } from './tile.tsx';
import { useSize } from './use-size.ts';

export interface TilesProps {
  readonly faces: readonly Face[];
  readonly reactionOf: (face: Face) => string | undefined;
}

/** Everybody of the same size, on as few pages as can be. */
export function Tiles({ faces, reactionOf }: TilesProps): VNode {
  const { t } = useTexts();
  const [ref, size] = useSize<HTMLDivElement>();
  const [wanted, setPage] = useState(0);
  const grid = gridFor(faces.length, size ?? { width: 640, height: 360 });
  const page = Math.min(wanted, grid.pages - 1);
  return (
    <div class="tiles-view">
      <div class="tiles-area" ref={ref}>
        {size && (
          <ul class="tiles" aria-label={t('calls:stage.tiles')}>
            {pageOf(faces, page, grid).map((face) => (
              <li key={face.key} style={{ width: `${grid.tile.width}px`, height: `${grid.tile.height}px` }}>
                <Tile face={face} reaction={reactionOf(face)} />
              </li>
            ))}
          </ul>
        )}
      </div>
      {grid.pages > 1 && (
        <nav class="pager" aria-label={t('calls:stage.page.label')}>
          <IconButton
            icon={ChevronLeft}
            label={t('calls:stage.page.previous')}
            unavailable={page === 0 ? t('calls:stage.page.first') : undefined}
            onClick={() => setPage(page - 1)}
          />
          <span class="num">{t('calls:stage.page.of', { page: page + 1, pages: grid.pages })}</span>
          <IconButton
            icon={ChevronRight}
            label={t('calls:stage.page.next')}
            unavailable={page === grid.pages - 1 ? t('calls:stage.page.last') : undefined}
            onClick={() => setPage(page + 1)}
          />
        </nav>
      )}
    </div>
  );
}
