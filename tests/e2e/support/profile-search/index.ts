import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { cachedBodies, compressedValues, gzipStreams } from './compressed.ts';
import { isTable, readLog, readTable } from './leveldb.ts';
import { patternsOf, type Needle } from './needles.ts';

export type { Needle } from './needles.ts';

export interface Finding {
  readonly kind: string;
  readonly encoding: string;
  /** Relative to the profile. */
  readonly file: string;
  /** Where in the file: `raw`, or the layer that had to be undone first. */
  readonly layer: string;
}

export interface ProfileSearch {
  readonly findings: readonly Finding[];
  readonly files: number;
  readonly bytes: number;
  /** How often each layer was undone: a search that never saw a compressed block has not looked. */
  readonly layers: Readonly<Record<string, number>>;
}

interface View {
  readonly layer: string;
  readonly bytes: Buffer;
}

function table(file: Buffer): readonly View[] {
  if (!isTable(file)) return [];
  try {
    return [{ layer: 'leveldb-table', bytes: Buffer.concat(readTable(file).flatMap(({ key, value }) => [key, value])) }];
  } catch {
    return [{ layer: 'leveldb-damaged', bytes: Buffer.alloc(0) }];
  }
}

const log = (name: string, file: Buffer): readonly View[] =>
  /\.log$|MANIFEST-\d+$/.test(name) ? readLog(file).map((bytes) => ({ layer: 'leveldb-log', bytes })) : [];

const compressed = ({ bytes }: View): readonly View[] => [
  ...gzipStreams(bytes).map((inner) => ({ layer: 'gzip', bytes: inner })),
  ...compressedValues(bytes).map((inner) => ({ layer: 'indexeddb-snappy', bytes: inner })),
  ...cachedBodies(bytes).map((inner) => ({ layer: 'http-cache', bytes: inner })),
];

/** A file as it lies on disk, and what each layer of packing in it holds. */
function viewsOf(name: string, file: Buffer): readonly View[] {
  const outer = [{ layer: 'raw', bytes: file }, ...table(file), ...log(name, file)];
  return [...outer, ...outer.flatMap(compressed)];
}

/** A running program makes and removes files all the time: one that has gone since it was listed is no error. */
async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENXIO')) return undefined;
    throw error;
  }
}

/**
 * Searches every file of a profile for every needle, as UTF-8, UTF-16 (both orders), Latin-1, base64 and bytes, with
 * LevelDB tables and logs, IndexedDB values, HTTP cache entries and gzip streams unpacked. File names count as content.
 */
export async function searchProfile(folder: string, needles: readonly Needle[]): Promise<ProfileSearch> {
  const patterns = needles.flatMap(patternsOf);
  const findings: Finding[] = [];
  const layers: Record<string, number> = {};
  let files = 0;
  let bytes = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const file = relative(folder, path);
    const content = await readIfThere(path);
    if (!content) continue;
    files++;
    bytes += content.length;
    for (const view of [...viewsOf(entry.name, content), { layer: 'name', bytes: Buffer.from(file) }]) {
      layers[view.layer] = (layers[view.layer] ?? 0) + 1;
      for (const { kind, encoding, bytes: wanted } of patterns) {
        if (view.bytes.includes(wanted)) findings.push({ kind, encoding, file, layer: view.layer });
      }
    }
  }
  return { findings, files, bytes, layers };
}
