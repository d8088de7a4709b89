import { base32 } from 'rfc4648';
import { objectAt, textAt } from '../session/json.ts';
import type { JsonObject, MinimalEvent, RawEvent } from '../store/api.ts';
import { conferenceDomain, conferenceId, type RungConference } from './read-event.ts';

/* The conference of a room in Element's convention (interop page, "Jitsi conference in a Matrix room"). */

export const widgetType = 'im.vector.modular.widgets';
const jitsiTypes: readonly unknown[] = ['jitsi', 'm.jitsi'];
export const matrixAuth = 'openidtoken-jwt';

/** Whether a widget's content is that of a conference, in either spelling. */
export const isJitsiWidget = (content: JsonObject): boolean => jitsiTypes.includes(content['type']);

/** State key of ours: two who make one at the same time end with the same. */
export const ownWidgetId = 'de.einklang.jitsi';
const lastingKey = 'de.einklang.lasting';

/** Whether a conference stays when nobody is in it; ours goes with the last one unless somebody has set it up to stay. */
export const isLasting = (widgetId: string | undefined, content: JsonObject): boolean => widgetId !== ownWidgetId || content[lastingKey] === true;

type State = MinimalEvent & Partial<RawEvent>;

/** A conference as a room names it. */
export interface Announcement {
  readonly conference: RungConference;
  readonly widgetId: string;
  readonly eventId: string | undefined;
  readonly lasting: boolean;
}

/**
 * The conference that the newest of a room's Jitsi widgets names, from its `data` and never from its address. Whether
 * its domain may be joined is for the desktop to say.
 */
export const conferenceOf = (states: readonly State[]): RungConference | undefined => announcementOf(states)?.conference;

/** The same with what else the room says of it. */
export const announcementOf = (states: readonly State[]): Announcement | undefined => announcementsOf(states)[0];

/** All conferences that a room names, the newest first. */
export function announcementsOf(states: readonly State[]): readonly Announcement[] {
  const newestFirst = [...states].sort((a, b) => (b.origin_server_ts ?? 0) - (a.origin_server_ts ?? 0));
  return newestFirst.flatMap(({ type, content, state_key: widgetId = '', event_id: eventId }): readonly Announcement[] => {
    if (type !== widgetType || !isJitsiWidget(content) || textAt(content, 'url') === undefined) return [];
    const data = objectAt(content, 'data');
    const domain = conferenceDomain.safeParse(data['domain']);
    const id = conferenceId.safeParse(data['conferenceId']);
    if (!domain.success || !id.success) return [];
    const conference = { domain: domain.data.toLowerCase(), id: id.data, auth: data['auth'] === matrixAuth ? matrixAuth : undefined };
    return [{ conference, widgetId, eventId, lasting: isLasting(widgetId, content) }];
  });
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** A name for a new conference. The token check of a deployment compares it with the room that the token speaks of. */
export function newConferenceId(roomId: string, auth: string | undefined, random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array): string {
  if (auth === matrixAuth) return base32.stringify(new TextEncoder().encode(roomId), { pad: false }).toLowerCase();
  // 208 is the largest multiple of 52 that fits a byte: what is above would prefer some letters.
  let name = '';
  while (name.length < 24) for (const byte of random(new Uint8Array(32))) if (byte < 208 && name.length < 24) name += letters.charAt(byte % 52);
  return `Jitsi${name}`;
}

const urlParameters =
  'conferenceDomain=$domain&conferenceId=$conferenceId&isAudioOnly=$isAudioOnly&isVideoChannel=$isVideoChannel' +
  '&displayName=$matrix_display_name&avatarUrl=$matrix_avatar_url&userId=$matrix_user_id&roomId=$matrix_room_id&theme=$theme&roomName=$roomName';

export interface NewWidget {
  readonly conference: RungConference;
  readonly creator: string;
  readonly roomName: string;
  readonly lasting: boolean;
}

/** The content that other clients find the conference by. They put their own page in place of the address. */
export const widgetContent = ({ conference: { domain, id, auth }, creator, roomName, lasting }: NewWidget): JsonObject => ({
  id: ownWidgetId,
  type: 'jitsi',
  name: 'Jitsi',
  creatorUserId: creator,
  url: `https://${domain}/jitsi.html?confId=${encodeURIComponent(id)}#${urlParameters}${auth === undefined ? '' : `&auth=${auth}`}`,
  data: { conferenceId: id, domain, roomName, isAudioOnly: false, isVideoChannel: false, ...(auth === undefined ? {} : { auth }) },
  ...(lasting ? { [lastingKey]: true } : {}),
});
