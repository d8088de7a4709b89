import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { callWords as words, type Caller } from '../support/calls/caller.ts';
import { button, comeIn, enter, leave, openRoom } from '../support/calls/meeting.ts';
import { openOffice, type Office } from '../support/calls/office.ts';
import { candidatesOf, seesAndHearsEach } from '../support/calls/streams.ts';

/*
 * Five people in five real programs, over the bridge. Two cores are hard put to encode five cameras and decode twenty
 * pictures: the cameras are slow and small ones, and `npm test` has two of them on. With `npm run test:calls` all five are.
 */

const people = { miriam: 'Miriam Brandt', holger: 'Holger Steinbach', jana: 'Jana Vogt', emil: 'Emil Kraft', selin: 'Selin Aydin' };
const cameras = process.env['EINKLANG_CALLS'] === 'all' ? 5 : 2;
const room = 'Lagezentrum';
const patienceMs = 120_000;

let office: Office;
let everybody: readonly Caller[] = [];

const hasCamera = (caller: Caller): boolean => everybody.indexOf(caller) < cameras;

beforeAll(async () => {
  office = await openOffice(people, { smallPictures: true });
  await openRoom(office, room, Object.keys(people));
  const started: Caller[] = [];
  for (const user of Object.keys(people)) {
    const caller = await office.start(user);
    await caller.open(room);
    started.push(caller);
  }
  everybody = started;
}, 240_000);

afterAll(() => office.dispose());

beforeEach(({ onTestFailed }) => {
  onTestFailed(async () => {
    await office.tell();
    console.log(await office.jitsi.log());
  });
});

const allSeeAndHear = (): Promise<unknown> =>
  Promise.all(everybody.map((caller) => seesAndHearsEach(caller, everybody.length - 1, patienceMs, hasCamera(caller) ? cameras - 1 : cameras)));

test('five come together in their room, and each hears the four others and sees all cameras', async () => {
  const [first, ...others] = everybody;
  if (!first) throw new Error('nobody is there');
  await button(first.page, words.workspace.meet).click();
  await enter(first);
  for (const caller of others) await comeIn(caller, hasCamera(caller));
  await allSeeAndHear();
  // Over the bridge: one connection each, and all voices and pictures in it.
  for (const caller of everybody) expect(await candidatesOf(caller)).toHaveLength(1);
  const stage = await first.callPage();
  await stage.getByText(words.stage.count_other.replace('{{count}}', '5')).first().waitFor();
}, 240_000);

test('one of the five leaves and comes back, and all hear and see all again', async () => {
  const [first, gone, ...rest] = everybody;
  if (!first || !gone) throw new Error('nobody is there');
  const stay = [first, ...rest];
  await leave(gone);
  await (await first.callPage()).getByText(words.stage.count_other.replace('{{count}}', '4')).first().waitFor();
  await Promise.all(stay.map((caller) => seesAndHearsEach(caller, 3, patienceMs, hasCamera(caller) ? cameras - 2 : cameras - 1)));
  // The control: what is waited for at the end is not so now.
  await expect(seesAndHearsEach(first, 4, 3_000, cameras - 1)).rejects.toThrow('in vain');

  await comeIn(gone, hasCamera(gone));
  await allSeeAndHear();
}, 240_000);
