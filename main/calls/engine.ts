import type { Account, EngineContract, RoomSummary, RunningCall, SessionState } from '../../renderer/engine/contract.ts';
import { toFailure } from '../../renderer/base/failure.ts';
import type { Unsubscribe } from '../../renderer/base/listen.ts';
import type { PortClient } from '../../renderer/base/port-client.ts';
import type { RequestName } from '../../renderer/base/port-types.ts';

type Engine = PortClient<EngineContract>;
type Args<K extends RequestName<EngineContract>> = EngineContract['requests'][K]['args'];
type Result<K extends RequestName<EngineContract>> = EngineContract['requests'][K]['result'];

/** What goes away by itself; anything else is an answer. */
const passing = new Set(['engine-restarted', 'offline', 'not-ready', 'server-error', 'rate-limited', 'unreachable']);
const pauseMs = 2_000;

export interface EngineParts {
  readonly client: Engine;
  readonly after: (ms: number, then: () => void) => Unsubscribe;
  readonly now: () => number;
}

/** The engine as calls see it. */
export interface CallEngine {
  request<K extends RequestName<EngineContract>>(name: K, args: Args<K>): Promise<Result<K>>;
  /** Asks again where the engine restarts or the network is away, until a time (UTC ms) or until `isWanted` says no. */
  insist<K extends RequestName<EngineContract>>(
    name: K,
    args: Args<K>,
    untilTs: number,
    isWanted?: () => boolean,
  ): Promise<Result<K>>;
  account(): Account | undefined;
  /** One row of the room list, once that has been read; undefined where there is no such room. */
  room(roomId: string): Promise<RoomSummary | undefined>;
  /** Follows one room's row. */
  followRoom(roomId: string, changed: (room: RoomSummary | undefined) => void): Unsubscribe;
}

export interface EngineListener {
  readonly calls: (calls: readonly RunningCall[]) => void;
  /** The person does not want to be disturbed, or no longer so. */
  readonly doNotDisturb: (on: boolean) => void;
  /** No account is here any more, or it is on its way out. */
  readonly signedOut: () => void;
}

const isSignedOut = ({ phase }: SessionState): boolean => phase === 'signed-out' || phase === 'signing-out';

export function createCallEngine({ client, after, now }: EngineParts, listener: EngineListener): CallEngine {
  let account: Account | undefined;
  client.follow('session', {}, {
    state: ({ head }) => {
      if ('account' in head) account = head.account;
      else if (isSignedOut(head) && account) {
        account = undefined;
        listener.doNotDisturb(false);
        listener.signedOut();
      }
    },
  });
  // Before the calls: what rings already at the start finds quiet that was set.
  client.follow('ownPresence', {}, { state: ({ head }) => listener.doNotDisturb(head.doNotDisturb) });
  client.follow('calls', {}, { state: ({ items }) => listener.calls(items) });
  const pause = (ms: number): Promise<void> => new Promise((resolve) => void after(ms, resolve));
  const followRoom: CallEngine['followRoom'] = (roomId, changed) =>
    client.follow('roomList', {}, {
      state: ({ head, items }) => {
        if (head.loaded) changed(items.find((room) => room.roomId === roomId));
      },
    });
  return {
    request: client.request,
    insist: async (name, args, untilTs, isWanted = () => true) => {
      for (;;) {
        try {
          return await client.request(name, args);
        } catch (error) {
          const { code, retryAfterMs = pauseMs } = toFailure(error);
          if (!passing.has(code) || now() + retryAfterMs > untilTs || !isWanted()) throw error;
          await pause(code === 'engine-restarted' ? 0 : retryAfterMs);
          if (!isWanted()) throw error;
        }
      }
    },
    account: () => account,
    room: (roomId) =>
      new Promise((resolve) => {
        const stop = followRoom(roomId, (room) => {
          resolve(room);
          // Not within the call that subscribes: there is nothing to stop yet.
          void Promise.resolve().then(() => stop());
        });
      }),
    followRoom,
  };
}
