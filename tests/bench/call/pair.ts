import { setTimeout as after } from 'node:timers/promises';
import ui from '../../../assets/locales/de/ui.json' with { type: 'json' };
import type { Caller } from '../../e2e/support/calls/caller.ts';
import { installWitness, momentOf, watchClicks, type Moment } from '../../e2e/support/calls/watch.ts';
import { until } from '../../servers/processes.ts';

/** Nobody answers before they have seen who calls. */
const answersAfterMs = 2_000;

/** One of the two, with their clicks (UTC milliseconds). */
export interface Party extends Caller {
  clickedTs(): Promise<number>;
  /** When the page of the call first saw or heard the other, UTC milliseconds. */
  moment(moment: Moment, timeoutMs?: number): Promise<number>;
}

/** Two programs whose people call each other. */
export interface CallPair {
  /** Calls. */
  readonly first: Party;
  /** Answers. */
  readonly second: Party;
  /** The first one calls and waits in the conference; at the second one it has rung for two seconds. */
  ring(media: 'audio' | 'video'): Promise<void>;
  /** Resolves with the time of the click that answers. */
  answer(camera: boolean): Promise<number>;
  /** The first one hangs up; resolves with the milliseconds until the second one's list shows the presence of before. */
  hangUp(): Promise<number>;
}

export async function partyOf(caller: Caller): Promise<Party> {
  await installWitness(caller.app);
  return {
    ...caller,
    clickedTs: await watchClicks(caller.app),
    moment: async (moment, timeoutMs) => momentOf(await caller.callPage(), moment, timeoutMs),
  };
}

/** `names` of the first and the second, as each reads them in the list. */
export async function createPair(callers: readonly [Caller, Caller], names: readonly [string, string]): Promise<CallPair> {
  const [first, second] = [await partyOf(callers[0]), await partyOf(callers[1])];
  await first.startChat(names[1]);
  await second.accept(names[0]);
  const toChat = async ({ page, open }: Caller, name: string): Promise<void> => {
    await page.keyboard.press('Control+1');
    await open(name);
  };
  return {
    first,
    second,
    async ring(media) {
      await first.call(media);
      await (await first.callPage()).locator('.call-view').waitFor();
      await second.ringing();
      await after(answersAfterMs);
    },
    async answer(camera) {
      await second.answer(camera);
      return second.clickedTs();
    },
    async hangUp() {
      await toChat(second, names[0]);
      await second.row(names[0]).filter({ hasText: ui.presence['in-call'] }).waitFor();
      const restored = second.row(names[0]).evaluate(
        (_row, [name, busy]) =>
          new Promise<number>((resolve) => {
            const rows = (): Element[] => [...document.querySelectorAll('button.item')].filter(({ textContent }) => textContent.includes(name));
            const look = (): void => {
              if (!rows().some(({ textContent }) => !textContent.includes(busy))) return;
              observer.disconnect();
              resolve(Date.now());
            };
            const observer = new MutationObserver(look);
            observer.observe(document.body, { childList: true, subtree: true, characterData: true });
          }),
        [names[0], ui.presence['in-call']] as const,
      );
      await first.hangUp();
      const took = (await restored) - (await first.clickedTs());
      await until('nobody is in a call', () => !first.hasCallPage() && !second.hasCallPage());
      await toChat(first, names[1]);
      return took;
    },
  };
}
