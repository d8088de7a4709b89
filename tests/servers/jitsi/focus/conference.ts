import { xml, type Element } from '@xmpp/component';
import { createSessions, type BridgeSessions, type SessionsOptions } from './sessions.ts';
import { focusNs } from './jingle.ts';

interface Occupant {
  readonly jid: string;
  readonly role: string | undefined;
  affiliation: string | undefined;
}

/** One conference as the focus has it: its room, who is in it, who moderates, and their sessions with the bridge. */
export interface Conference {
  /** Resolves when the focus is in the room; rejects where the room did not let it in. */
  readonly joined: Promise<unknown>;
  onPresence(nick: string, stanza: Element): void;
  onJingle: BridgeSessions['onJingle'];
  isModerator(nick: string): boolean;
  /** Ends the sessions of a bridge that is gone and offers new ones. */
  renewSessions(): void;
  leave(): Promise<void>;
}

export interface ConferenceOptions extends SessionsOptions {
  /** With so many people in the room the bridge is used, also beside a direct connection. */
  readonly bridgeFrom: number;
  /** The last one has left, or the focus was put out. */
  readonly onEnd: () => void;
}

const muc = 'http://jabber.org/protocol/muc';
const mucUser = 'http://jabber.org/protocol/muc#user';
const mucAdmin = 'http://jabber.org/protocol/muc#admin';

const bare = (jid: string): string => jid.split('/')[0] ?? jid;

function joinStanza(me: string, room: string): Element {
  const property = (key: string, value: string): Element => xml('property', { key, value });
  return xml(
    'presence',
    { from: me, to: `${room}/focus` },
    xml('x', { xmlns: muc }),
    xml('nick', { xmlns: 'http://jabber.org/protocol/nick' }, 'focus'),
    xml('conference-properties', { xmlns: focusNs }, property('support-terminate-restart', 'true'), property('created-ms', String(Date.now()))),
  );
}

const joinPatienceMs = 10_000;

export function createConference(options: ConferenceOptions): Conference {
  const { xmpp, me, room, bridge, bridgeFrom, onEnd, log } = options;
  const occupants = new Map<string, Occupant>();
  const sessions = createSessions(options);
  const entry = Promise.withResolvers<undefined>();
  const patience = setTimeout(() => entry.reject(new Error(`${room} did not answer`)), joinPatienceMs);
  const stopWaiting = (): void => clearTimeout(patience);
  entry.promise.then(stopWaiting, () => {
    stopWaiting();
    onEnd();
  });
  /** Where Prosody is gone, so is the room. */
  const send = (stanza: Element): Promise<void> => xmpp.send(stanza).catch((error: unknown) => log('not sent', error));
  void send(joinStanza(me, room));
  const leave = (): Promise<void> => send(xml('presence', { from: me, to: `${room}/focus`, type: 'unavailable' }));

  function inviteAll(): void {
    if (bridge.isUp() && occupants.size >= bridgeFrom) sessions.invite(occupants.keys());
  }

  /** As Jicofo's "auto owner": the one who is there longest moderates where nobody else does. */
  function electModerator(): void {
    if ([...occupants.values()].some(({ affiliation }) => affiliation === 'owner')) return;
    const [first] = occupants.values();
    if (!first) return;
    first.affiliation = 'owner';
    const item = xml('item', { affiliation: 'owner', jid: bare(first.jid) });
    const grant = xml('iq', { type: 'set', from: me, to: room }, xml('query', { xmlns: mucAdmin }, item));
    xmpp.iqCaller.request(grant, 10_000).catch((error: unknown) => log('could not make a moderator', first.jid, error));
  }

  function onOwnPresence(isGone: boolean): void {
    if (isGone) onEnd();
    else entry.resolve(undefined);
  }

  return {
    joined: entry.promise,
    onPresence(nick, stanza) {
      const { type } = stanza.attrs;
      if (type === 'error') return entry.reject(new Error(`${room} refused the focus: ${stanza.toString()}`));
      if (nick === 'focus') return onOwnPresence(type === 'unavailable');
      if (type === 'unavailable') {
        occupants.delete(nick);
        sessions.drop(nick);
        log(nick, 'left', room);
        if (occupants.size > 0) return electModerator();
        onEnd();
        return void leave();
      }
      const { jid = '', role, affiliation } = stanza.getChild('x', mucUser)?.getChild('item')?.attrs ?? {};
      const isNew = !occupants.has(nick);
      occupants.set(nick, { jid, role, affiliation });
      if (!isNew) return;
      log(nick, 'joined', room, jid);
      electModerator();
      inviteAll();
    },
    onJingle: sessions.onJingle,
    isModerator: (nick) => occupants.get(nick)?.role === 'moderator',
    renewSessions() {
      sessions.endAll();
      inviteAll();
    },
    leave,
  };
}
