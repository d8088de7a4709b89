import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** All files of a folder with their sizes, largest first; a running browser may take some away meanwhile. */
export function filesOf(folder: string): readonly { readonly path: string; readonly size: number }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .flatMap((path) => {
      const found = statSync(path, { throwIfNoEntry: false });
      return found ? [{ path, size: found.size }] : [];
    })
    .sort((a, b) => b.size - a.size);
}

/** Where Chromium keeps an origin's private files. */
export const privateFiles = (profile: string): ReturnType<typeof filesOf> =>
  filesOf(join(profile, 'Default', 'File System')).filter(({ path }) => /\/t\/\d\d\/\d+$/.test(path));

/** Files that hold these bytes, or this text in UTF-8 or UTF-16. */
export function filesWith(folder: string, wanted: string | Uint8Array): readonly string[] {
  const needles = typeof wanted === 'string' ? [Buffer.from(wanted, 'utf8'), Buffer.from(wanted, 'utf16le')] : [Buffer.from(wanted)];
  return filesOf(folder).map(({ path }) => path).filter((path) => {
    const bytes = readFileSync(path);
    return needles.some((needle) => bytes.includes(needle));
  });
}
