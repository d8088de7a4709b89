import { brotliDecompressSync, constants, inflateRawSync, inflateSync } from 'node:zlib';
import { decodeSnappy } from './snappy.ts';

const attempt = (decode: () => Buffer): readonly Buffer[] => {
  try {
    return [decode()];
  } catch {
    return [];
  }
};

function* positions(bytes: Buffer, mark: Buffer): Generator<number> {
  for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + 1)) yield at;
}

const cut = { finishFlush: constants.Z_SYNC_FLUSH } as const; // a missing end is no error: take what is there

const gzipMark = Buffer.from([0x1f, 0x8b, 0x08]);
const gzipFlags = { crc: 2, extra: 4, name: 8, comment: 16 } as const;

/** Where the deflate stream behind a gzip header begins (RFC 1952): zlib itself refuses what follows a stream in a file. */
function gzipBody(bytes: Buffer): Buffer {
  const flags = bytes[3] ?? 0;
  let at = 10;
  if (flags & gzipFlags.extra) at += 2 + bytes.readUInt16LE(at);
  if (flags & gzipFlags.name) at = bytes.indexOf(0, at) + 1;
  if (flags & gzipFlags.comment) at = bytes.indexOf(0, at) + 1;
  if (flags & gzipFlags.crc) at += 2;
  return bytes.subarray(at);
}

/** Every gzip stream anywhere in these bytes, as what it holds. */
export const gzipStreams = (bytes: Buffer): readonly Buffer[] =>
  [...positions(bytes, gzipMark)].flatMap((at) => attempt(() => inflateRawSync(gzipBody(bytes.subarray(at)), cut)));

/** Blink marks an IndexedDB value that it compressed with FF 11 02 (idb_value_wrapping.cc). */
const valueMark = Buffer.from([0xff, 0x11, 0x02]);
export const compressedValues = (bytes: Buffer): readonly Buffer[] =>
  [...positions(bytes, valueMark)].flatMap((at) => attempt(() => decodeSnappy(bytes.subarray(at + valueMark.length))));

const entryMark = Buffer.from('305c72a71b6dfbfc', 'hex'); // kSimpleInitialMagicNumber
const endMark = Buffer.from('d8410d97456ffaf4', 'hex'); // kSimpleFinalMagicNumber
const entryHeader = 24; // magic, version, key length, key hash, padding

/**
 * The body of an entry of Chromium's HTTP cache (simple_entry_format.h: header, key, body, end mark, headers, end mark),
 * with its content encoding undone. Nothing where it is no such entry or not encoded: the raw file shows it then.
 */
export function cachedBodies(file: Buffer): readonly Buffer[] {
  if (file.length < entryHeader || !file.subarray(0, 8).equals(entryMark)) return [];
  const bodyAt = entryHeader + file.readUInt32LE(12);
  const bodyEnd = file.indexOf(endMark, bodyAt);
  if (bodyEnd < 0) return [];
  const body = file.subarray(bodyAt, bodyEnd);
  const encoding = /content-encoding:\s*([\w-]+)/i.exec(file.subarray(bodyEnd).toString('latin1'))?.[1]?.toLowerCase();
  switch (encoding) {
    case 'br':
      return attempt(() => brotliDecompressSync(body, { finishFlush: constants.BROTLI_OPERATION_FLUSH }));
    case 'deflate':
      return [...attempt(() => inflateSync(body, cut)), ...attempt(() => inflateRawSync(body, cut))];
    default:
      return []; // gzip is found by its mark, wherever it lies
  }
}
