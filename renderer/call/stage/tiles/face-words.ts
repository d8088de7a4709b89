import type { Translate } from '../../../ui/index.ts';
import type { Face } from './arrange.ts';

/** What a tile is called: a name, "Sie", or whose screen it is. */
export function faceName(face: Pick<Face, 'name' | 'participant' | 'isScreen'>, t: Translate): string {
  if (!face.participant) return t('calls:stage.you');
  const name = personName(face.name, t);
  return face.isScreen ? t('calls:stage.tile.screen', { name }) : name;
}

/** People may come without a name. */
export const personName = (name: string, t: Translate): string => (name.trim() === '' ? t('calls:stage.nameless') : name);
