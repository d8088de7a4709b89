/** Sections of a session description (RFC 8866, 5.14); the first is what stands before all media. */
const sectionsOf = (sdp: string): string[] => sdp.split(/(?=^m=)/m);

const streamLines = /^a=msid:.*\r\n/gm;

/**
 * Takes the name of a stream off a section that lies idle where a later section carries the same stream.
 *
 * Builds before source names write this: when the bridge rests while two talk directly, and both send over it again
 * because a third came, they describe their streams in new sections and leave the names at the old ones. Chromium refuses
 * it since 123 ("Duplicate a=msid lines"), and everybody who had stayed would have to connect anew.
 */
export function withoutIdleNames(sdp: string): string {
  const later = new Set<string>();
  return sectionsOf(sdp)
    .reverse()
    .map((section) => {
      const names = section.match(streamLines) ?? [];
      const isIdle = section.includes('\r\na=inactive\r\n');
      const kept = isIdle ? section.replace(streamLines, (name) => (later.has(name) ? '' : name)) : section;
      for (const name of names) later.add(name);
      return kept;
    })
    .reverse()
    .join('');
}

interface Describable {
  setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void>;
}

/** What builds of other years tell of the other side becomes what this Chromium takes. To be called before the library is loaded. */
export function mendDescriptions(connections: Describable): void {
  const native = connections.setRemoteDescription;
  connections.setRemoteDescription = function ({ type, sdp = '' }) {
    return native.call(this, { type, sdp: withoutIdleNames(sdp) });
  };
}
