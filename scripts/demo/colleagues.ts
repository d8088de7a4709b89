import type { Colleague } from '../../tests/servers/colleague.ts';
import { step } from '../lib/say.mjs';
import { actAs, type Account } from './history.ts';
import { directChats } from './organisation.mjs';
import type { Seats } from './seats.ts';

/** Accepts a chat for a person and puts it among their direct chats, as their own program would. */
async function acceptFor({ server }: Seats, { userId }: Account, roomId: string, other: string): Promise<void> {
  await actAs(server, userId, ['POST', `rooms/${encodeURIComponent(roomId)}/join`], {});
  const path = `user/${encodeURIComponent(userId)}/account_data/m.direct`;
  const direct = await actAs<Record<string, string[]>>(server, userId, ['GET', path]).catch((): Record<string, string[]> => ({}));
  await actAs(server, userId, ['PUT', path], { ...direct, [other]: [...(direct[other] ?? []), roomId] });
}

/** Colleagues without windows sign in and write, encrypted, to the two who have just sat down. */
export async function bringColleagues(seats: Seats): Promise<readonly Colleague[]> {
  // The SDK's call signalling tells the console about rooms without calls, past every logger that it is given.
  console.debug = () => undefined;
  const { signInColleague } = await import('../../tests/servers/colleague.ts');
  const account = (id: string): Account => {
    const found = seats.accounts.find((one) => one.id === id);
    if (!found) throw new Error(`Nobody here is called ${id}`);
    return found;
  };
  return step('Colleagues', 'three more people sign in and write, encrypted', async () => {
    const colleagues: Colleague[] = [];
    for (const { between, answered, messages } of directChats) {
      const [from, to] = between.map(account) as [Account, Account];
      const colleague = await signInColleague(seats.server.url, from);
      const roomId = await colleague.openDirectChat(to.userId);
      if (answered) await acceptFor(seats, to, roomId, from.userId);
      for (const text of messages) await colleague.write(roomId, text);
      colleagues.push(colleague);
    }
    return colleagues;
  });
}

