/** How many avatar tints there are in tokens.css. */
const tints = 6;

/** The tint of a person or room, 1 to 6: the same ID has the same one on every machine (FNV-1a, then mixed). */
export function avatarTint(id: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i += 1) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return ((hash ^ (hash >>> 13)) >>> 0) % tints + 1;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const firstGrapheme = (word: string): string => graphemes.segment(word)[Symbol.iterator]().next().value?.segment ?? '';

/**
 * Up to two signs for an avatar: first and last word of a name; a number in it wins (Referat 23 → 23), since rooms of
 * an administration often differ by nothing else. User IDs count from after the @.
 */
export function initials(name: string): string {
  const plain = name.replace(/^[@#!]/, '').replace(/:.*$/, '');
  const number = /(?<!\d)\d{1,2}(?!\d)/.exec(plain)?.[0];
  if (number) return number;
  const words = plain
    .split(/[\s._]+/)
    .map((word) => word.replace(/^\p{P}+/u, ''))
    .filter(Boolean);
  const first = firstGrapheme(words[0] ?? '');
  const last = words.length > 1 ? firstGrapheme(words[words.length - 1] ?? '') : '';
  return (first + last).toLocaleUpperCase() || '?';
}
