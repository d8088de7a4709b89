import type { Request } from './api.ts';
import { textAt } from './json.ts';

/** A person's own name and picture (mxc: URI). */
export interface Profile {
  readonly displayName: string | undefined;
  readonly avatar: string | undefined;
}

/** Rejects with the codes of Request. */
export async function readProfile(request: Request, userId: string): Promise<Profile> {
  const body = await request('GET', `/_matrix/client/v3/profile/${encodeURIComponent(userId)}`);
  return { displayName: textAt(body, 'displayname'), avatar: textAt(body, 'avatar_url') };
}
