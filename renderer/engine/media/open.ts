import { fail } from '../../base/failure.ts';
import { requestFailure, unreachable } from '../session/failures.ts';
import type { Host } from '../session/host.ts';
import { readRefusal } from '../session/http.ts';
import type { ChatStore, MediaRow } from '../store/api.ts';

interface Options {
  readonly chat: ChatStore;
  readonly host: Host;
  readonly baseUrl: string;
  readonly fetch: typeof globalThis.fetch;
  readonly token: () => string | undefined;
}

export interface Media {
  readonly data: ArrayBuffer;
  /** Content type; one of `imageTypes`. */
  readonly type: string;
}

/** Pixels for one CSS pixel, so that a picture is sharp on a dense screen. */
const density = 2;
const largestCrop = 96 * density;

/** What may become a picture in a window. SVG may not: it is a document with scripts. */
const imageTypes: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif']);

/**
 * Pictures of the homeserver's media repository, from the encrypted store or from the server.
 * @throws FailureError `not-a-picture`, or the codes of requests
 */
export function createMedia({ chat, host, baseUrl, fetch, token }: Options): (mxc: string, size: number) => Promise<Media> {
  const running = new Map<string, Promise<MediaRow>>();

  const get = async (path: string): Promise<Response> => {
    const held = token();
    if (held === undefined) throw fail('expired-session');
    const url = `${baseUrl}${path}`;
    try {
      return await fetch(url, { headers: { Authorization: `Bearer ${held}` } });
    } catch {
      throw await unreachable(host, url);
    }
  };

  const download = async (mxc: string, size: number): Promise<MediaRow> => {
    const [server, id] = mxc.slice('mxc://'.length).split('/').map(encodeURIComponent);
    const pixels = size * density;
    const method = pixels <= largestCrop ? 'crop' : 'scale';
    const thumbnail = `thumbnail/${server}/${id}?width=${pixels}&height=${pixels}&method=${method}`;
    // Servers before v1.11 know only the old paths; a picture too small or too odd for a thumbnail comes whole.
    const paths = [`client/v1/media/${thumbnail}`, `client/v1/media/download/${server}/${id}`, `media/v3/${thumbnail}`];
    let refusal = fail('not-found');
    for (const path of paths) {
      const response = await get(`/_matrix/${path}`);
      if (response.ok) return readPicture(response);
      refusal = requestFailure(readRefusal(response.status, await response.json().catch(() => ({}))));
      if (response.status === 401 || response.status === 429 || response.status >= 500) break;
    }
    throw refusal;
  };

  const fetchOnce = async (mxc: string, size: number): Promise<MediaRow> => {
    const media = await download(mxc, size);
    chat.putMedia(mxc, size, media);
    return media;
  };

  return async (mxc, size) => {
    const key = `${size} ${mxc}`;
    let media = chat.media(mxc, size);
    if (!media) {
      const under = running.get(key) ?? fetchOnce(mxc, size).finally(() => running.delete(key));
      running.set(key, under);
      media = await under;
    }
    return { data: media.data.slice().buffer, type: media.type };
  };
}

async function readPicture(response: Response): Promise<MediaRow> {
  const type = (response.headers.get('Content-Type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (!imageTypes.has(type)) throw fail('not-a-picture', type);
  return { data: new Uint8Array(await response.arrayBuffer()), type };
}
