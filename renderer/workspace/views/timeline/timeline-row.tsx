import type { VNode } from 'preact';
import { assertNever } from '../../../base/assert-never.ts';
import { Avatar, classes, useNow, useTexts } from '../../../ui/index.ts';
import type { RowOf, SpokenItem, TimelineRow } from '../../viewmodels/timeline/row.ts';
import { Attachment, Redacted, Undecryptable, Unsupported } from './cards.tsx';
import { CallCard } from './call-card.tsx';
import { Changes } from './changes.tsx';
import { Gap } from './gap.tsx';
import { Message } from './message.tsx';

export interface TimelineRowViewProps {
  readonly row: TimelineRow;
  /** The room's name, for its beginning. */
  readonly room: string;
  /** Counts messages from 1 among those that are here. */
  readonly position: number;
  /** How many messages there are; -1 while older ones are not here. */
  readonly total: number;
  /** The one row that Tab comes to. */
  readonly current: boolean;
}

/** Picks the component for a row: every kind of row has its place. */
export function TimelineRowView({ row, room, position, total, current }: TimelineRowViewProps): VNode {
  const { t } = useTexts();
  switch (row.kind) {
    case 'start':
      return <p class="start-line">{t('chat:timeline.start', { room })}</p>;
    case 'day':
      return <Day ts={row.ts} />;
    case 'new':
      return <h2 class="new">{t('chat:timeline.new', { count: row.count })}</h2>;
    case 'item':
      return <Spoken row={row} position={position} total={total} current={current} />;
    case 'changes':
      return <Changes row={row} />;
    case 'gap':
      return <Gap gap={row.gap} />;
    default:
      return assertNever(row, 'timeline row');
  }
}

function Day({ ts }: { readonly ts: number }): VNode {
  const { format } = useTexts();
  return <h2 class="day">{format.day(ts, useNow())}</h2>;
}

type SpokenProps = Omit<TimelineRowViewProps, 'row' | 'room'> & { readonly row: RowOf<'item'> };

/** An article with its sender and time, which also are its name. */
function Spoken({ row: { item, first }, position, total, current }: SpokenProps): VNode {
  const { t, format } = useTexts();
  const { sender, own, ts } = item;
  const name = own ? t('chat:you') : sender.name;
  const time = (
    <time dateTime={format.machine(ts)} data-tooltip={format.full(ts)}>
      {format.time(ts)}
    </time>
  );
  return (
    <article
      class={classes('msg', own && 'mine', !first && 'more')}
      tabIndex={current ? 0 : -1}
      data-region-start={current ? '' : undefined}
      aria-label={t('chat:timeline.article', { name, time: format.time(ts) })}
      aria-posinset={position}
      aria-setsize={total}
    >
      {first ? <Avatar name={sender.name} id={sender.userId} picture={sender.avatar} /> : time}
      <div class="grow">
        {first && (
          <div class="by">
            <bdi class="name">{name}</bdi>
            {time}
            {item.kind === 'message' && item.edited && <span class="flag">{t('chat:timeline.edited')}</span>}
          </div>
        )}
        <Content item={item} first={first} />
      </div>
    </article>
  );
}

function Content({ item, first }: { readonly item: SpokenItem; readonly first: boolean }): VNode {
  switch (item.kind) {
    case 'message':
      return <Message item={item} first={first} />;
    case 'attachment':
      return <Attachment item={item} />;
    case 'undecryptable':
      return <Undecryptable item={item} />;
    case 'redacted':
      return <Redacted />;
    case 'call':
      return <CallCard item={item} />;
    case 'unsupported':
      return <Unsupported item={item} />;
    default:
      return assertNever(item, 'timeline item');
  }
}
