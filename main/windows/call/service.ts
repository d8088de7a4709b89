import { fail } from '../../../renderer/base/failure.ts';
import type { PortService } from '../../../renderer/base/port-server.ts';
import { callPageRequests, callPageTopics, type CallPageContract } from '../../../renderer/call/contract.ts';
import { createBudget } from '../../calls/pace.ts';
import type { CallViewEvents } from '../../calls/parts.ts';
import type { Log } from '../../log.ts';
import type { Consent, ScreenChoice } from '../../walls/consent.ts';
import type { Outbox } from './outbox.ts';

export interface ServiceParts {
  readonly events: CallViewEvents;
  readonly outbox: Outbox;
  readonly consent: Consent;
  readonly log: Log;
  /** Main's own picker; `undefined` where the person thought better of it, or while it is open already. */
  readonly pick: (audio: boolean) => Promise<ScreenChoice | undefined>;
  readonly copy: (text: string) => void;
  /** Milliseconds. */
  readonly now: () => number;
}

/** Lines in the log: a page that wrote more would write over what was found about it. */
const lines = { perSecond: 0.2, burst: 100 };

type Acts = CallPageContract['requests']['act']['args'];

/** What the call's page may ask of main. What leaves the call, by clipboard or screen, does so only at the person's bidding. */
export function createCallService(parts: ServiceParts): PortService<CallPageContract> {
  const { events, outbox, consent, log } = parts;
  const mayLog = createBudget(lines.perSecond, lines.burst, parts.now);

  const act = (asked: Acts): null => {
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
        events.reported(report);
        return null;
      },
      'token': async () => ({ jwt: await events.token() }),
      'devices.remember': (chosen) => {
        events.remember(chosen);
        return null;
      },
      'screen.choose': async ({ audio }) => {
        if (!consent.picker()) throw fail('not-bidden', 'screen.choose');
        const choice = await parts.pick(audio);
        if (!choice) return { source: undefined };
        consent.offerScreen(choice);
        const kind = choice.id.startsWith('screen:') ? 'screen' : 'window';
        return { source: { name: choice.name.slice(0, 300), kind, audio: choice.audio } };
      },
      act,
      'foreign-ice': ({ hosts }) => {
        if (mayLog()) log.warn(`call: ICE servers of other hosts: ${hosts.join(' ')}`);
        events.foreignIce(hosts);
        return null;
      },
      'log': ({ level, text }) => {
        if (mayLog()) log[level](`call page: ${text}`);
        return null;
      },
    },
    topics: {
      brief: (_params, sink) => outbox.followBrief((head) => sink.publish({ head, items: [] })),
      pictures: (_params, sink) => events.pictures((items) => sink.publish({ head: null, items })),
      commands: (_params, sink) => outbox.followCommands((items) => sink.publish({ head: null, items })),
    },
  };
}
