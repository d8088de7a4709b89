import { fail } from '../../../renderer/base/failure.ts';
import type { PortService } from '../../../renderer/base/port-server.ts';
import { callPageRequests, callPageTopics, type CallGround, type CallPageContract } from '../../../renderer/call/contract.ts';
import { createBudget } from '../../calls/pace.ts';
import type { CallViewEvents } from '../../calls/parts.ts';
import type { Log } from '../../log.ts';
import type { Consent, ScreenChoice } from '../../walls/consent.ts';
import type { Outbox } from './outbox.ts';

/** A page that has its call. */
export interface InCall {
  readonly events: CallViewEvents;
  readonly consent: Consent;
  /** Main's own picker; `undefined` where the person thought better of it, or while it is open already. */
  readonly pick: (audio: boolean) => Promise<ScreenChoice | undefined>;
}

export interface ServiceParts {
  readonly ground: CallGround;
  readonly outbox: Outbox;
  /** `undefined`: it still rings. Nothing is asked for then, and nothing is given. */
  readonly inCall: () => InCall | undefined;
  readonly log: Log;
  readonly copy: (text: string) => void;
  /** Milliseconds. */
  readonly now: () => number;
}

/** Lines in the log: a page that wrote more would write over what was found about it. */
const lines = { perSecond: 0.2, burst: 100 };

type Acts = CallPageContract['requests']['act']['args'];

/** What the call's page may ask of main. What leaves the call, by clipboard or screen, does so only at the person's bidding. */
export function createCallService(parts: ServiceParts): PortService<CallPageContract> {
  const { ground, outbox, log } = parts;
  const mayLog = createBudget(lines.perSecond, lines.burst, parts.now);

  const call = (): InCall => {
    const current = parts.inCall();
    if (!current) throw fail('not-bidden', 'no call yet');
    return current;
  };

  const act = (asked: Acts): null => {
    const { events, consent } = call();
    switch (asked.act) {
      case 'hang-up':
        events.hangUp();
        break;
      case 'mute-key':
        events.muteKey();
        break;
      case 'place':
        events.place(asked.placement);
        break;
      case 'chat':
        events.chat();
        break;
      case 'leave-focus':
        events.focusLeft(asked.direction);
        break;
      case 'copy':
        if (!consent.bidden()) throw fail('not-bidden', 'copy');
        parts.copy(asked.text);
    }
    return null;
  };

  return {
    requestSchemas: callPageRequests,
    topicSchemas: callPageTopics,
    requests: {
      'report': (report) => {
        call().events.reported(report);
        return null;
      },
      'token': async () => ({ jwt: await call().events.token() }),
      'password.keep': ({ password }) => {
        call().events.keepPassword(password);
        return null;
      },
      'password.recall': () => ({ password: call().events.password() }),
      'devices.remember': (chosen) => {
        call().events.remember(chosen);
        return null;
      },
      'screen.choose': async ({ audio }) => {
        const { consent, pick } = call();
        if (!consent.picker()) throw fail('not-bidden', 'screen.choose');
        const choice = await pick(audio);
        if (!choice) return { source: undefined };
        consent.offerScreen(choice);
        const kind = choice.id.startsWith('screen:') ? 'screen' : 'window';
        return { source: { name: choice.name.slice(0, 300), kind, audio: choice.audio } };
      },
      act,
      'foreign-ice': ({ hosts }) => {
        if (mayLog()) log.warn(`call: ICE servers of other hosts: ${hosts.join(' ')}`);
        call().events.foreignIce(hosts);
        return null;
      },
      'log': ({ level, text }) => {
        if (mayLog()) log[level](`call page: ${text}`);
        return null;
      },
    },
    topics: {
      ground: (_params, sink) => {
        sink.publish({ head: ground, items: [] });
        return () => undefined;
      },
      brief: (_params, sink) => outbox.followBrief((head) => sink.publish({ head, items: [] })),
      pictures: (_params, sink) => call().events.pictures((items) => sink.publish({ head: null, items })),
      commands: (_params, sink) => outbox.followCommands((items) => sink.publish({ head: null, items })),
    },
  };
}
