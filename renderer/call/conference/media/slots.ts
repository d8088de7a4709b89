import type { LibraryConference, LibraryTrack } from '../library/api.ts';

/** What one sends. Where a build takes only one video, the screen stands in the camera's place. */
export interface Sent {
  readonly microphone: LibraryTrack | undefined;
  readonly camera: LibraryTrack | undefined;
  readonly desktop: LibraryTrack | undefined;
}

type Placed = readonly (LibraryTrack | undefined)[];

const wanted = ({ microphone, camera, desktop }: Sent, severalVideos: boolean): Placed =>
  severalVideos ? [microphone, camera, desktop] : [microphone, desktop ?? camera];

/** The tracks that stand in one conference. */
export interface Slots {
  /** Adds, replaces and takes out until the conference sends just this. */
  place(sent: Sent): Promise<void>;
}

export function createSlots(conference: LibraryConference, severalVideos: boolean): Slots {
  let placed: Placed = [];
  return {
    async place(sent) {
      const next = wanted(sent, severalVideos);
      for (const [index, track] of next.entries()) {
        const before = placed[index];
        if (before === track) continue;
        if (before) await conference.replaceTrack(before, track ?? null);
        else if (track) await conference.addTrack(track);
        placed = next.map((_, place) => (place === index ? track : placed[place]));
      }
    },
  };
}
