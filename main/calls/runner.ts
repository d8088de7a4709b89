import { assertNever } from '../../renderer/base/assert-never.ts';
import { toFailure } from '../../renderer/base/failure.ts';
import type { Unsubscribe } from '../../renderer/base/listen.ts';
import type { CallBrief } from '../../renderer/call/contract.ts';
import type { CallSnapshot, CallSubject } from '../../preload/contract/calls.ts';
import type { Log } from '../log.ts';
import type { KeptPassword } from './kept-password.ts';
import type { CallEffect, CallEvent } from './machine/events.ts';
import { step } from './machine/machine.ts';
import { wakeOf } from './machine/outputs.ts';
import { idle, type CallState, type Current, type Place } from './machine/state.ts';
import type { CallMessages } from './messages.ts';
import { pacePage } from './page-events.ts';
import type { CallSurfaces, CallView, CallViewEvents } from './parts.ts';
import type { PresenceKeeper } from './presence.ts';
import type { Readiness } from './ready.ts';

export interface RunnerParts {
  /** UTC milliseconds. */
  readonly now: () => number;
  readonly after: (ms: number, then: () => void) => Unsubscribe;
  readonly view: CallView;
  readonly surfaces: Pick<CallSurfaces, 'show' | 'notify'>;
  readonly messages: CallMessages;
  readonly presence: PresenceKeeper;
  readonly readiness: Readiness;
  readonly prepare: (subject: CallSubject, place: Place | undefined) => Promise<Place>;
  readonly brief: (call: Current, place: Place) => CallBrief;
  /** What a page's wishes mean that do not touch the state of its call. */
  readonly page: Pick<CallViewEvents, 'remember' | 'muteKey' | 'chat' | 'focusLeft' | 'foreignIce' | 'pictures'>;
  readonly token: (subject: CallSubject, place: Place) => Promise<string | undefined>;
  readonly password: Pick<KeptPassword, 'keep' | 'of'>;
  readonly keepAwake: (awake: boolean) => void;
  readonly changed: (snapshot: CallSnapshot) => void;
  readonly log: Log;
}

/** The state machine with hands: what happens goes in, and what it says is done. */
export interface CallRunner {
  state(): CallState;
  send(event: CallEvent): void;
  /** Something that the brief is made of has changed. */
  refresh(): void;
  /** Called after each transition. */
  watch(listener: (state: CallState) => void): Unsubscribe;
}

/** The longest that one of Node's timers can take; whoever wakes too early sleeps again. */
const longestTimerMs = 2 ** 31 - 1;

export function createCallRunner(parts: RunnerParts): CallRunner {
  const { now, after, view, surfaces, messages, presence, log } = parts;
  const watchers = new Set<(state: CallState) => void>();
  let state = idle;
  let stopTimer: Unsubscribe = () => undefined;
  let told = '';

  const prepare = async (number: number, subject: CallSubject, known: Place | undefined): Promise<void> => {
    try {
      send({ type: 'prepared', view: number, place: await parts.prepare(subject, known) });
    } catch (error) {
      const failure = toFailure(error);
      log.warn(`calls: not prepared: ${failure.code} ${failure.detail ?? ''}`);
      send({ type: 'failed', view: number, failure });
    }
  };

  /** The events of one page; those of a page that has been closed meanwhile find no call. */
  const eventsOf = (number: number): CallViewEvents => {
    const ifCurrent = <T>(then: (call: Current, place: Place) => T): T | undefined => {
      const { current } = state;
      return current?.view === number && current.place ? then(current, current.place) : undefined;
    };
    return {
      reported: (report) => send({ type: 'report', view: number, report }),
      token: async () =>
        ifCurrent(({ subject }, place) => {
          const early = parts.readiness.take(subject.callId);
          return early ? early.catch(() => parts.token(subject, place)) : parts.token(subject, place);
        }),
      keepPassword: (password) => ifCurrent((call, place) => parts.password.keep(call, place, password)),
      password: () => ifCurrent(parts.password.of),
      remember: (chosen) => ifCurrent(() => parts.page.remember(chosen)),
      hangUp: () => ifCurrent(() => send({ type: 'command', command: 'hang-up' })),
      muteKey: () => ifCurrent(() => parts.page.muteKey()),
      place: (placement) => ifCurrent(() => send({ type: 'place', placement })),
      chat: () => ifCurrent(() => parts.page.chat()),
      focusLeft: (direction) => ifCurrent(() => parts.page.focusLeft(direction)),
      foreignIce: (hosts) => ifCurrent(() => parts.page.foreignIce(hosts)),
      pictures: parts.page.pictures,
      crashed: (reason) => {
        log.error(`calls: page: ${reason}`);
        send({ type: 'crashed', view: number, reason });
      },
    };
  };

  const open = (number: number): void => {
    const { current } = state;
    if (!current?.place) return;
    const brief = parts.brief(current, current.place);
    told = JSON.stringify(brief);
    view.open(brief, pacePage(eventsOf(number), { now, after }));
  };

  const refresh = (): void => {
    const { current } = state;
    if (!current?.place || told === '') return;
    const brief = parts.brief(current, current.place);
    const text = JSON.stringify(brief);
    if (text === told) return;
    told = text;
    view.update(brief);
  };

  const wake = (atTs: number | undefined): void => {
    stopTimer();
    if (atTs === undefined) return;
    const ms = Math.min(longestTimerMs, Math.max(0, atTs - now()));
    stopTimer = after(ms, () => send({ type: 'tick' }));
  };

  const act = (effect: CallEffect): void => {
    switch (effect.do) {
      case 'prepare':
        return void prepare(effect.view, effect.subject, effect.place);
      case 'ring':
        return void messages
          .ring(effect)
          .catch((error: unknown) => send({ type: 'failed', view: effect.view, failure: toFailure(error) }));
      case 'decline':
        return messages.decline(effect.roomId, effect.callId, effect.reason);
      case 'say':
        return messages.say(effect.roomId, effect.text);
      case 'notify':
        return surfaces.notify(effect.kind, effect.call);
      case 'command':
        return view.command(effect.command);
      case 'ready':
        return parts.readiness.want(effect.call);
      case 'open':
        return open(effect.view);
      case 'close':
        told = '';
        return view.close();
      case 'announce':
        return messages.announce(effect.announcement);
      case 'retract':
        return messages.retract(effect.announcement, effect.empty);
      case 'presence':
        return presence.want(effect.presence);
      case 'awake':
        return parts.keepAwake(effect.awake);
      case 'snapshot':
        surfaces.show(effect.snapshot);
        return parts.changed(effect.snapshot);
      case 'wake':
        return wake(effect.atTs);
      default:
        return assertNever(effect);
    }
  };

  /** An effect that fails must not keep the others from being done. */
  const attempt = (effect: CallEffect): void => {
    try {
      act(effect);
    } catch (error) {
      const detail = toFailure(error).detail ?? '';
      log.error(`calls: ${effect.do}: ${detail}`);
      if (effect.do === 'open') send({ type: 'crashed', view: effect.view, reason: detail });
    }
  };

  const queue: CallEvent[] = [];
  let busy = false;
  /** An effect may send the next event: it waits until this one's are done. */
  const send = (event: CallEvent): void => {
    queue.push(event);
    if (busy) return;
    busy = true;
    try {
      for (let next = queue.shift(); next; next = queue.shift()) {
        const result = step(state, next, now());
        state = result.state;
        result.effects.forEach(attempt);
        // A timer rings a little early at times: what it was set for is still to come then.
        if (next.type === 'tick' && !result.effects.some((effect) => effect.do === 'wake')) rearm();
        refresh();
        for (const watcher of [...watchers]) watcher(state);
      }
    } finally {
      busy = false; // whatever was thrown, nobody would be called until the program starts anew
    }
  };
  const rearm = (): void => wake(wakeOf(state));

  return {
    state: () => state,
    send,
    refresh,
    watch: (listener) => {
      watchers.add(listener);
      return () => void watchers.delete(listener);
    },
  };
}
