import { signal, type Signal } from '@preact/signals';
import type { RingBridge } from '../../preload/contract.ts';
import type { PictureSource } from '../ui/index.ts';

/**
 * The picture of whoever rings, from main: a small window has no port to the engine, and main gives it no other. By
 * its mxc: URI, once; initials stand in until it is there, or where there is none.
 */
export function createRingPictures(
  desktop: Pick<RingBridge, 'request'>,
  ringing: () => string | undefined,
  createUrl: (blob: Blob) => string = (blob) => URL.createObjectURL(blob),
): PictureSource {
  const urls = new Map<string, Signal<string | undefined>>();

  const load = async (callId: string, url: Signal<string | undefined>): Promise<void> => {
    const reply = await desktop.request('call.picture', { callId });
    const picture = reply.ok ? reply.result.picture : undefined;
    if (picture) url.value = createUrl(new Blob([picture.data], { type: picture.type }));
  };

  return {
    open(mxc) {
      const known = urls.get(mxc);
      if (known) return known;
      const url = signal<string | undefined>(undefined);
      urls.set(mxc, url);
      const callId = ringing();
      if (callId !== undefined) void load(callId, url);
      return url;
    },
  };
}
