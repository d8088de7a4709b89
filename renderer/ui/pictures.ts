import { signal, type ReadonlySignal } from '@preact/signals';

/** Pictures by an ID that the source knows (an `mxc:` URI); the signal holds a URL for `<img>` once it is there. */
export interface PictureSource {
  /** `size` in CSS pixels, the longer edge. The URL stays valid while the picture is among the most recently used. */
  open(id: string, size: number): ReadonlySignal<string | undefined>;
}

const none = signal<string | undefined>(undefined);

/** For where there are no pictures: initials stand in. */
export const noPictures: PictureSource = { open: () => none };
