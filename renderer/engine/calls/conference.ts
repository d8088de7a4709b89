import { fail, toFailure } from '../../base/failure.ts';
import type { Conference, EngineContract } from '../contract.ts';
import { powerOf } from '../people/power.ts';
import type { Request } from '../session/api.ts';
import { objectAt, textAt } from '../session/json.ts';
import type { Log } from '../session/log.ts';
import type { ChatStore, JsonObject } from '../store/api.ts';
import { conferenceDomain, type RungConference } from './read-event.ts';
import { announcementOf, announcementsOf, newConferenceId, ownWidgetId, widgetContent, widgetType } from './widget.ts';

interface Options {
  readonly chat: Pick<ChatStore, 'stateEvents' | 'stateEvent' | 'roomRow'>;
  readonly request: Request;
  readonly own: string;
  readonly log: Log;
}

type Asked = EngineContract['requests']['call.conference']['args'];
type KeepAsked = EngineContract['requests']['call.keepConference']['args'];

/** The conferences of rooms, which their Jitsi widgets name. */
export interface Conferences {
  /**
   * The one that its widget names, or a new one at the preferred domain, written as a widget where the account may.
   * @throws FailureError `call-no-server` where nobody names a domain, `not-found` for a room that one is not in
   */
  of(asked: Asked): Promise<Conference>;
  /**
   * Lets the room's conference stay when nobody is in it, or takes away all that the room has.
   * @throws FailureError as `of`, `forbidden` where the account may not, and what the server says
   */
  keep(asked: KeepAsked): Promise<void>;
  /** The last one has left: what was written for the time of a call goes. */
  forget(roomId: string): Promise<void>;
}

export function createConferences({ chat, request, own, log }: Options): Conferences {
  const making = new Map<string, Promise<Conference>>();

  const mayWrite = (roomId: string): boolean => {
    const power = powerOf(chat, roomId);
    return power.of(own) >= power.toSetState(widgetType);
  };
  const write = async (roomId: string, widgetId: string, body: JsonObject): Promise<void> => {
    const path = ['rooms', roomId, 'state', widgetType, widgetId].map(encodeURIComponent).join('/');
    await request('PUT', `/_matrix/client/v3/${path}`, { body });
  };
  const announce = (roomId: string, conference: RungConference, lasting: boolean): Promise<void> => {
    const roomName = textAt(chat.stateEvent(roomId, 'm.room.name')?.content, 'name') ?? '';
    return write(roomId, ownWidgetId, widgetContent({ conference, creator: own, roomName, lasting }));
  };
  const mustBeIn = (roomId: string): void => {
    if (chat.roomRow(roomId)?.membership !== 'join') throw fail('not-found', 'not in this room');
  };
  const announced = (roomId: string) => announcementOf(chat.stateEvents(roomId, widgetType));

  const invent = async ({ roomId, preferredDomain, preferredAuth }: Asked): Promise<RungConference> => {
    const { data: domain } = conferenceDomain.safeParse(preferredDomain ?? (await domainOfHomeserver(request)));
    if (domain === undefined) throw fail('call-no-server');
    const auth = preferredAuth === undefined || preferredAuth === '' ? undefined : preferredAuth;
    const id = newConferenceId(roomId, auth, (bytes) => crypto.getRandomValues(bytes));
    return { domain: domain.toLowerCase(), id, auth };
  };

  const make = async (asked: Asked): Promise<Conference> => {
    const conference = await invent(asked);
    if (!mayWrite(asked.roomId)) return { ...conference, announced: false };
    return announce(asked.roomId, conference, false).then(
      () => ({ ...conference, announced: true }),
      (error: unknown) => {
        // People on other clients will not find it; the call itself does not depend on it.
        log.warn('the conference could not be announced', error);
        return { ...conference, announced: false };
      },
    );
  };

  return {
    of: async (asked) => {
      const { roomId } = asked;
      mustBeIn(roomId);
      const known = announced(roomId);
      if (known) return { ...known.conference, announced: true };
      const under = making.get(roomId) ?? make(asked).finally(() => making.delete(roomId));
      making.set(roomId, under);
      return under;
    },
    keep: async ({ keep, ...asked }) => {
      const { roomId } = asked;
      mustBeIn(roomId);
      if (!mayWrite(roomId)) throw fail('forbidden', widgetType);
      if (keep) {
        const known = announced(roomId);
        if (!known?.lasting) await announce(roomId, known?.conference ?? (await invent(asked)), true);
      } else {
        for (const { widgetId } of announcementsOf(chat.stateEvents(roomId, widgetType))) await write(roomId, widgetId, {});
      }
    },
    forget: async (roomId) => {
      const known = announcementsOf(chat.stateEvents(roomId, widgetType)).find(({ widgetId }) => widgetId === ownWidgetId);
      if (!known || known.lasting || !mayWrite(roomId)) return;
      // The next call here uses it again.
      await write(roomId, ownWidgetId, {}).catch((error: unknown) => log.warn('the conference was not taken back', toFailure(error).code));
    },
  };
}

/** What the homeserver's own well-known names (`io.element.jitsi`, before that `im.vector.riot.jitsi`). */
async function domainOfHomeserver(request: Request): Promise<string | undefined> {
  const wellKnown = await request('GET', '/.well-known/matrix/client').catch(() => ({}));
  return ['io.element.jitsi', 'im.vector.riot.jitsi']
    .map((key) => textAt(objectAt(wellKnown, key), 'preferredDomain'))
    .find((domain) => domain !== undefined);
}
