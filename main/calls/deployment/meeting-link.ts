import { base32 } from 'rfc4648';

export interface Meeting {
  /** Host with its port where that is not 443. */
  readonly host: string;
  /** The conference's name as it is on the wire. */
  readonly conference: string;
  /** As a person wrote it. */
  readonly title: string;
  /** The Matrix room whose conference it is, where the name says so. */
  readonly roomId: string | undefined;
}

/** Pages of a deployment that are no meetings. */
const pages = new Set(['static', 'libs', 'css', 'images', 'sounds', 'lang', 'fonts', 'config.js', 'http-bind', 'xmpp-websocket']);

/** Unpadded base32 of a room ID (interop page): undefined for any other name. */
export function roomOfConference(conference: string): string | undefined {
  try {
    const bytes = base32.parse(conference.toUpperCase(), { loose: true });
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return /^![^\s\u0000-\u001f]{1,254}$/u.test(text) ? text : undefined;
  } catch {
    return undefined;
  }
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/**
 * Jitsi Meet's own way from a conference's name to the one on the wire: decoded, NFKC, lower case, encoded. A name that
 * is on the wire already stays as it is.
 */
export const onTheWire = (name: string): string =>
  encodeURIComponent(decoded(name).normalize('NFKC').toLowerCase()).toLowerCase();

/** Reads an https link of a meeting, which has one part in its path; what comes after `?` and `#` sets nothing here. */
export function parseMeetingLink(text: string): Meeting | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const name = /^\/([^/]{1,600})\/?$/.exec(url.pathname)?.[1];
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '' || name === undefined) return undefined;
  let title: string;
  try {
    title = decodeURIComponent(name);
  } catch {
    return undefined;
  }
  if (pages.has(name) || /[\u0000-\u001f\u007f\s./\\<>&'"@:]/u.test(title) || title.length > 200) return undefined;
  const conference = onTheWire(title);
  return { host: url.host, conference, title, roomId: roomOfConference(conference) };
}

/** The link that brings people on other clients to a conference. */
export const meetingLink = (host: string, conference: string): string => `https://${host}/${encodeURIComponent(conference)}`;
