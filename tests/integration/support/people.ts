import { inject } from 'vitest';
import type { SessionState, TimelineItem } from '../../../renderer/engine/contract.ts';
import { registerOn } from '../../servers/synapse.ts';
import type { TestUser } from '../../servers/client.ts';
import type { EngineFarm, HeadlessEngine } from './headless-engine.ts';

let count = 0;

/** A person with an account of its own on the shared Synapse; names do not repeat within a run. */
export async function newPerson(displayName: string): Promise<TestUser & { readonly name: string }> {
  const name = `${displayName.toLowerCase().replace(/\W/g, '')}-${process.pid}-${++count}`;
  return { ...(await registerOn(inject('synapse'), name, { displayName })), name };
}

export interface SignInOptions {
  /** A proxy in front of the server. */
  readonly baseUrl?: string;
  readonly password?: string;
}

/** The arguments of `session.signIn` for a person. */
export const signInArgs = (person: Pick<TestUser, 'userId' | 'password'>, { baseUrl, password }: SignInOptions = {}) => ({
  homeserver: { serverName: inject('synapse').serverName, baseUrl: baseUrl ?? inject('synapse').url },
  user: person.userId,
  password: password ?? person.password,
});

/** A new machine on which this person has just signed in. */
export async function signedIn(farm: EngineFarm, person: TestUser, options: SignInOptions = {}): Promise<HeadlessEngine> {
  const engine = await farm.start();
  await engine.session(({ phase }) => phase === 'signed-out');
  await engine.request('session.signIn', signInArgs(person, options));
  return engine;
}

export const isOnline = (state: SessionState): boolean => state.phase === 'signed-in' && state.connection.state === 'online';

export const hasEncryption =
  (wanted: 'ready' | 'locked') =>
  (state: SessionState): boolean =>
    state.phase === 'signed-in' && state.encryption.state === wanted;

/** Texts of the messages that can be read, oldest first. */
export const texts = (items: readonly TimelineItem[]): readonly string[] =>
  items.flatMap((item) => (item.kind === 'message' ? [item.text] : []));

/** A direct chat between two who are signed in and ready, joined by both. */
export async function directChat(from: HeadlessEngine, to: HeadlessEngine, toUserId: string): Promise<string> {
  const { roomId } = await from.request('room.direct', { txnId: `direct-${++count}-0000`, userId: toUserId });
  await to.when('roomList', {}, ({ items }) => items.some((item) => item.roomId === roomId));
  await to.request('room.join', { roomId });
  return roomId;
}

/** Writes and waits until the server has it. */
export async function write(engine: HeadlessEngine, roomId: string, text: string): Promise<void> {
  await engine.request('message.send', { txnId: `message-${++count}-0000`, roomId, text });
  await engine.when('timeline', { roomId }, ({ items }) =>
    items.some((item) => item.kind === 'message' && item.text === text && item.send === undefined),
  );
}
