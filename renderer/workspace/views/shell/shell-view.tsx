import './shell.css';
import type { ComponentChildren, VNode } from 'preact';
import { useTexts } from '../../../ui/index.ts';
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

/** The frame: rail, banner, list, main, details. What is in them belongs to the areas. */
export function ShellView({ rail, banner, listLabel, list, main, details, pane }: ShellViewProps): VNode {
  const { t } = useTexts();
  return (
    <>
      <a class="skip" href="#content">
        {t('shell:skip')}
      </a>
      <div class="app" data-pane={pane}>
        <Rail {...rail} />
        {banner && <div class="banner-slot">{banner}</div>}
        <section class="list" aria-label={listLabel} data-region="list">
          {list}
        </section>
        {main}
        {details}
      </div>
    </>
  );
}
