import type { Locator, Page } from 'playwright-core';
import chat from '../../../../assets/locales/de/chat.json' with { type: 'json' };
import { MatrixError, matrixRequest, type Json, type TestUser } from '../../../servers/client.ts';
import { until } from '../../../servers/processes.ts';
import { findPerson } from '../person.ts';
import { callWords as words, type Caller } from './caller.ts';
import type { Office } from './office.ts';

/** A room of people of the office, made by a colleague who uses a plain Matrix client. */
export interface SharedRoom {
  readonly roomId: string;
  readonly erika: TestUser;
}

/** Makes the room, not encrypted, so that one can ask the server what stands in it, and has the members come in. */
export async function openRoom({ synapse }: Office, name: string, members: readonly string[]): Promise<SharedRoom> {
  const erika = await synapse.register('erika', { displayName: 'Erika Sommer' });
  const userIds = members.map((member) => `@${member}:${synapse.serverName}`);
  const widgetsByAll = { events: { 'im.vector.modular.widgets': 0, 'org.matrix.msc3401.call.member': 0 } };
  const roomId = await erika.createRoom({ preset: 'public_chat', name, invite: userIds, power_level_content_override: widgetsByAll });
  for (const userId of userIds) {
    const query = { user_id: userId };
    await matrixRequest(synapse.url, 'POST', `/_matrix/client/v3/join/${encodeURIComponent(roomId)}`, { token: synapse.serviceToken, query, body: {} });
  }
  return { roomId, erika };
}

export const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });

/** Makes a room and invites people to it, by the dialog; it is open afterwards. */
export async function makeRoom({ page, composer }: Caller, room: string, people: readonly string[]): Promise<void> {
  const { 'new-room': said, conversation } = chat;
  await button(page, conversation['new-chat']).click();
  await page.getByRole('menuitem', { name: said.title }).click();
  const dialog = page.getByRole('dialog', { name: said.title });
  await dialog.getByLabel(said.name, { exact: true }).fill(room);
  for (const name of people) {
    await (await findPerson(dialog, said.invite, name)).click();
    await dialog.getByRole('button', { name: said.remove.replace('{{name}}', name) }).waitFor();
  }
  await dialog.getByRole('button', { name: said.create }).click();
  await dialog.waitFor({ state: 'detached' });
  await composer().waitFor();
}

/** From the preview into the meeting; the camera is on there, unless one has come without it before. */
export async function enter(caller: Caller, camera = true): Promise<void> {
  const page = await caller.callPage();
  const join = button(page, words.stage.prejoin.join);
  await join.waitFor();
  const on = page.getByRole('button', { name: words.stage.prejoin['camera-on'] });
  if (!camera && (await on.isVisible())) await on.click();
  await join.click();
}

/** The line under a conversation's header that tells of a call or a conference in it. */
export const roomBar = ({ page }: Caller, text: string): Locator => page.locator('.room-call').filter({ hasText: text });

/** By the bar of the open room, which tells that a meeting is going on. */
export async function comeIn(caller: Caller, camera = true): Promise<void> {
  await roomBar(caller, words.workspace.running.room).waitFor({ timeout: 15_000 });
  await button(caller.page, words.workspace.join).first().click();
  await enter(caller, camera);
}

/** What a room's state of this type and key is at the server; empty where it has been taken away or never was. */
export const stateOf = ({ roomId, erika }: SharedRoom, type: string, key: string): Promise<Json> =>
  erika.request('GET', `v3/rooms/${[roomId, 'state', type, key].map(encodeURIComponent).join('/')}`).catch((error: unknown) => {
    if (error instanceof MatrixError && error.status === 404) return {};
    throw error;
  });

/** The row of a conversation by its name alone: in others' rows the name may stand in what was said last. */
export const openNamed = async ({ page, composer }: Caller, name: string): Promise<void> => {
  await page.locator(`button.item[data-stop="${name}"]`).first().click();
  await composer().waitFor();
};

/** Back to the chats, where bars and notices stand. */
export const toChats = ({ page }: Caller): Promise<void> => page.keyboard.press('Control+1');

/** Back to one conversation, where the bar of a call stands. */
export async function toChat(caller: Caller, name: string): Promise<void> {
  await toChats(caller);
  await caller.open(name);
}

/** By the line of the room's conference, whether or not somebody is in it. */
export async function comeIntoConference(caller: Caller): Promise<void> {
  await roomBar(caller, words.workspace.conference.room).waitFor({ timeout: 15_000 });
  await button(caller.page, words.workspace.join).first().click();
  await enter(caller);
}

/** By the bar of the call. */
export async function leave(caller: Caller): Promise<void> {
  await toChats(caller);
  await button(caller.page, words.workspace.strip['hang-up']).click();
  await until('they have left', () => !caller.hasCallPage());
}
