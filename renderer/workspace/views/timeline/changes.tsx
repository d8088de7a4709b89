import type { VNode } from 'preact';
import { ChevronDown, classes, Icon, useTexts } from '../../../ui/index.ts';
import type { RowOf } from '../../viewmodels/timeline/row.ts';
import { changeText } from '../words/change-words.ts';
import { useTimelineActions } from './actions.tsx';

/** Changes of the room: one as a sentence, several as a line that unfolds. */
export function Changes({ row }: { readonly row: RowOf<'changes'> }): VNode {
  const { t, format } = useTexts();
  const { fold } = useTimelineActions();
  const { items, open } = row;
  const people = [...new Set(items.map(({ sender }) => sender.name))];
  const last = items.at(-1);
  if (items.length === 1 && last) {
    return (
      <p class="change">
        <bdi>{changeText(last, t)}</bdi> <time dateTime={format.machine(last.ts)}>{format.time(last.ts)}</time>
      </p>
    );
  }
  return (
    <>
      <button type="button" class={classes('change', 'fold', open && 'open')} aria-expanded={open} onClick={() => fold(row)}>
        <Icon of={ChevronDown} size="xs" />
        <span>{t('chat:timeline.changes', { count: items.length })}</span>
        <bdi class="clip">{format.list(people.slice(0, 3))}</bdi>
      </button>
      {open && (
        <ul class="change-list">
          {items.map((item) => (
            <li key={item.key} class="change">
              <bdi>{changeText(item, t)}</bdi> <time dateTime={format.machine(item.ts)}>{format.time(item.ts)}</time>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
