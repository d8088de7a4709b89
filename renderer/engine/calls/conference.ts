import { fail } from '../../base/failure.ts';
import type { Conference } from '../contract.ts';
import { powerOf } from '../people/power.ts';
import type { Request } from '../session/api.ts';
import { objectAt, textAt } from '../session/json.ts';
import type { Log } from '../session/log.ts';
import type { ChatStore } from '../store/api.ts';
import { conferenceDomain } from './read-event.ts';
import { conferenceOf, newConferenceId, widgetContent, widgetType } from './widget.ts';

interface Options {
  readonly chat: Pick<ChatStore, 'stateEvents' | 'stateEvent' | 'roomRow'>;
  readonly request: Request;
  readonly own: string;
  readonly log: Log;
}

interface Asked {
  readonly roomId: string;
  readonly preferredDomain?: string | undefined;
  readonly preferredAuth?: string | undefined;
}

/** One widget of ours in a room: two who make one at the same time end with the same. */
const widgetId = 'de.einklang.jitsi';

/**
 * The conference of a room: the one that its widget names, or a new one at the preferred domain, written as a widget
 * where the account may.
 * @throws FailureError `call-no-server` where nobody names a domain, `not-found` for a room that one is not in
 */
export function createConferences({ chat, request, own, log }: Options): (asked: Asked) => Promise<Conference> {
  const making = new Map<string, Promise<Conference>>();

  const announce = async (roomId: string, conference: Omit<Conference, 'announced'>): Promise<boolean> => {
    const power = powerOf(chat, roomId);
    if (power.of(own) < power.toSetState(widgetType)) return false;
    const roomName = textAt(chat.stateEvent(roomId, 'm.room.name')?.content, 'name') ?? '';
    const path = ['rooms', roomId, 'state', widgetType, widgetId].map(encodeURIComponent).join('/');
    const body = widgetContent({ conference, widgetId, creator: own, roomName });
    return request('PUT', `/_matrix/client/v3/${path}`, { body }).then(
      () => true,
      (error: unknown) => {
        // People on other clients will not find it; the call itself does not depend on it.
        log.warn('the conference could not be announced', error);
        return false;
      },
    );
  };

  const make = async ({ roomId, preferredDomain, preferredAuth }: Asked): Promise<Conference> => {
    const { data: domain } = conferenceDomain.safeParse(preferredDomain ?? (await domainOfHomeserver(request)));
    if (domain === undefined) throw fail('call-no-server');
    const auth = preferredAuth === undefined || preferredAuth === '' ? undefined : preferredAuth;
    const id = newConferenceId(roomId, auth, (bytes) => crypto.getRandomValues(bytes));
    const conference = { domain: domain.toLowerCase(), id, auth };
    return { ...conference, announced: await announce(roomId, conference) };
  };

  return async (asked) => {
    const { roomId } = asked;
    if (chat.roomRow(roomId)?.membership !== 'join') throw fail('not-found', 'not in this room');
    const known = conferenceOf(chat.stateEvents(roomId, widgetType));
    if (known) return { ...known, announced: true };
    const under = making.get(roomId) ?? make(asked).finally(() => making.delete(roomId));
    making.set(roomId, under);
    return under;
  };
}

/** What the homeserver's own well-known names (`io.element.jitsi`, before that `im.vector.riot.jitsi`). */
async function domainOfHomeserver(request: Request): Promise<string | undefined> {
  const wellKnown = await request('GET', '/.well-known/matrix/client').catch(() => ({}));
  return ['io.element.jitsi', 'im.vector.riot.jitsi']
    .map((key) => textAt(objectAt(wellKnown, key), 'preferredDomain'))
    .find((domain) => domain !== undefined);
}
