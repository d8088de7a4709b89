import { matrixRequest, type Json } from '../../tests/servers/client.ts';
import { until } from '../../tests/servers/processes.ts';
import type { Synapse } from '../../tests/servers/synapse.ts';
import { rooms, type DemoRoom } from './organisation.mjs';

export interface Account {
  /** The local part of the user ID, typed at sign-in. */
  readonly id: string;
  readonly name: string;
  readonly userId: string;
  readonly password: string;
}

type Query = Readonly<Record<string, string | number | undefined>>;

/** A call as one of the people, by the application service's right to act for them. */
export function actAs<T = Json>(
  { url, serviceToken }: Pick<Synapse, 'url' | 'serviceToken'>,
  userId: string,
  [method, path]: readonly [string, string],
  body?: object,
  query: Query = {},
): Promise<T> {
  const options = { token: serviceToken, query: { ...query, user_id: userId }, ...(body === undefined ? {} : { body }) };
  return matrixRequest<T>(url, method, `/_matrix/client/v3/${path}`, options);
}

const accountOf = (accounts: readonly Account[], id: string): Account => {
  const found = accounts.find((account) => account.id === id);
  if (!found) throw new Error(`Nobody here is called ${id}`);
  return found;
};

/** Makes the rooms with all their members, at the server's time. Resolves with room IDs by alias. */
export async function openRooms(synapse: Synapse, accounts: readonly Account[]): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  for (const { alias, name, topic, members } of rooms) {
    const [creator, ...others] = members.map((id) => accountOf(accounts, id));
    if (!creator) continue;
    const { room_id: roomId } = await actAs<{ room_id: string }>(synapse, creator.userId, ['POST', 'createRoom'], {
      preset: 'private_chat',
      name,
      topic,
      invite: others.map((other) => other.userId),
    });
    for (const { userId } of others) await actAs(synapse, userId, ['POST', `rooms/${encodeURIComponent(roomId)}/join`], {});
    ids.set(alias, roomId);
  }
  return ids;
}

/** UTC milliseconds of a local time so many days ago. */
function moment(day: number, time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const date = new Date();
  date.setDate(date.getDate() - day);
  return date.setHours(hours, minutes, 0, 0);
}

/** What would lie in the future, or too near to it, has not happened yet. */
const hasHappened = (ts: number): boolean => ts < Date.now() - 60_000;

async function fillRoom(synapse: Synapse, accounts: readonly Account[], room: DemoRoom, roomId: string): Promise<void> {
  const path = `rooms/${encodeURIComponent(roomId)}`;
  let last: string | undefined;
  for (const [index, { day, time, from, text }] of room.messages.entries()) {
    const ts = moment(day, time);
    if (!hasHappened(ts)) continue;
    const { userId } = accountOf(accounts, from);
    const send = ['PUT', `${path}/send/m.room.message/history-${room.alias}-${index}`] as const;
    const content = { msgtype: 'm.text', body: text, ...formatted(text) };
    last = (await actAs<{ event_id: string }>(synapse, userId, send, content, { ts })).event_id;
    if (day === 0) continue;
    for (const member of room.members) {
      const read = ['POST', `${path}/receipt/m.read/${encodeURIComponent(last)}`] as const;
      await actAs(synapse, accountOf(accounts, member).userId, read, {});
    }
  }
}

/** The little Markdown that the history uses, as the program itself would send it. */
function formatted(text: string): Json {
  if (!/\*\*|`|\n- /.test(text)) return {};
  const inline = text.replace(/\*\*(.+?)\*\*/g, '<strong>$1</strong>').replace(/`(.+?)`/g, '<code>$1</code>');
  const list = inline.replace(/(?:\n- .+)+/g, (items) => `<ul>${items.replace(/\n- (.+)/g, '<li>$1</li>')}</ul>`);
  return { format: 'org.matrix.custom.html', formatted_body: list.replaceAll('\n\n', '') };
}

/** Writes each room's history with its own times; what was said before today has been read by all. */
export async function fillRooms(
  synapse: Synapse,
  accounts: readonly Account[],
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  // The server notices the end of its journey through time within a fraction of a second.
  await until('the server lives in the present', async () => {
    const response = await fetch(`${synapse.url}/_matrix/client/versions`);
    const date = Date.parse(response.headers.get('date') ?? '');
    return Math.abs(Date.now() - date) < 5_000;
  });
  for (const room of rooms) {
    const roomId = ids.get(room.alias);
    if (roomId !== undefined) await fillRoom(synapse, accounts, room, roomId);
  }
}
