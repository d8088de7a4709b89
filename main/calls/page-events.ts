import type { Unsubscribe } from '../../renderer/base/listen.ts';
import type { CallReport } from '../../renderer/call/contract.ts';
import { fail } from '../../renderer/base/failure.ts';
import { createBudget, createPaced } from './pace.ts';
import type { CallViewEvents } from './parts.ts';

/** 50 reports a second: the screens that show a call follow no faster. */
const reportGapMs = 20;
/** Acts of a person in the stage, by hand. */
const acts = { perSecond: 5, burst: 20 };
/** Connections to a conference, each of which asks the homeserver for a token. */
const tokens = { perSecond: 0.2, burst: 5 };

export interface PaceParts {
  readonly now: () => number;
  readonly after: (ms: number, then: () => void) => Unsubscribe;
}

/** What comes from a page at the pace of a person and of a conference: foreign script shares the page. */
export function pacePage(events: CallViewEvents, { now, after }: PaceParts): CallViewEvents {
  const mayAct = createBudget(acts.perSecond, acts.burst, now);
  const mayAskToken = createBudget(tokens.perSecond, tokens.burst, now);
  const reports = createPaced<CallReport>(reportGapMs, after, events.reported);
  const act = (then: () => void): void => {
    if (mayAct()) then();
  };
  return {
    reported: reports.take,
    token: () => (mayAskToken() ? events.token() : Promise.reject(fail('rate-limited', 'token'))),
    keepPassword: (password) => act(() => events.keepPassword(password)),
    password: events.password,
    remember: (chosen) => act(() => events.remember(chosen)),
    hangUp: events.hangUp,
    muteKey: () => act(events.muteKey),
    place: (placement) => act(() => events.place(placement)),
    chat: () => act(events.chat),
    focusLeft: (direction) => act(() => events.focusLeft(direction)),
    foreignIce: (hosts) => act(() => events.foreignIce(hosts)),
    pictures: events.pictures,
    crashed: (reason) => {
      reports.stop();
      events.crashed(reason);
    },
  };
}
