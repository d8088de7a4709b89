import { randomBytes } from 'node:crypto';
import { xml, type Component, type Element } from '@xmpp/component';
import type { Source } from '../bridge/contract.ts';
import type { BridgeLink } from './bridge-link.ts';
import { focusNs, readCandidates, readSources, readTransport, sessionInitiate, sessionTerminate, sourceChange } from './jingle.ts';

/** The Jingle sessions between one conference's participants and the bridge. */
export interface BridgeSessions {
  /** Offers a session to everybody named who has none. */
  invite(nicks: Iterable<string>): void;
  /** What a participant says in its session: true, or undefined where there is no such session. */
  onJingle(nick: string, element: Element): true | undefined;
  /** The participant has left. */
  drop(nick: string): void;
  /** The bridge is a new one: ends all sessions; those who had one are to be invited again. */
  endAll(): readonly string[];
}

interface Session {
  readonly sid: string;
  readonly offered: ReadonlySet<number>;
  sources: readonly Source[];
  isAccepted: boolean;
}

export interface SessionsOptions {
  readonly xmpp: Component;
  readonly bridge: BridgeLink;
  /** The focus's own full address, and the conference's room. */
  readonly me: string;
  readonly room: string;
  /** `wss://<host>/colibri-ws`. */
  readonly channelBase: string;
  readonly log: (...words: unknown[]) => void;
}

export function createSessions({ xmpp, bridge, me, room, channelBase, log }: SessionsOptions): BridgeSessions {
  const sessions = new Map<string, Session>();
  const conference = room.split('@')[0] ?? room;
  const ask = (nick: string, element: Element): Promise<Element> =>
    xmpp.iqCaller.request(xml('iq', { type: 'set', from: me, to: `${room}/${nick}` }, element), 10_000);
  const send = (nick: string, element: Element): void => {
    ask(nick, element).catch((error: unknown) => log('unanswered', element.attrs['action'], nick, error));
  };
  const tell = (request: Parameters<BridgeLink['tell']>[0]): void => {
    bridge.tell(request).catch((error: unknown) => log(request.kind, request.endpoint, error));
  };
  const othersOf = (nick: string): [string, Session][] => [...sessions].filter(([other]) => other !== nick);

  function tellOthers(nick: string, action: 'source-add' | 'source-remove', sources: readonly Source[]): void {
    if (sources.length === 0) return;
    for (const [other, { sid, isAccepted }] of othersOf(nick)) if (isAccepted) send(other, sourceChange(action, sid, sources));
  }

  async function offer(nick: string): Promise<void> {
    const sid = randomBytes(6).toString('hex');
    const sources = othersOf(nick).flatMap(([, session]) => session.sources);
    const session: Session = { sid, offered: new Set(sources.map(({ ssrc }) => ssrc)), sources: [], isAccepted: false };
    sessions.set(nick, session);
    const allocation = await bridge.allocate(conference, nick);
    if (sessions.get(nick) !== session) return;
    const path = [conference, nick].map(encodeURIComponent).join('/');
    const channelUrl = `${channelBase}/${path}?pwd=${allocation.channelPassword}`;
    log('invites', nick, sid, `${sources.length} sources`);
    await ask(nick, sessionInitiate({ sid, initiator: me, responder: `${room}/${nick}`, allocation, channelUrl, sources }));
  }

  function setSources(nick: string, session: Session, sources: readonly Source[]): void {
    session.sources = sources;
    tell({ kind: 'sources', conference, endpoint: nick, sources });
  }

  function accept(nick: string, session: Session, element: Element): void {
    const transport = readTransport(element);
    if (transport) tell({ kind: 'connect', conference, endpoint: nick, transport });
    session.isAccepted = true;
    setSources(nick, session, readSources(element, `${room}/${nick}`));
    const missed = othersOf(nick).flatMap(([, other]) => other.sources).filter(({ ssrc }) => !session.offered.has(ssrc));
    if (missed.length > 0) send(nick, sourceChange('source-add', session.sid, missed));
    tellOthers(nick, 'source-add', session.sources);
  }

  function drop(nick: string): void {
    const session = sessions.get(nick);
    if (!session) return;
    sessions.delete(nick);
    tell({ kind: 'expire', conference, endpoint: nick });
    tellOthers(nick, 'source-remove', session.sources);
  }

  const invite: BridgeSessions['invite'] = (nicks) => {
    for (const nick of nicks) {
      if (sessions.has(nick)) continue;
      offer(nick).catch((error: unknown) => {
        log('could not invite', nick, error);
        if (!bridge.isUp()) sessions.delete(nick);
      });
    }
  };

  return {
    invite,
    drop,
    onJingle(nick, element) {
      const session = sessions.get(nick);
      const { action, sid } = element.attrs;
      log('hears', action, 'from', nick, sid);
      if (session?.sid !== sid || session === undefined) return undefined;
      const named = (): readonly Source[] => readSources(element, `${room}/${nick}`);
      switch (action) {
        case 'session-accept':
          accept(nick, session, element);
          break;
        case 'transport-info':
          tell({ kind: 'candidates', conference, endpoint: nick, candidates: readCandidates(element) });
          break;
        case 'source-add':
          setSources(nick, session, [...session.sources, ...named()]);
          tellOthers(nick, 'source-add', named());
          break;
        case 'source-remove': {
          const removed = new Set(named().map(({ ssrc }) => ssrc));
          const gone = session.sources.filter(({ ssrc }) => removed.has(ssrc));
          setSources(nick, session, session.sources.filter(({ ssrc }) => !removed.has(ssrc)));
          tellOthers(nick, 'source-remove', gone);
          break;
        }
        case 'session-terminate':
          drop(nick);
          // What a client does whose media were cut off: it asks for a new session right away.
          if (element.getChild('bridge-session', focusNs)?.attrs['restart'] === 'true') invite([nick]);
          break;
        default: // session-info and others are only answered
      }
      return true;
    },
    endAll() {
      const ended = [...sessions];
      sessions.clear();
      for (const [nick, { sid }] of ended) send(nick, sessionTerminate(sid));
      return ended.map(([nick]) => nick);
    },
  };
}
