import { computed, effect, signal, type ReadonlySignal } from '@preact/signals';
import type { Failure } from '../../../base/failure.ts';
import type { Unsubscribe } from '../../../base/listen.ts';
import type { CallRecord } from '../../../engine/contract.ts';
import { startOfDay } from '../clock.ts';
import { requestThrough, type Engine } from '../engine.ts';
import { followTopic } from '../topic.ts';

export type HistoryFilter = 'all' | 'missed';

/** One line of the call history. An unchanged row is the same object. */
export type HistoryRow =
  | { readonly kind: 'day'; readonly key: string; readonly ts: number }
  | { readonly kind: 'call'; readonly key: string; readonly call: CallRecord };

/** The area "Calls": what was, by day, newest first. */
export interface CallHistoryModel {
  readonly loaded: ReadonlySignal<boolean>;
  readonly failure: ReadonlySignal<Failure | undefined>;
  /** Missed calls that the person has not seen yet. */
  readonly missed: ReadonlySignal<number>;
  readonly rows: ReadonlySignal<readonly HistoryRow[]>;
  /** There are calls at all, whatever the filter hides. */
  readonly any: ReadonlySignal<boolean>;
  readonly filter: ReadonlySignal<HistoryFilter>;
  readonly setFilter: (filter: HistoryFilter) => void;
  /** The call whose particulars are shown. */
  readonly chosen: ReadonlySignal<CallRecord | undefined>;
  readonly choose: (callId: string | undefined) => void;
  readonly dispose: Unsubscribe;
}

export function createCallHistoryModel({ engine, seen }: {
  readonly engine: Engine;
  /** The history is before the person's eyes. */
  readonly seen: ReadonlySignal<boolean>;
}): CallHistoryModel {
  const topic = followTopic(engine, 'callHistory', {});
  const calls = computed(() => topic.state.value?.items ?? []);
  const missed = computed(() => topic.state.value?.head.missed ?? 0);
  const filter = signal<HistoryFilter>('all');
  const chosenId = signal<string | undefined>(undefined);

  let known: ReadonlyMap<string, HistoryRow> = new Map();
  const rows = computed(() => {
    const shown = filter.value === 'missed' ? calls.value.filter(isMissed) : calls.value;
    const next = buildHistoryRows(shown, known);
    known = new Map(next.map((row) => [row.key, row]));
    return next;
  });

  const stopSeeing = effect(() => {
    // What cannot be noted now is noted with the next missed call.
    if (seen.value && missed.value > 0) requestThrough(engine, 'callHistory.seen', {}).catch(() => undefined);
  });

  return {
    loaded: computed(() => topic.state.value?.head.loaded ?? false),
    failure: topic.failure,
    missed,
    rows,
    any: computed(() => calls.value.length > 0),
    filter,
    setFilter: (next) => void (filter.value = next),
    chosen: computed(() => calls.value.find(({ callId }) => callId === chosenId.value)),
    choose: (callId) => void (chosenId.value = callId),
    dispose: () => {
      stopSeeing();
      topic.dispose();
    },
  };
}

export const isMissed = ({ direction, outcome }: Pick<CallRecord, 'direction' | 'outcome'>): boolean =>
  direction === 'incoming' && outcome === 'missed';

/** Calls with the days above them. */
export function buildHistoryRows(calls: readonly CallRecord[], before: ReadonlyMap<string, HistoryRow>): readonly HistoryRow[] {
  const rows: HistoryRow[] = [];
  let day: number | undefined;
  for (const call of calls) {
    const callDay = startOfDay(call.startedTs);
    if (callDay !== day) {
      day = callDay;
      const key = `day:${callDay.toString()}`;
      rows.push(before.get(key) ?? { kind: 'day', key, ts: callDay });
    }
    const known = before.get(call.key);
    rows.push(known?.kind === 'call' && known.call === call ? known : { kind: 'call', key: call.key, call });
  }
  return rows;
}
