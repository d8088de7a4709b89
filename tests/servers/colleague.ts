import { ClientEvent, createClient, EventType, MsgType, SyncState } from 'matrix-js-sdk';
import { logger as sdkLogger, type Logger } from 'matrix-js-sdk/lib/logger.js';

/** A person without a window, by matrix-js-sdk in this process: signed in, present, at home in encrypted rooms. */
export interface Colleague {
  readonly userId: string;
  /** Rooms that this person is invited to. */
  invitations(): readonly string[];
  /** Accepts an invitation, or joins. */
  join(roomId: string): Promise<void>;
  /** Opens an encrypted direct chat. Resolves with the room ID once the server has it. */
  openDirectChat(userId: string): Promise<string>;
  /** Encrypts for every device in the room and sends. */
  write(roomId: string, text: string): Promise<void>;
  /** What was read so far in a room, by whom, in the room's order. Undecryptable messages are not in it. */
  read(roomId: string): readonly { readonly sender: string; readonly text: string }[];
  leave(): void;
}

const silent = (): void => undefined;
const logger: Logger = { trace: silent, debug: silent, info: silent, warn: silent, error: silent, getChild: () => logger };

/**
 * Signs a person in with matrix-js-sdk; keys live in memory and go with the process. Cross-signing is set up, so that
 * the person's device is a confirmed one for everybody.
 */
export async function signInColleague(
  baseUrl: string,
  { userId, password }: { readonly userId: string; readonly password: string },
): Promise<Colleague> {
  // The SDK's own logger is loglevel's, which its types do not say.
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- used not to log, but to keep the SDK from it
  (sdkLogger as unknown as { disableAll(persist: boolean): void }).disableAll(false);
  const identifier = { type: 'm.id.user', user: userId };
  const session = await createClient({ baseUrl, logger }).loginRequest({
    type: 'm.login.password',
    identifier,
    password,
    initial_device_display_name: 'Colleague',
  });
  const { access_token: accessToken, device_id: deviceId } = session;
  const client = createClient({ baseUrl, userId, deviceId, accessToken, logger });
  await client.initRustCrypto({ useIndexedDB: false });
  const ready = new Promise<void>((resolve) => {
    client.on(ClientEvent.Sync, (state) => {
      if (state === SyncState.Prepared) resolve();
    });
  });
  await client.startClient({ initialSyncLimit: 1 });
  await ready;
  await client.getCrypto()?.bootstrapCrossSigning({
    authUploadDeviceSigningKeys: async (upload) => void (await upload({ type: 'm.login.password', identifier, password })),
  });

  return {
    userId,
    invitations: () => client.getRooms().flatMap((room) => (room.getMyMembership() === 'invite' ? [room.roomId] : [])),
    join: async (roomId) => void (await client.joinRoom(roomId)),
    async openDirectChat(other) {
      const { room_id: roomId } = await client.createRoom({
        is_direct: true,
        invite: [other],
        initial_state: [
          { type: 'm.room.encryption', state_key: '', content: { algorithm: 'm.megolm.v1.aes-sha2' } },
          { type: 'm.room.guest_access', state_key: '', content: { guest_access: 'forbidden' } },
        ],
      });
      return roomId;
    },
    async write(roomId, text) {
      // The SDK sends to a room that it does not know yet in plain text, and without keys to whom it does not know there.
      const isKnown = (): boolean => {
        const room = client.getRoom(roomId);
        return room !== null && room.hasEncryptionStateEvent() && room.getInvitedAndJoinedMemberCount() > 1;
      };
      while (!isKnown()) {
        await new Promise<void>((resolve) => void client.once(ClientEvent.Sync, () => resolve()));
      }
      await client.sendEvent(roomId, EventType.RoomMessage, { msgtype: MsgType.Text, body: text });
    },
    read: (roomId) =>
      (client.getRoom(roomId)?.getLiveTimeline().getEvents() ?? [])
        .filter((event) => event.getType() === 'm.room.message' && !event.isDecryptionFailure())
        .map((event) => ({ sender: event.getSender() ?? '', text: String(event.getContent()['body'] ?? '') })),
    leave: () => client.stopClient(),
  };
}
