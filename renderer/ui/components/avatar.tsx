import type { VNode } from 'preact';
import { classes } from '../classes.ts';
import { useUi } from '../context.tsx';
import { avatarTint, initials } from '../identity.ts';
import { PresenceMark, type PresenceShape } from './presence.tsx';

const pixels = { xs: 20, s: 28, m: 32, default: 36, l: 48, xl: 88 } as const;

export interface AvatarProps {
  readonly name: string;
  /** What the tint follows: a user ID or room ID, so that a new name keeps the colour. */
  readonly id: string;
  readonly kind?: 'person' | 'room';
  readonly size?: keyof typeof pixels;
  /** A picture's ID for `Ui.pictures` (mxc: URI). Initials stand until it is there. */
  readonly picture?: string | undefined;
  /** Drawn as a mark at the corner; 'unknown' and undefined draw none. Words for it belong beside the name. */
  readonly presence?: PresenceShape | undefined;
}

/** People are round, rooms are rounded squares. Hidden from assistive technology: the name stands beside it. */
export function Avatar({ name, id, kind = 'person', size = 'default', picture, presence }: AvatarProps): VNode {
  const { pictures } = useUi();
  const url = picture === undefined ? undefined : pictures.open(picture, pixels[size]).value;
  return (
    <span class={classes('avatar', kind === 'room' && 'room', size, `a${avatarTint(id)}`)} aria-hidden="true">
      {url === undefined ? initials(name) : <img src={url} alt="" draggable={false} />}
      {presence !== undefined && presence !== 'unknown' && <PresenceMark presence={presence} />}
    </span>
  );
}
