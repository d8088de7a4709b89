import type { JsonObject } from '../store/api.ts';

/** Marks the room with the command that made it, so that a repeated command finds it. */
export const commandKey = 'de.einklang.command';

/**
 * Who may do what, as servers set it by default, with one difference: everyone may start a conference, which is a
 * state event in Element's convention.
 */
const powerLevels: JsonObject = {
  events: {
    'm.room.name': 50,
    'm.room.avatar': 50,
    'm.room.canonical_alias': 50,
    'm.room.power_levels': 100,
    'm.room.history_visibility': 100,
    'm.room.tombstone': 100,
    'm.room.server_acl': 100,
    'm.room.encryption': 100,
    'im.vector.modular.widgets': 0,
  },
};

const encryption = { type: 'm.room.encryption', state_key: '', content: { algorithm: 'm.megolm.v1.aes-sha2' } };

export interface NewRoom {
  readonly txnId: string;
  readonly name: string;
  readonly topic: string;
  readonly encrypted: boolean;
  readonly invite: readonly string[];
}

/** The body of `/createRoom` for a room by invitation. */
export const roomBody = ({ txnId, name, topic, encrypted, invite }: NewRoom): JsonObject => ({
  preset: 'private_chat',
  visibility: 'private',
  name,
  ...(topic === '' ? {} : { topic }),
  invite,
  creation_content: { [commandKey]: txnId },
  power_level_content_override: powerLevels,
  initial_state: encrypted ? [encryption] : [],
});

/** The body of `/createRoom` for a direct chat: both are equal in it, and it is always encrypted. */
export const directBody = (txnId: string, userId: string): JsonObject => ({
  preset: 'trusted_private_chat',
  visibility: 'private',
  is_direct: true,
  invite: [userId],
  creation_content: { [commandKey]: txnId },
  power_level_content_override: powerLevels,
  initial_state: [encryption],
});
