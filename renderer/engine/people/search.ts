import type { FoundPerson } from '../contract.ts';
import { isObject, listAt, textAt } from '../session/json.ts';
import type { Request } from '../session/api.ts';
import type { ChatStore } from '../store/api.ts';
import { directRoomWith } from './direct.ts';
import { personOf } from './names.ts';
import type { PresenceMap } from './presence.ts';

export interface SearchSources {
  readonly chat: Pick<ChatStore, 'searchMembers' | 'accountData' | 'roomRow' | 'member'>;
  readonly request: Request;
  readonly presence: Pick<PresenceMap, 'of'>;
  readonly own: string;
}

export interface SearchResult {
  readonly people: readonly FoundPerson[];
  readonly limited: boolean;
  readonly offline: boolean;
}

interface Hit {
  readonly userId: string;
  readonly displayName: string | undefined;
  readonly avatar: string | undefined;
}

const most = 30;
const fullId = /^@[^:\s]+:[^\s:]+(?::\d{1,5})?$/u;

interface Directory {
  readonly hits: readonly Hit[];
  readonly limited: boolean;
  readonly offline: boolean;
}

/** POST /_matrix/client/v3/user_directory/search. */
async function askDirectory(request: Request, term: string): Promise<Directory> {
  const answer = await request('POST', '/_matrix/client/v3/user_directory/search', { body: { search_term: term, limit: most } });
  const hits = listAt(answer, 'results').flatMap((each): Hit[] => {
    const userId = textAt(each, 'user_id');
    if (userId === undefined || !fullId.test(userId)) return [];
    return [{ userId, displayName: textAt(each, 'display_name'), avatar: textAt(each, 'avatar_url') }];
  });
  return { hits, limited: isObject(answer) && answer['limited'] === true, offline: false };
}

/**
 * Finds people: the server's user directory first, then those whom this device knows, then a full Matrix ID as it was
 * typed. Where the server does not answer, local knowledge does, and `offline` says so. Never rejects.
 */
export async function searchPeople(sources: SearchSources, query: string): Promise<SearchResult> {
  const { chat, request, presence, own } = sources;
  const term = query.trim();
  const nothing: Directory = { hits: [], limited: false, offline: false };
  const directory =
    term === '' ? nothing : await askDirectory(request, term).catch((): Directory => ({ ...nothing, offline: true }));
  const found = new Map<string, Hit>();
  const typed: readonly Hit[] = fullId.test(term) ? [{ userId: term, displayName: undefined, avatar: undefined }] : [];
  for (const hit of [...directory.hits, ...chat.searchMembers(term, most), ...typed])
    if (hit.userId !== own && !found.has(hit.userId)) found.set(hit.userId, hit);
  const hits = [...found.values()];
  return {
    people: hits.slice(0, most).map((hit) => ({
      ...personOf(hit.userId, hit),
      presence: presence.of(hit.userId),
      roomId: directRoomWith(chat, hit.userId),
    })),
    limited: directory.limited || hits.length > most,
    offline: directory.offline,
  };
}
