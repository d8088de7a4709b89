import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import chat from '../../../assets/locales/de/chat.json' with { type: 'json' };
import errors from '../../../assets/locales/de/errors.json' with { type: 'json' };
import { conferenceOf } from '../../servers/jitsi/token.ts';
import { until } from '../../servers/processes.ts';
import { openParty, type Guest, type Party } from '../jitsi/party.ts';
import { callWords as words, type Caller } from '../support/calls/caller.ts';
import { button, comeIntoConference, enter, leave, openRoom, roomBar, stateOf, type SharedRoom } from '../support/calls/meeting.ts';
import { openOffice, type Office } from '../support/calls/office.ts';

/*
 * Beside people who use Element. Erika's client speaks to the server as Element does, and a bare page with the
 * deployment's library is what Element's widget is to a conference.
 */

const name = 'Lagezentrum';
const widgets = 'im.vector.modular.widgets';
const ownWidget = 'de.einklang.jitsi';
const elementWidget = 'jitsi_1732471200000';

let office: Office;
let room: SharedRoom;
let party: Party;
let miriam: Caller;
let holger: Caller;

beforeAll(async () => {
  office = await openOffice({ miriam: 'Miriam Brandt', holger: 'Holger Steinbach' });
  room = await openRoom(office, name, ['miriam', 'holger']);
  party = await openParty(office.synapse, office.jitsi, room.roomId);
  miriam = await office.start('miriam');
  holger = await office.start('holger');
  for (const caller of [miriam, holger]) await caller.open(name);
});

afterAll(async () => {
  await party.dispose();
  await office.dispose();
});

beforeEach(({ onTestFailed }) => onTestFailed(() => office.tell()));

/** What Element writes when somebody adds a conference: its name in capitals, and a page of its own as the address. */
const addedByElement = (domain: string): object => ({
  type: 'jitsi',
  url: `https://app.element.io/jitsi.html?confId=${conferenceOf(room.roomId).toUpperCase()}#conferenceDomain=$domain&conferenceId=$conferenceId`,
  name: 'Jitsi',
  data: { conferenceId: conferenceOf(room.roomId).toUpperCase(), roomName: name, isAudioOnly: false, isVideoChannel: false, domain, auth: 'openidtoken-jwt' },
});

/** A change of the room as the timeline says it; a message before keeps it from being folded with others. */
const said = (caller: Caller, words: string): Promise<void> =>
  caller.page.locator('.change').filter({ hasText: words.replace('{{name}}', 'Erika Sommer') }).last().waitFor();

/** Sight and sound of the other, both ways, with somebody who uses Element. */
async function meet(caller: Caller, guest: Guest): Promise<void> {
  const inbound = async (kind: string): Promise<number> =>
    guest.tell(async (probe, of) => (await probe.inbound()).filter((stream) => stream.kind === of && (stream.frames > 10 || stream.energy > 0.005)).length, kind);
  await caller.seesAndHears(60_000);
  await until('Element sees and hears them', async () => (await inbound('video')) > 0 && (await inbound('audio')) > 0, { timeoutMs: 60_000 });
}

test('a conference that somebody added in Element is told of, and joined from here', async () => {
  await room.erika.sendText(room.roomId, 'Ich richte eine Konferenz ein.');
  await room.erika.sendState(room.roomId, widgets, addedByElement(office.jitsi.host), elementWidget);
  await said(holger, chat.change.conference);
  const guest = await party.enter();
  await comeIntoConference(holger);
  await meet(holger, guest);
  await guest.leave();
  await leave(holger);
  expect(await stateOf(room, widgets, elementWidget), 'that of others stays').toMatchObject({ type: 'jitsi' });
  expect(await stateOf(room, widgets, ownWidget)).toEqual({});
});

test('one at a host that the organisation does not allow is not joined, and the reason is said', async () => {
  await room.erika.sendState(room.roomId, widgets, addedByElement('meet.fremd.example'), elementWidget);
  await roomBar(miriam, 'meet.fremd.example').waitFor();
  await button(miriam.page, words.workspace.join).click();
  await miriam.page.getByText(errors['call-host-not-allowed'].title).first().waitFor();
  expect(miriam.hasCallPage()).toBe(false);
  await button(miriam.page, words.workspace.ended.dismiss).first().click();
});

test('when it is removed there it is gone here', async () => {
  await room.erika.sendText(room.roomId, 'Ich nehme sie wieder weg.');
  await room.erika.sendState(room.roomId, widgets, {}, elementWidget);
  await said(holger, chat.change['conference-removed']);
  await roomBar(holger, words.workspace.conference.room).waitFor({ state: 'detached' });
  await button(holger.page, words.workspace.meet).waitFor();
});

test('a conference that is set up here is found by Element, stays when everybody has left, and is removed here', async () => {
  await button(miriam.page, chat.conversation.details).click();
  await button(miriam.page, words.workspace.conference.keep).click();
  await button(miriam.page, words.workspace.conference.remove).waitFor();
  const { host } = office.jitsi;
  const id = conferenceOf(room.roomId);
  const parameters = ['conferenceDomain=$domain', 'conferenceId=$conferenceId', 'isAudioOnly=$isAudioOnly', 'isVideoChannel=$isVideoChannel',
    'displayName=$matrix_display_name', 'avatarUrl=$matrix_avatar_url', 'userId=$matrix_user_id', 'roomId=$matrix_room_id', 'theme=$theme',
    'roomName=$roomName', 'auth=openidtoken-jwt'];
  const content = {
    id: ownWidget,
    type: 'jitsi',
    name: 'Jitsi',
    creatorUserId: `@miriam:${office.synapse.serverName}`,
    url: `https://${host}/jitsi.html?confId=${id}#${parameters.join('&')}`,
    data: { conferenceId: id, domain: host, roomName: name, isAudioOnly: false, isVideoChannel: false, auth: 'openidtoken-jwt' },
    'de.einklang.lasting': true,
  };
  expect(await stateOf(room, widgets, ownWidget)).toEqual(content);

  // Element joins by what the event says, and by nothing else.
  const { data } = (await stateOf(room, widgets, ownWidget)) as typeof content;
  const guest = await party.enter({ host: data.domain, conference: data.conferenceId });
  await comeIntoConference(holger);
  await meet(holger, guest);
  await guest.leave();
  await leave(holger);
  await roomBar(holger, words.workspace.conference.room).waitFor();
  expect(await stateOf(room, widgets, ownWidget)).toEqual(content);

  await button(miriam.page, words.workspace.conference.remove).click();
  await button(miriam.page, words.workspace.conference.keep).waitFor();
  expect(await stateOf(room, widgets, ownWidget)).toEqual({});
  await roomBar(holger, words.workspace.conference.room).waitFor({ state: 'detached' });
  await button(miriam.page, chat.conversation['details-close']).first().click();
});

test('the conference of a call is announced as long as somebody is in it', async () => {
  await button(miriam.page, words.workspace.meet).click();
  await enter(miriam);
  await until('it is announced', async () => 'data' in (await stateOf(room, widgets, ownWidget)));
  const guest = await party.enter();
  await meet(miriam, guest);
  const leaves = async (): Promise<number> => (await room.erika.allEvents(room.roomId)).filter(({ type }) => type === 'de.einklang.call.leave').length;
  const before = await leaves();
  await leave(miriam);
  await until('the room knows that she has left', async () => (await leaves()) > before);
  expect(await stateOf(room, widgets, ownWidget), 'somebody is still in it').toMatchObject({ type: 'jitsi' });
  await button(miriam.page, words.workspace.meet).click();
  await enter(miriam);
  await meet(miriam, guest);
  await guest.leave();
  await (await miriam.callPage()).getByText(words.stage.alone.nobody).waitFor();
  await leave(miriam);
  await until('it is taken back', async () => !('data' in (await stateOf(room, widgets, ownWidget))));
});

test('a call of Element’s own kind is told of as running elsewhere, with what can be done', async () => {
  const device = 'ELEMENT';
  const key = `_${room.erika.userId}_${device}_m.call`;
  const membership = {
    application: 'm.call', call_id: '', scope: 'm.room', device_id: device, expires: 14_400_000, 'm.call.intent': 'video',
    focus_active: { type: 'livekit', focus_selection: 'oldest_membership' }, foci_preferred: [],
  };
  await room.erika.sendText(room.roomId, 'Ich rufe mit Element an.');
  const eventId = await room.erika.sendState(room.roomId, 'org.matrix.msc3401.call.member', membership, key);
  const notification = { notification_type: 'notification', sender_ts: Date.now(), lifetime: 30_000, 'm.mentions': { room: true }, 'm.relates_to': { rel_type: 'm.reference', event_id: eventId } };
  await room.erika.send(room.roomId, notification, 'org.matrix.msc4075.rtc.notification');
  await said(holger, chat.change['call-elsewhere']);
  const bar = roomBar(holger, words.workspace.running.elsewhere);
  await bar.filter({ hasText: words.workspace.people_one.replace('{{count}}', '1') }).waitFor();
  await bar.filter({ hasText: words.workspace.running['elsewhere-text'] }).waitFor();
  await button(holger.page, words.workspace.meet).waitFor();
  expect(await holger.page.getByText(chat.unsupported.title).count()).toBe(0);
  await room.erika.sendState(room.roomId, 'org.matrix.msc3401.call.member', {}, key);
  await bar.waitFor({ state: 'detached' });
});

test('a meeting link opens here where its host is allowed, and in the browser where it is not', async () => {
  const { app, page } = holger;
  await app.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    shell.openExternal = async (url) => void opened.push(url);
  });
  const opened = (): Promise<readonly string[]> => app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened);
  const id = conferenceOf(room.roomId);
  const [allowed, foreign] = [`${office.jitsi.url}/${id}`, `https://meet.fremd.example/${id}`];
  await room.erika.sendText(room.roomId, `Hier entlang: ${allowed}`);
  await room.erika.sendText(room.roomId, `Und dort: ${foreign}`);
  await page.getByRole('link', { name: foreign }).click();
  await until('the browser is asked', async () => (await opened()).length > 0);
  expect([await opened(), holger.hasCallPage()]).toEqual([[foreign], false]);

  await page.getByRole('link', { name: allowed }).last().click();
  const guest = await party.enter();
  await enter(holger);
  await meet(holger, guest);
  expect(await opened()).toEqual([foreign]);
  await guest.leave();
  await leave(holger);
});
