import { toFailure, type Failure } from '../../base/failure.ts';
import type { Unsubscribe } from '../../base/listen.ts';
import type { History, Transport } from '../session/api.ts';
import type { ChatStore, OutgoingMessage, QueueStore } from '../store/api.ts';
import { isBehindGap, isSettled, lookUp, newestEvent, recentEcho } from './echo.ts';
import { nextStep, type RoomRun, type Step } from './next-step.ts';
import { verdictOn } from './verdict.ts';

export interface Clock {
  /** UTC milliseconds. */
  now(): number;
  /** Calls once after so many milliseconds; the answer cancels. */
  after(milliseconds: number, run: () => void): Unsubscribe;
}

export interface RunnerSources {
  readonly chat: Pick<ChatStore, 'listen' | 'event' | 'timelineWindow'>;
  readonly queue: QueueStore;
  readonly transport: Transport;
  readonly history: Pick<History, 'fill'>;
  readonly own: string;
  readonly clock: Clock;
  /** A number in [0, 1). */
  readonly random: () => number;
}

export interface Runner {
  /** Looks for something to do; harmless at any time. */
  pump(): void;
  /** Whether a request with this message is under way in this moment. */
  isUnderWay(txnId: string): boolean;
  /** The person asked for it: no waiting for this room, failures forgotten. */
  hurry(message: OutgoingMessage): void;
  stop(): void;
}

interface Run extends RoomRun {
  /** The message whose request is under way. */
  readonly sending: string | undefined;
  /** The wait ends when the transport says that a try may succeed. */
  readonly endsBySignal: boolean;
  readonly tries: number;
}

/** After a failure of the database itself: what cannot be written down is not sent. */
const storeFaultWaitMs = 60_000;

const idle: Run = { busy: false, notBefore: 0, lookedUp: undefined, sending: undefined, endsBySignal: false, tries: 0 };

/**
 * Sends what waits: one request at a time in a room, rooms side by side, each message until the server has it or has
 * refused it for good. All that matters is in the queue's database before and after each request; what is held here
 * may be lost at any time.
 */
export function createRunner({ chat, queue, transport, history, own, clock, random }: RunnerSources): Runner {
  const runs = new Map<string, Run>();
  /** By transaction ID; '' where the room was empty. */
  const newestWhenSent = new Map<string, string>();
  let notBeforeAnywhere = 0;
  let cancelTimer: Unsubscribe | undefined;
  let stopped = false;

  const runOf = (roomId: string): Run => runs.get(roomId) ?? idle;
  const setRun = (roomId: string, change: Partial<Run>): void => void runs.set(roomId, { ...runOf(roomId), ...change });
  const isOpen = (txnId: string): boolean => {
    const state = queue.message(txnId)?.state;
    return state === 'queued' || state === 'sending';
  };

  const guarded = (roomId: string, write: () => void): void => {
    try {
      write();
    } catch {
      setRun(roomId, { notBefore: clock.now() + storeFaultWaitMs });
    }
  };

  /**
   * The server has the message and its event will not come by itself: a sync that left events out has passed it. Of an
   * earlier run that is certain as soon as this run's sync is through.
   */
  const isPassed = ({ roomId, txnId }: OutgoingMessage): boolean => {
    const newestThen = newestWhenSent.get(txnId);
    if (newestThen === undefined) return transport.ready();
    return newestThen !== '' && isBehindGap(chat, roomId, newestThen);
  };

  /** Messages whose event the store has can go, once the timeline shows the event in their place. */
  const sweep = (roomId: string): void => {
    for (const message of queue.messages({ roomId })) {
      if (message.firstAttemptAt === undefined) continue;
      const echo = recentEcho(chat, message, own);
      const isSent = message.state === 'sent';
      if (echo ? isSettled(echo) : isSent && isPassed(message)) {
        newestWhenSent.delete(message.txnId);
        queue.remove(message.txnId);
      } else if (echo && !isSent) queue.markSent(message.txnId, echo.eventId);
    }
  };
  const sweepAll = (): void => {
    for (const roomId of new Set(queue.messages().map((message) => message.roomId))) sweep(roomId);
  };

  const failed = (message: OutgoingMessage, failure: Failure): void => {
    const tries = runOf(message.roomId).tries + 1;
    const verdict = verdictOn(failure, tries, random);
    if (verdict.kind === 'final') {
      setRun(message.roomId, { tries: 0, lookedUp: undefined });
      queue.markFailed(message.txnId, failure);
      return;
    }
    const until = clock.now() + verdict.afterMs;
    if (verdict.kind === 'again' && verdict.everywhere) notBeforeAnywhere = Math.max(notBeforeAnywhere, until);
    setRun(message.roomId, { tries, notBefore: until, endsBySignal: verdict.kind === 'hold' || failure.code === 'offline' });
    queue.markQueued(message.txnId);
  };

  const send = async (message: OutgoingMessage): Promise<void> => {
    const { roomId, txnId, type, content } = message;
    newestWhenSent.set(txnId, newestEvent(chat, roomId) ?? '');
    queue.markSending(txnId, { deviceId: transport.deviceId, at: clock.now() });
    const eventId = await transport.send({ roomId, txnId, type, content });
    if (stopped) return;
    setRun(roomId, { tries: 0, lookedUp: undefined });
    if (isOpen(txnId)) queue.markSent(txnId, eventId);
    sweep(roomId);
  };

  const look = async (message: OutgoingMessage): Promise<void> => {
    const event = await lookUp(chat, history, message, own);
    if (stopped) return;
    setRun(message.roomId, { lookedUp: message.txnId, tries: 0 });
    if (event && isOpen(message.txnId)) queue.markSent(message.txnId, event.eventId);
    sweep(message.roomId);
  };

  const take = async (message: OutgoingMessage, work: (message: OutgoingMessage) => Promise<void>): Promise<void> => {
    setRun(message.roomId, { busy: true, sending: work === send ? message.txnId : undefined });
    try {
      await work(message);
    } catch (error) {
      guarded(message.roomId, () => {
        // Discarded, or its echo came before the answer was lost: nothing to repeat.
        if (!stopped && isOpen(message.txnId)) failed(message, toFailure(error));
      });
    }
    setRun(message.roomId, { busy: false, sending: undefined });
    pump();
  };

  const follow = (step: Step): number | undefined => {
    switch (step.do) {
      case 'nothing':
        return undefined;
      case 'wait':
        return step.until;
      case 'look-up':
        void take(step.message, look);
        return undefined;
      case 'send':
        void take(step.message, send);
        return undefined;
    }
  };

  const pump = (): void => {
    if (stopped || !transport.ready()) return;
    cancelTimer?.();
    cancelTimer = undefined;
    const now = clock.now();
    let wakeAt = Infinity;
    for (const [roomId, messages] of Map.groupBy(queue.messages(), (message) => message.roomId)) {
      const run = runOf(roomId);
      const notBefore = Math.max(run.notBefore, notBeforeAnywhere);
      wakeAt = Math.min(wakeAt, follow(nextStep(messages, { ...run, notBefore }, transport.deviceId, now)) ?? Infinity);
    }
    if (wakeAt < Infinity) cancelTimer = clock.after(wakeAt - now, pump);
  };

  const endWaits = (concerns: (roomId: string) => boolean): void => {
    for (const [roomId, run] of runs)
      if (run.endsBySignal && concerns(roomId)) setRun(roomId, { notBefore: 0, tries: 0, endsBySignal: false });
    pump();
  };

  const stops = [
    transport.listen(() => {
      sweepAll();
      endWaits(() => true);
    }),
    chat.listen(({ rooms }) => {
      for (const [roomId, { timeline, removed }] of rooms) if (timeline && !removed) sweep(roomId);
      if ([...rooms.values()].some((change) => change.state)) endWaits((roomId) => rooms.get(roomId)?.state === true);
    }),
  ];

  for (const { txnId } of queue.messages({ state: 'sending' })) queue.markQueued(txnId);
  sweepAll();
  pump();

  return {
    pump,
    isUnderWay: (txnId) => [...runs.values()].some((run) => run.sending === txnId),
    hurry: ({ roomId }) => {
      setRun(roomId, { notBefore: 0, tries: 0, endsBySignal: false });
      pump();
    },
    stop: () => {
      stopped = true;
      cancelTimer?.();
      stops.forEach((stop) => stop());
    },
  };
}
