import type { VNode } from 'preact';
import { Button, useTexts } from '../../../ui/index.ts';
import type { RoomListModel } from '../../viewmodels/room-list/room-list.ts';

/** No rows: nothing there yet, or nothing that the filter lets through. */
export function EmptyList({ model }: { readonly model: RoomListModel }): VNode {
  const { t } = useTexts();
  if (!model.hasRooms.value) {
    return (
      <div class="list-empty">
        <h2>{t('chat:list.empty.title')}</h2>
        <p>{t('chat:list.empty.text')}</p>
      </div>
    );
  }
  return (
    <div class="list-empty" role="status">
      <h2>{t('chat:list.nothing.title', { filter: model.filter.value.trim() })}</h2>
      <p>{t('chat:list.nothing.text')}</p>
      <Button size="small" onClick={() => model.setFilter('')}>
        {t('chat:list.nothing.clear')}
      </Button>
    </div>
  );
}
