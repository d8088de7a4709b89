import { signal, type Signal } from '@preact/signals';
import type { PortClient } from '../../base/port-client.ts';
import type { EngineContract } from '../../engine/contract.ts';
import type { PictureSource } from '../../ui/index.ts';

export interface UrlMaker {
  create(blob: Blob): string;
  revoke(url: string): void;
}

interface Held {
  readonly url: Signal<string | undefined>;
  blobUrl: string | undefined;
  failedAt: number | undefined;
}

/** How long a picture that could not be had is left alone. */
const retryMs = 60_000;

/** Screens are sharp: ask for the picture in device pixels of a usual screen, in few sizes, so that one serves many. */
const sizes = [48, 96, 192, 512];
const sizeFor = (cssPixels: number): number => sizes.find((size) => size >= cssPixels * 2) ?? 1_024;

/**
 * Pictures from the engine as object URLs, the most recently used kept. A picture that cannot be had leaves its
 * signal empty (initials stand in) and is asked for again after a minute.
 */
export function createPictures(
  client: PortClient<EngineContract>,
  urls: UrlMaker = { create: (blob) => URL.createObjectURL(blob), revoke: (url) => URL.revokeObjectURL(url) },
  capacity = 200,
  now: () => number = Date.now,
): PictureSource & { dispose(): void } {
  const held = new Map<string, Held>();

  const drop = (key: string, entry: Held): void => {
    held.delete(key);
    if (entry.blobUrl !== undefined) urls.revoke(entry.blobUrl);
  };

  const load = async (key: string, mxc: string, size: number, entry: Held): Promise<void> => {
    try {
      const { data, type } = await client.request('media.open', { mxc, size });
      if (held.get(key) !== entry) return;
      entry.blobUrl = urls.create(new Blob([data], { type }));
      entry.url.value = entry.blobUrl;
    } catch {
      entry.failedAt = now();
    }
  };

  return {
    open(mxc, cssPixels) {
      const size = sizeFor(cssPixels);
      const key = `${size} ${mxc}`;
      const known = held.get(key);
      const entry: Held = known ?? { url: signal(undefined), blobUrl: undefined, failedAt: undefined };
      held.delete(key);
      held.set(key, entry);
      const again = entry.failedAt !== undefined && now() - entry.failedAt > retryMs;
      if (!known || again) {
        entry.failedAt = undefined;
        void load(key, mxc, size, entry);
        const oldest = held.size > capacity ? held.entries().next().value : undefined;
        if (oldest) drop(...oldest);
      }
      return entry.url;
    },
    dispose() {
      for (const [key, entry] of [...held]) drop(key, entry);
    },
  };
}
