import type { JitsiLibrary, LibraryConference } from './api.ts';
import { hasSourceNames } from './options.ts';

/** What one sends, as others are told of it. */
export interface Announced {
  readonly muted: boolean;
  readonly video: 'camera' | 'desktop' | undefined;
}

/**
 * Builds from before source names tell others of mute and video type once there is a session with the bridge. In a
 * direct call without one, whoever began it stays muted for the other (measured): so it is told here.
 */
export function announceTo(library: JitsiLibrary, conference: LibraryConference, { muted, video }: Announced): void {
  if (hasSourceNames(library)) return;
  const say = (name: string, value: string, media: string): void =>
    conference.sendCommand(name, { value, attributes: { xmlns: `http://jitsi.org/jitmeet/${media}` } });
  say('audiomuted', String(muted), 'audio');
  say('videomuted', String(video === undefined), 'video');
  say('videoType', video ?? 'camera', 'video');
}
