import type { EngineContract } from '../contract.ts';
import { createDoNotDisturb, type DoNotDisturb } from '../people/do-not-disturb.ts';
import type { PresenceMap } from '../people/presence.ts';
import type { OpenSession } from '../session/open-session.ts';
import { createCallBook, type BookSources } from './book.ts';
import { createCallCommands } from './commands.ts';
import { createConferences } from './conference.ts';
import { requestOpenIdToken } from './open-id.ts';
import { createOwnPresence } from './own-presence.ts';
import { createCallRecords, type CallRecords } from './records.ts';
import { createCallHistory, createRunningCalls, type CallHistory } from './topics.ts';

type Requests = EngineContract['requests'];
type CallRequest = Extract<keyof Requests, `call.${string}` | `presence.${string}` | 'callHistory.seen'>;

/** Everything about calls of an open account. */
export interface CallParts {
  readonly requests: { readonly [K in CallRequest]: (args: Requests[K]['args']) => Requests[K]['result'] | Promise<Requests[K]['result']> };
  readonly running: ReturnType<typeof createRunningCalls>;
  readonly history: CallHistory['follow'];
  readonly ownPresence: DoNotDisturb['follow'];
  readonly records: CallRecords;
  stop(): void;
}

export function createCallParts(session: OpenSession, presence: PresenceMap, clock: BookSources['clock']): CallParts {
  const { chat, queue, request, transport, reachability, beforeSync, account, log } = session;
  const own = { userId: account.userId, deviceId: account.deviceId };
  const synced = { now: transport.ready, listen: transport.listen };
  const book = createCallBook({ chat, presence, own, clock });
  const records = createCallRecords(book);
  const history = createCallHistory({ chat, book, records });
  const conferences = createConferences({ chat, request, own: own.userId, log });
  const commands = createCallCommands({ book, chat, queue, transport, reachability, own, log, forgetConference: conferences.forget, now: clock.now });
  const ownPresence = createOwnPresence({ queue, request, reachability, beforeSync, userId: own.userId, log });
  const doNotDisturb = createDoNotDisturb({ chat, queue, write: ownPresence.write, own: own.userId });
  return {
    requests: {
      'call.ring': commands['call.ring'],
      'call.decline': commands['call.decline'],
      'call.joined': commands['call.joined'],
      'call.left': commands['call.left'],
      'call.conference': conferences.of,
      'call.keepConference': async (asked) => {
        await conferences.keep(asked);
        return null;
      },
      'call.openIdToken': () => requestOpenIdToken(request, own.userId, account, clock.now),
      'presence.call': async ({ state }) => {
        await ownPresence.set(state);
        return null;
      },
      'presence.doNotDisturb': async ({ on }) => {
        await doNotDisturb.set(on);
        return null;
      },
      'callHistory.seen': () => {
        history.seen();
        return null;
      },
    },
    running: createRunningCalls({ chat, book, own, clock, synced }),
    history: history.follow,
    ownPresence: doNotDisturb.follow,
    records,
    stop() {
      for (const part of [commands, doNotDisturb, ownPresence, book]) part.stop();
    },
  };
}
