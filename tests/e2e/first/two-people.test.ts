import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDesktop, type Desktop } from '../../servers/desktop.ts';
import { startSynapse, type Synapse } from '../../servers/synapse.ts';
import { startPerson, type Person } from '../support/person.ts';

let synapse: Synapse;
let desktop: Desktop;
let folder: string;
const people: Person[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'einklang-two-'));
  [synapse, desktop] = await Promise.all([startSynapse(), startDesktop({ width: 1400, height: 900 })]);
  await synapse.register('miriam', { displayName: 'Miriam Brandt' }).then((user) => user.logout());
  await synapse.register('holger', { displayName: 'Holger Steinbach' }).then((user) => user.logout());
});

afterAll(async () => {
  await Promise.all(people.map((person) => person.close()));
  await desktop.dispose();
  await synapse.dispose();
  await rm(folder, { recursive: true, force: true });
});

const start = async (user: string): Promise<Person> => {
  const person = await startPerson({ desktop, profileDir: join(folder, user), args: ['--profile', user] });
  people.push(person);
  await person.signIn({ server: synapse.url, user, password: `${user}-password` });
  return person;
};

test('two people sign in, find each other and write, encrypted', async () => {
  const [miriam, holger] = await Promise.all([start('miriam'), start('holger')]);

  await miriam.startChat('Holger Steinbach');
  await miriam.write('Liegt die Mitzeichnung vor?');
  await holger.accept('Miriam Brandt');
  await holger.reads('Liegt die Mitzeichnung vor?');
  await holger.write('Ja, seit *gestern* Nachmittag.');
  await miriam.reads('Ja, seit gestern Nachmittag.');
  expect(await miriam.spoken()).toContain('gestern');
});
