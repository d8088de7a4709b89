import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import desktop from '../../../assets/locales/de/desktop.json' with { type: 'json' };
import { conferenceOf } from '../../servers/jitsi/token.ts';
import { until } from '../../servers/processes.ts';
import { callWords as words, type Caller } from '../support/calls/caller.ts';
import { button, comeIn, enter, leave, openNamed, openRoom, roomBar, stateOf, toChats, type SharedRoom } from '../support/calls/meeting.ts';
import { openOffice, type Office } from '../support/calls/office.ts';
import { seesAndHearsEach } from '../support/calls/streams.ts';

/* Three people in three real programs: how the third hears of a meeting, and what happens when somebody calls during a call. */

const name = 'Lagezentrum';

let office: Office;
let room: SharedRoom;
let miriam: Caller;
let holger: Caller;
let jana: Caller;
let everybody: readonly Caller[] = [];

beforeAll(async () => {
  office = await openOffice({ miriam: 'Miriam Brandt', holger: 'Holger Steinbach', jana: 'Jana Vogt' }, { smallPictures: true });
  room = await openRoom(office, name, ['miriam', 'holger', 'jana']);
  miriam = await office.start('miriam');
  holger = await office.start('holger');
  jana = await office.start('jana');
  everybody = [miriam, holger, jana];
  await miriam.startChat('Holger Steinbach');
  await holger.accept('Miriam Brandt');
  await jana.startChat('Miriam Brandt');
  await miriam.accept('Jana Vogt');
});

afterAll(() => office.dispose());

beforeEach(({ onTestFailed }) => onTestFailed(() => office.tell()));

interface Told {
  readonly title: string;
  readonly body: string;
}

/** Keeps the OS's notifications at the edge. */
const keepNotifications = ({ app }: Caller): Promise<void> =>
  app.evaluate(({ Notification }) => {
    const notifications: Electron.Notification[] = [];
    Notification.isSupported = () => true;
    Notification.prototype.show = function (this: Electron.Notification) {
      notifications.push(this);
    };
    Object.assign(globalThis, { notifications });
  });
const notified = ({ app }: Caller): Promise<readonly Told[]> =>
  app.evaluate(() =>
    (globalThis as unknown as { notifications: Electron.Notification[] }).notifications.map(({ title, body }) => ({ title, body })),
  );
const clickNotification = ({ app }: Caller): Promise<void> =>
  app.evaluate(() => void (globalThis as unknown as { notifications: Electron.Notification[] }).notifications.at(-1)?.emit('click'));

test('who is elsewhere is notified of a meeting in a room, comes to it by the notification, and into it by the bar', async () => {
  await Promise.all([keepNotifications(jana), openNamed(miriam, name), openNamed(holger, name)]);
  await button(miriam.page, words.workspace.meet).click();
  await enter(miriam);
  await comeIn(holger);

  const { roomCall, roomCallBy } = desktop.notifications;
  const told = { title: roomCall.replace('{title}', name), body: roomCallBy.replace('{name}', 'Miriam Brandt') };
  await until('she is notified', async () => (await notified(jana)).length > 0);
  expect(await notified(jana)).toEqual([told]);
  expect(await jana.rings(), 'a call in a room does not ring').toBe(false);

  const bar = roomBar(jana, words.workspace.running.room);
  expect(await bar.count()).toBe(0);
  await clickNotification(jana);
  await bar.filter({ hasText: new RegExp(`${words.workspace.people_other.replace('{{count}}', '2')} · \\S*\\d`) }).waitFor();
  await comeIn(jana);
  await Promise.all(everybody.map((caller) => seesAndHearsEach(caller, 2, 60_000)));
});

test('people on other clients find the link in the room and the conference by its event', async () => {
  const id = conferenceOf(room.roomId);
  const texts = (await room.erika.allEvents(room.roomId)).filter(({ type }) => type === 'm.room.message').map(({ content }) => content['body']);
  expect(texts).toEqual([`📞 ${office.jitsi.url}/${id}`]);
  const content = await stateOf(room, 'im.vector.modular.widgets', 'de.einklang.jitsi');
  expect(content).toMatchObject({ type: 'jitsi', data: { domain: office.jitsi.host, conferenceId: id, auth: 'openidtoken-jwt' } });
  for (const caller of everybody) await leave(caller);
});

/** Hears whoever is in the call with them. */
const hears = (caller: Caller): Promise<unknown> => until('somebody is heard', async () => (await caller.heard(1)) > 0.005, { timeoutMs: 30_000 });

/** Miriam talks to Holger when Jana calls her. */
async function callDuringCall(): Promise<void> {
  await Promise.all([openNamed(miriam, 'Holger Steinbach'), openNamed(jana, 'Miriam Brandt')]);
  await miriam.call('audio');
  await holger.answer(false);
  await Promise.all([hears(miriam), hears(holger)]);
  await jana.call('audio');
  await miriam.page.getByText(words.workspace.notice.waiting.replace('{{name}}', 'Jana Vogt')).waitFor();
  expect(await miriam.rings(), 'it does not ring in a call').toBe(false);
}

test('who calls somebody in a call waits as a quiet notice, and hears that they are busy where they are declined', async () => {
  await callDuringCall();
  await button(miriam.page, words.workspace.notice.decline).click();
  await jana.page.getByText(words.workspace.ended.busy.replace('{{name}}', 'Miriam Brandt')).first().waitFor();
  await Promise.all([hears(miriam), hears(holger)]);
  await miriam.hangUp();
  await until('nobody is in a call', () => everybody.every((caller) => !caller.hasCallPage()));
  await Promise.all(everybody.map(toChats));
});

test('and the other takes the place of the first where they are answered', async () => {
  await callDuringCall();
  const first = await miriam.callPage();
  await button(miriam.page, words.workspace.notice.switch).click();
  await until('the first call is over for both', async () => !holger.hasCallPage() && (await miriam.callPage()) !== first);
  await Promise.all([hears(miriam), hears(jana)]);
  await jana.hangUp();
  await until('nobody is in a call', () => everybody.every((caller) => !caller.hasCallPage()));
});
