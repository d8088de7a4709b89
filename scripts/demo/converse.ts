import type { Person } from '../../tests/e2e/support/person.ts';
import { until } from '../../tests/servers/processes.ts';
import { say, step } from '../lib/say.mjs';
import type { Account } from './history.ts';
import { conversation } from './organisation.mjs';
import type { Pictures } from './pictures.ts';

/** A sentence as it is read, without the Markdown that it was typed in. */
const asRead = (text: string): string => text.replaceAll('**', '');

/**
 * Where nobody sits at the keyboard, the two write by themselves. Each sentence has to be in the accessibility tree of
 * the other's window; each step leaves a picture.
 * @throws Error naming the sentence that was not read
 */
export async function converse(
  people: readonly [Person, Person],
  names: readonly [Account, Account],
  pictures: Pictures,
): Promise<void> {
  const picture = ({ page }: Person, what: string): Promise<void> => pictures.take(page, what);
  const [first, second] = people;
  const [firstName, secondName] = names.map(({ name }) => name) as [string, string];

  await step('Conversation', `${firstName} and ${secondName} write to each other`, async () => {
    await first.open('Referat 23 – Haushalt');
    await first.reads('Guten Morgen zusammen.');
    await picture(first, 'room');
    await first.startChat(secondName);
    await picture(first, 'new-chat');
    for (const [index, { from, text }] of conversation.entries()) {
      const [writer, reader] = from === 0 ? [first, second] : [second, first];
      await writer.write(text);
      if (index === 0) {
        await picture(reader, 'invitation');
        await reader.accept(firstName);
      }
      const sentence = asRead(text);
      await until(`"${sentence}" is in the other window's accessibility tree`, async () =>
        (await reader.spoken()).includes(sentence),
      ).catch(async (error: unknown) => {
        await picture(writer, 'written');
        await picture(reader, 'not-read');
        throw error;
      });
      say(`  read: ${sentence}`);
      await picture(reader, 'read');
    }
  });
  say(`${conversation.length} sentences written and read`);
}
