import { callWords, type Caller } from '../../tests/e2e/support/calls/caller.ts';
import { until } from '../../tests/servers/processes.ts';
import { say, step } from '../lib/say.mjs';
import type { Account } from './history.ts';
import type { Pictures } from './pictures.ts';

/**
 * Where nobody sits at the keyboard, the first calls the second, in the chat that both have open. Pictures and sound of
 * the other have to arrive at both, and one card has to stay; each step leaves a picture.
 * @throws Error naming what did not happen
 */
export async function callEachOther(
  [first, second]: readonly [Caller, Caller],
  [{ name: firstName }, { name: secondName }]: readonly [Account, Account],
  pictures: Pictures,
): Promise<void> {
  await step('Call', `${firstName} calls, ${secondName} answers with the camera`, async () => {
    await first.call('video');
    const ring = await second.ringing();
    await ring.getByText(firstName).first().waitFor();
    await pictures.take(ring, 'ringing');
    await second.answer(true);
    await Promise.all([first.seesAndHears(), second.seesAndHears()]).catch(async (error: unknown) => {
      say([await first.callStory(), await second.callStory()].join('\n'));
      throw error;
    });
    for (const caller of [first, second]) await pictures.take(await caller.callPage(), 'stage');
    await first.hangUp();
    await until('the call is over for both', () => !first.hasCallPage() && !second.hasCallPage());
    for (const { page } of [first, second]) {
      await page.keyboard.press('Control+1');
      await page.getByRole('article').filter({ hasText: callWords.card.answered }).waitFor();
    }
    await pictures.take(second.page, 'card');
  });
  say('one call, seen and heard at both ends');
}
