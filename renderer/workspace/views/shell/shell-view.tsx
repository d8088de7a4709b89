import './shell.css';
import type { ComponentChildren, VNode } from 'preact';
import { classes, useMediaQuery, useTexts } from '../../../ui/index.ts';
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
  /** Under the list, or under the rail beside a call: what goes on wherever one is. */
  readonly strip?: ComponentChildren;
  /** A call that takes the place of list and main, with what stands beside it. */
  readonly stage?: ComponentChildren;
  /** Which of the panes a narrow window shows. */
  readonly pane: 'list' | 'main';
}

/** One pane at a time; the same as in shell.css. */
const singlePane = '(max-width: 47.5rem)';

/** The frame: rail, banner, list, main, details. What is in them belongs to the areas. */
export function ShellView({ rail, banner, listLabel, list, main, details, strip, stage, pane }: ShellViewProps): VNode {
  const { t } = useTexts();
  // The pane that is alone in the window is its main content and has the heading.
  const listAlone = useMediaQuery(singlePane) && pane === 'list';
  return (
    <>
      <a class="skip" href="#content">
        {t('shell:skip')}
      </a>
      <div class={classes('app', stage !== undefined && 'staged')} data-pane={pane}>
        <Rail {...rail} />
        {banner && <div class="banner-slot">{banner}</div>}
        {stage ?? (
          <>
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
          </>
        )}
        {strip && <div class="strip-slot">{strip}</div>}
      </div>
    </>
  );
}
