import { createEmitter, type Unsubscribe } from '../../renderer/base/listen.ts';
import type { CallPicture } from '../../renderer/call/contract.ts';
import type { CallEngine } from './engine.ts';

/** In CSS pixels: one of the sizes that windows ask for, so that the engine mostly has it. */
const size = 96;
/** In bytes; 192 device pixels at their worst, as a PNG without compression, have 150,000. */
const largest = 150_000;
/** So many of one call; whoever comes later is shown by initials. */
const most = 100;
/** The engine has looked already (`imageTypes`); a page with foreign code gets nothing that is a document. */
const types: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif']);

/** Pictures of people and rooms for those windows of a call that cannot ask the engine. */
export interface CallPictures {
  /** Undefined where there is none, or none that is small enough. */
  read(mxc: string | undefined): Promise<CallPicture | undefined>;
  /** The key by which the call's page finds it, once it has been fetched; `changed` says when that is. */
  keyOf(mxc: string | undefined): string | undefined;
  /** All of this call, now and whenever there is one more. */
  follow(listener: (pictures: readonly CallPicture[]) => void): Unsubscribe;
  /** The call is over: the next one's page hears of none of its pictures. */
  forget(): void;
}

export function createCallPictures(engine: Pick<CallEngine, 'request'>, changed: () => void): CallPictures {
  const came = createEmitter<readonly CallPicture[]>();
  /** By mxc: URI; undefined while it is fetched, and where it could not be. */
  let held = new Map<string, CallPicture | undefined>();

  const pictures = (): readonly CallPicture[] => [...held.values()].filter((picture) => picture !== undefined);

  const fetch = async (mxc: string, key: string): Promise<CallPicture | undefined> => {
    try {
      const { data, type } = await engine.request('media.open', { mxc, size });
      return types.has(type) && data.byteLength <= largest ? { key, type, data: new Uint8Array(data) } : undefined;
    } catch {
      return undefined; // initials stand in
    }
  };

  const hold = async (mxc: string): Promise<void> => {
    const now = held;
    now.set(mxc, undefined);
    const picture = await fetch(mxc, `picture-${now.size}`);
    if (!picture || now !== held) return;
    now.set(mxc, picture);
    came.emit(pictures());
    changed();
  };

  return {
    read: async (mxc) => (mxc === undefined ? undefined : fetch(mxc, 'picture')),
    keyOf: (mxc) => {
      if (mxc === undefined) return undefined;
      if (!held.has(mxc) && held.size < most) void hold(mxc);
      return held.get(mxc)?.key;
    },
    follow: (listener) => {
      listener(pictures());
      return came.listen(listener);
    },
    forget: () => (held = new Map()),
  };
}
