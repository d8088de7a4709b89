import { fail, toFailure } from '../../base/failure.ts';
import type { EngineContract } from '../contract.ts';
import type { Request } from '../session/api.ts';
import type { ChatStore, JsonObject } from '../store/api.ts';
import { findDirect, markDirect } from './direct.ts';
import { commandKey, directBody, roomBody } from './new-room.ts';

type Requests = EngineContract['requests'];
type RoomRequestName = Extract<keyof Requests, `room.${string}`>;

export type RoomCommands = {
  readonly [K in RoomRequestName]: (args: Requests[K]['args']) => Promise<Requests[K]['result']>;
};

interface Options {
  readonly chat: ChatStore;
  readonly request: Request;
  readonly ownUserId: string;
  /** Fetches the members of the room in front of the person. */
  readonly fetchMembers: (roomId: string) => Promise<void>;
  /** The room in front of the person is another now. */
  readonly opened: (roomId: string) => void;
}

/** How long a new room may take to come down the sync before the command answers without it. */
const arrivalMs = 10_000;

export function createRoomCommands({ chat, request, ownUserId, fetchMembers, opened }: Options): RoomCommands {
  const creating = new Map<string, Promise<string>>();
  const roomPath = (roomId: string, action: string): string =>
    `/_matrix/client/v3/rooms/${encodeURIComponent(roomId)}/${action}`;

  /** The server makes a room anew each time it is asked: a repeated command finds the one that it made. */
  const create = (txnId: string, body: JsonObject): Promise<string> => {
    const under = creating.get(txnId);
    if (under) return under;
    const made = createOnce(txnId, body).finally(() => creating.delete(txnId));
    creating.set(txnId, made);
    return made;
  };

  const createOnce = async (txnId: string, body: JsonObject): Promise<string> => {
    const known = chat.roomRows().find(({ state }) => state['m.room.create']?.[commandKey] === txnId);
    if (known) return known.roomId;
    const { room_id: roomId } = await request('POST', '/_matrix/client/v3/createRoom', { body });
    if (typeof roomId !== 'string') throw fail('server-error', 'no room ID');
    await arrival(chat, roomId, 'join');
    return roomId;
  };

  const join = async (roomId: string): Promise<void> => {
    const row = chat.roomRow(roomId);
    const inviter = row?.membership === 'invite' ? row.ownMember : undefined;
    await request('POST', roomPath(roomId, 'join'), { body: {} });
    if (inviter?.content['is_direct'] === true && inviter.sender !== undefined) {
      await markDirect(request, ownUserId, inviter.sender, roomId);
    }
    await arrival(chat, roomId, 'join');
  };

  return {
    'room.create': async (args) => ({ roomId: await create(args.txnId, roomBody(args)) }),
    'room.direct': async ({ txnId, userId }) => {
      const found = findDirect(chat, userId);
      if (found?.invited) await join(found.roomId);
      if (found) return { roomId: found.roomId, created: false };
      const roomId = await create(txnId, directBody(txnId, userId));
      await markDirect(request, ownUserId, userId, roomId);
      return { roomId, created: true };
    },
    'room.invite': async ({ roomId, userId }) => {
      const membership = chat.member(roomId, userId)?.membership;
      if (membership === 'join' || membership === 'invite') return null;
      await request('POST', roomPath(roomId, 'invite'), { body: { user_id: userId } });
      return null;
    },
    'room.join': async ({ roomId }) => {
      await join(roomId);
      return null;
    },
    'room.leave': async ({ roomId }) => {
      await request('POST', roomPath(roomId, 'leave'), { body: {} }).catch(passOverLeft);
      return null;
    },
    'room.opened': async ({ roomId }) => {
      opened(roomId);
      void fetchMembers(roomId);
      return null;
    },
  };
}

/** Leaving twice is leaving once. */
function passOverLeft(error: unknown): void {
  if (!['not-found', 'forbidden'].includes(toFailure(error).code)) throw error;
}

/** Resolves when the sync has brought the room with this membership, or when that takes too long. */
function arrival(chat: ChatStore, roomId: string, membership: string): Promise<void> {
  const isHere = (): boolean => chat.roomRow(roomId)?.membership === membership;
  if (isHere()) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      stop();
      resolve();
    };
    const timer = setTimeout(done, arrivalMs);
    const stop = chat.listen(({ rooms }) => {
      if (rooms.has(roomId) && isHere()) done();
    });
  });
}
