import './shell.css';
import type { ComponentChildren, VNode } from 'preact';
import { useMediaQuery, useTexts } from '../../../ui/index.ts';
import { Rail, type RailProps } from './rail.tsx';

export interface ShellViewProps {
  readonly rail: RailProps;
  readonly banner?: ComponentChildren;
  /** The list column's name and content. */
  readonly listLabel: string;
  readonly list: ComponentChildren;
  readonly main: ComponentChildren;
  /** Beside the main pane; over it where the window is not wide. */
  readonly details?: ComponentChildren;
  /** Which of the panes a narrow window shows. */
  readonly pane: 'list' | 'main';
}

/** One pane at a time; the same as in shell.css. */
const singlePane = '(max-width: 47.5rem)';

/** The frame: rail, banner, list, main, details. What is in them belongs to the areas. */
export function ShellView({ rail, banner, listLabel, list, main, details, pane }: ShellViewProps): VNode {
  const { t } = useTexts();
  // The pane that is alone in the window is its main content and has the heading.
  const listAlone = useMediaQuery(singlePane) && pane === 'list';
  return (
    <>
      <a class="skip" href="#content">
        {t('shell:skip')}
      </a>
      <div class="app" data-pane={pane}>
        <Rail {...rail} />
        {banner && <div class="banner-slot">{banner}</div>}
        <div
          class="list"
          id={listAlone ? 'content' : undefined}
          role={listAlone ? 'main' : 'region'}
          aria-label={listLabel}
          data-region="list"
          tabIndex={-1}
        >
          {listAlone && <h1 class="vh">{listLabel}</h1>}
          {list}
        </div>
        {!listAlone && main}
        {!listAlone && details}
      </div>
    </>
  );
}
