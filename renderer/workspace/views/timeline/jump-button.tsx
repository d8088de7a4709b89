import type { VNode } from 'preact';
import { ArrowDown, Icon, useTexts } from '../../../ui/index.ts';
import type { TimelineModel } from '../../viewmodels/timeline/timeline.ts';

/** Back to the newest message, while the view is elsewhere; says how many have come meanwhile. */
export function JumpButton({ model, jump }: { readonly model: TimelineModel; readonly jump: () => void }): VNode | null {
  const { t } = useTexts();
  if (model.atEnd.value || !model.loaded.value) return null;
  const count = model.below.value;
  return (
    <button type="button" class="btn jump" onClick={jump}>
      <Icon of={ArrowDown} size="s" />
      <span>{count > 0 ? t('chat:timeline.latest-count', { count }) : t('chat:timeline.latest')}</span>
    </button>
  );
}
