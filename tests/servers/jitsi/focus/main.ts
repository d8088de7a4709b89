/**
 * Stands for Jicofo, in a process of its own: makes the conferences, says who moderates, passes on a moderator's muting
 * and brings everybody to the bridge. Started with its settings as JSON; says `ready` to its parent once Prosody took it.
 */
import { component, xml, type Element } from '@xmpp/component';
import { linkBridge } from './bridge-link.ts';
import { createConference, type Conference } from './conference.ts';
import { focusNs, jingle } from './jingle.ts';
import type { FocusSettings } from './settings.ts';

const settings = JSON.parse(process.argv[2] ?? '{}') as FocusSettings;
const domain = `focus.${settings.host}`;
const me = `focus@${domain}/focus`;
const conferences = new Map<string, Conference>();
const log = (...words: unknown[]): void => console.log(new Date().toISOString(), ...words);

const xmpp = component({ service: `xmpp://127.0.0.1:${settings.componentPort}`, domain, password: settings.secret });
xmpp.reconnect.delay = 100;
const bridge = linkBridge(settings.bridgeUrl, () => {
  log('the bridge is there');
  for (const conference of conferences.values()) conference.renewSessions();
});

function conferenceIn(room: string): Conference {
  const found = conferences.get(room);
  if (found) return found;
  const made = createConference({
    xmpp,
    bridge,
    me,
    room,
    channelBase: `wss://${settings.host}/colibri-ws`,
    bridgeFrom: settings.bridgeFrom,
    onEnd: () => {
      if (conferences.get(room) === made) conferences.delete(room);
    },
    log,
  });
  conferences.set(room, made);
  return made;
}

const refusal = (type: string, condition: string): Element =>
  xml('error', { type }, xml(condition, 'urn:ietf:params:xml:ns:xmpp-stanzas'));

xmpp.iqCallee.set(focusNs, 'conference', async ({ element, from }) => {
  const room = element.attrs['room'];
  if (room === undefined) return refusal('modify', 'bad-request');
  log(from.toString(), 'asks for', room);
  await conferenceIn(room).joined;
  const property = (name: string): Element => xml('property', { name, value: 'false' });
  const properties = [property('authentication'), property('sipGatewayEnabled')];
  return xml('conference', { xmlns: focusNs, room, ready: 'true', focusjid: `focus@${domain}` }, ...properties);
});

for (const media of ['audio', 'video', 'desktop']) {
  const xmlns = `http://jitsi.org/jitmeet/${media}`;
  xmpp.iqCallee.set(xmlns, 'mute', async ({ element, from }) => {
    const { jid } = element.attrs;
    const conference = conferences.get(from.bare().toString());
    const may = jid === from.toString() || conference?.isModerator(from.resource) === true;
    if (jid === undefined || !may) return refusal('auth', 'not-allowed');
    const order = xml('mute', { xmlns, actor: from.toString(), jid }, element.getText());
    await xmpp.iqCaller.request(xml('iq', { type: 'set', from: me, to: jid }, order), 10_000);
    return xml('mute', { xmlns, jid }, element.getText());
  });
}

xmpp.iqCallee.set(jingle, 'jingle', ({ element, from }) => {
  const conference = conferences.get(from.bare().toString());
  return conference?.onJingle(from.resource, element) ?? refusal('cancel', 'item-not-found');
});

xmpp.on('stanza', (stanza) => {
  const [room = '', nick = ''] = stanza.attrs['from']?.split('/') ?? [];
  if (stanza.is('presence')) conferences.get(room)?.onPresence(nick, stanza);
});
xmpp.on('online', () => {
  log('online');
  process.send?.('ready');
});
// Rooms are in Prosody's memory: where it went they went.
xmpp.on('disconnect', () => conferences.clear());
xmpp.on('error', (error) => log('error', error.message));

process.on('SIGTERM', () => {
  void Promise.allSettled([...conferences.values()].map((conference) => conference.leave())).then(() => process.exit());
});
process.on('disconnect', () => process.exit()); // never outlives who started it
xmpp.start().catch((error: unknown) => log('could not start', error));
