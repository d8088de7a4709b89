import type { Locator, Page } from 'playwright-core';
import chat from '../../../../assets/locales/de/chat.json' with { type: 'json' };
import { findPerson } from '../person.ts';
import { callWords as words, type Caller } from './caller.ts';

const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });

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

/** From the preview into the meeting. */
export const enter = async (caller: Caller): Promise<void> => button(await caller.callPage(), words.stage.prejoin.join).click();

/** By the bar of the room, which tells that a meeting is going on. */
export async function comeIn(caller: Caller): Promise<void> {
  await caller.page.locator('.room-call').filter({ hasText: words.workspace.running.room }).waitFor({ timeout: 15_000 });
  await button(caller.page, words.workspace.join).first().click();
  await enter(caller);
}
