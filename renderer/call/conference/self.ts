import type { LocalMediaState } from './media/local.ts';
import type { Self } from './model.ts';
import type { Present } from './others.ts';

/** One's own part as it stands now; the same object where nothing differs. */
export function readSelf(before: Self, media: LocalMediaState, present: Present | undefined, dominantId: string | undefined): Self {
  const id = present?.conference.myUserId() ?? before.id;
  const self: Self = {
    ...before,
    id,
    role: present?.conference.isModerator() === true ? 'moderator' : 'participant',
    muted: media.muted,
    camera: media.camera !== undefined,
    preview: media.camera,
    share: media.share,
    isDominantSpeaker: dominantId !== undefined && dominantId === id,
  };
  return (Object.keys(self) as (keyof Self)[]).every((name) => Object.is(self[name], before[name])) ? before : self;
}
