import { decodeSnappy } from './snappy.ts';

/*
 * Just enough of LevelDB to read all that its files hold, live and deleted alike
 * (doc/table_format.md and doc/log_format.md of google/leveldb).
 */

const footerSize = 48;
const tableMagic = Buffer.from('57fb808b247547db', 'hex');

export const isTable = (file: Buffer): boolean => file.length >= footerSize && file.subarray(-8).equals(tableMagic);

/** A base-128 number, least group first, and where it ends. Numbers beyond 2^53 do not occur in what is read here. */
function varint(bytes: Buffer, start: number): { readonly value: number; readonly end: number } {
  let value = 0;
  for (let at = start, shift = 0; shift <= 49; at++, shift += 7) {
    const byte = bytes[at];
    if (byte === undefined) break;
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return { value, end: at + 1 };
  }
  throw new Error('LevelDB: not a number');
}

/** Reads a block handle (offset and size) and where it ends. */
function handle(bytes: Buffer, start: number): { readonly offset: number; readonly size: number; readonly end: number } {
  const offset = varint(bytes, start);
  const size = varint(bytes, offset.end);
  return { offset: offset.value, size: size.value, end: size.end };
}

/** A block's content; behind it stand the compression type and a CRC. */
function block(file: Buffer, { offset, size }: { readonly offset: number; readonly size: number }): Buffer {
  const stored = file.subarray(offset, offset + size);
  const type = file[offset + size];
  if (stored.length !== size || type === undefined) throw new Error('LevelDB: a block outside its file');
  if (type === 0) return stored;
  if (type === 1) return decodeSnappy(stored);
  throw new Error(`LevelDB: unknown compression ${type}`);
}

interface Entry {
  readonly key: Buffer;
  readonly value: Buffer;
}

/** A block's entries with their keys whole again: each is stored as what differs from the one before. */
function* entries(bytes: Buffer): Generator<Entry> {
  const end = bytes.length - 4 - 4 * bytes.readUInt32LE(bytes.length - 4);
  let key = Buffer.alloc(0);
  for (let at = 0; at < end; ) {
    const shared = varint(bytes, at);
    const rest = varint(bytes, shared.end);
    const length = varint(bytes, rest.end);
    const valueAt = length.end + rest.value;
    key = Buffer.concat([key.subarray(0, shared.value), bytes.subarray(length.end, valueAt)]);
    at = valueAt + length.value;
    yield { key, value: bytes.subarray(valueAt, at) };
  }
}

/** All keys and values of a table file (`.ldb`), decompressed. Throws where the file is not whole. */
export function readTable(file: Buffer): readonly Entry[] {
  const footer = file.subarray(-footerSize);
  const index = block(file, handle(footer, handle(footer, 0).end));
  return [...entries(index)].flatMap(({ value }) => [...entries(block(file, handle(value, 0)))]);
}

const logBlock = 32_768;
const recordHeader = 7; // CRC, length, type
const recordType = { full: 1, first: 2, middle: 3, last: 4 } as const;

/**
 * The records of a log file (`.log`, `MANIFEST-*`), each whole again after being cut at block borders. What a kill left
 * unfinished at the end is a record too: it may hold a sentence.
 */
export function readLog(file: Buffer): readonly Buffer[] {
  const records: Buffer[] = [];
  let open: Buffer[] = [];
  const close = (): void => {
    if (open.length > 0) records.push(Buffer.concat(open));
    open = [];
  };
  for (let start = 0; start < file.length; start += logBlock) {
    const part = file.subarray(start, start + logBlock);
    for (let at = 0; at + recordHeader <= part.length; ) {
      const length = part.readUInt16LE(at + 4);
      const type = part[at + 6];
      if (type === undefined || type < recordType.full || type > recordType.last) break; // the block's padding
      if (type === recordType.full || type === recordType.first) close();
      open.push(part.subarray(at + recordHeader, at + recordHeader + length));
      if (type === recordType.full || type === recordType.last) close();
      at += recordHeader + length;
    }
  }
  close();
  return records;
}
