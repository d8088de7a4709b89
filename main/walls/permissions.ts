import { desktopCapturer, type Session, type WebContents } from 'electron';
import type { Consent, Consents } from './consent.ts';
import { grantCapture, mayCapture, mayUse } from './granted.ts';
import type { Wall } from './wall.ts';

const originOf = (address: string): string => {
  if (!URL.canParse(address)) return '';
  const { protocol, host } = new URL(address);
  return `${protocol}//${host}`;
};

/**
 * A screen is asked for without kinds of media, be it by `getDisplayMedia`, which gets what main's picker gave, or the
 * old way by any source's ID, of which Electron tells no difference. But the first comes to `serveScreen` while `allow`
 * is under way: a page that then has not taken its choice has asked the other way, and is ended before it gets a frame.
 */
function grantScreen(consent: Consent | undefined, contents: WebContents, allow: (allowed: boolean) => void): void {
  if (!consent?.hasScreen()) return allow(false);
  allow(true);
  if (consent.hasScreen()) contents.forcefullyCrashRenderer();
}

/** What main's picker gave to the page, once; else nothing. */
function serveScreen(session: Session, consents: Consents<Session>): void {
  session.setDisplayMediaRequestHandler((_request, callback) => {
    const choice = consents.of(session)?.takeScreen();
    if (!choice) return callback({});
    const withSound = choice.audio && process.platform === 'win32';
    void desktopCapturer
      .getSources({ types: ['screen', 'window'], thumbnailSize: { width: 0, height: 0 } })
      .then((sources) => sources.find(({ id }) => id === choice.id))
      .then((video) => callback(video ? { video, ...(withSound ? { audio: 'loopback' as const } : {}) } : {}))
      .catch(() => callback({}));
  });
}

export const permissions = (consents: Consents<Session>): Wall => ({
  name: 'permissions',
  session: (session, place) => {
    const inCall = (): Consent | undefined => (place.role === 'call' ? consents.of(session) : undefined);
    session.setPermissionRequestHandler((contents, permission, callback, details) => {
      const origin = originOf(details.requestingUrl);
      if (permission !== 'media' || origin !== place.origin) return callback(mayUse(place, permission, origin));
      const kinds = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
      if (kinds.length === 0) grantScreen(inCall(), contents, callback);
      else callback(grantCapture(inCall(), kinds));
    });
    session.setPermissionCheckHandler((_contents, permission, requestingOrigin, { mediaType = 'unknown' }) => {
      const origin = originOf(requestingOrigin);
      if (permission === 'media') return origin === place.origin && mayCapture(inCall(), [mediaType]);
      return mayUse(place, permission, origin);
    });
    session.setDevicePermissionHandler(() => false);
    serveScreen(session, consents);
    session.on('select-serial-port', (event, _ports, _contents, callback) => {
      event.preventDefault();
      callback('');
    });
    session.on('select-hid-device', (event, _details, callback) => {
      event.preventDefault();
      callback(null);
    });
  },
  page: (contents) => {
    contents.on('select-bluetooth-device', (event, _devices, callback) => {
      event.preventDefault();
      callback('');
    });
  },
});
