import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import type { CallRecord } from '../../../engine/contract.ts';
import { Avatar, classes, Icon, IconButton, useNow, useTexts } from '../../../ui/index.ts';
import { isMissed, type HistoryRow } from '../../viewmodels/calls/history.ts';
import { callIcon, callTitle, mediaIcon, obstacleWords } from '../words/call-words.ts';
import type { CallWays } from './call-again.tsx';

export interface HistoryRowViewProps {
  readonly row: HistoryRow;
  readonly ways: CallWays;
  /** The one row that Tab comes to. */
  readonly current: boolean;
  readonly chosen: boolean;
  readonly choose: (callId: string) => void;
}

/** Picks the component for a row; one that has not changed is not drawn again. */
export function HistoryRowView({ row, ways, current, chosen, choose }: HistoryRowViewProps): VNode {
  return useMemo(
    () =>
      row.kind === 'day' ? (
        <Day ts={row.ts} />
      ) : (
        <CallRow call={row.call} ways={ways} current={current} chosen={chosen} choose={choose} />
      ),
    [row, ways, current, chosen, choose],
  );
}

function Day({ ts }: { readonly ts: number }): VNode {
  const { format } = useTexts();
  return <h2 class="section-head history-day">{format.day(ts, useNow())}</h2>;
}

type CallRowProps = Omit<HistoryRowViewProps, 'row'> & { readonly call: CallRecord };

/** Whom with and when; how it went. The button at its end calls again. */
function CallRow({ call, ways, current, chosen, choose }: CallRowProps): VNode {
  const texts = useTexts();
  const { t, format } = texts;
  const name = call.peer?.name ?? call.title;
  const room = call.kind === 'room';
  const obstacle = ways.obstacle.value;
  return (
    <div class="history-row">
      <button
        type="button"
        data-stop={name}
        class={classes('item', isMissed(call) && 'missed')}
        aria-current={chosen ? 'page' : undefined}
        tabIndex={current ? 0 : -1}
        data-region-start={current ? '' : undefined}
        onClick={() => choose(call.callId)}
      >
        <Avatar kind={room ? 'room' : 'person'} id={room ? call.roomId : (call.peer?.userId ?? call.roomId)} name={name} picture={call.peer?.avatar} />
        <span class="grow">
          <span class="who">
            <bdi class="clip">{name}</bdi>
          </span>
          <span class="what">
            <Icon of={callIcon(call)} size="xs" />
            <span class="clip">{callTitle(call, texts)}</span>
          </span>
        </span>
        <span class="side">
          <time dateTime={format.machine(call.startedTs)}>{format.time(call.startedTs)}</time>
        </span>
      </button>
      <IconButton
        size="small"
        icon={mediaIcon(room ? 'video' : 'audio')}
        label={room ? `${t('calls:workspace.meet')}: ${name}` : t('calls:workspace.call-person', { name })}
        unavailable={obstacle && t(obstacleWords[obstacle])}
        onClick={() => ways.start.run(call.roomId, room ? 'video' : 'audio')}
      />
    </div>
  );
}
