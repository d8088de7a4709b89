import type { SqliteModule } from './module.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Copies bytes into memory of SQLite's own allocator, with a zero behind them; the caller or SQLite frees it. */
export function copyIn(module: SqliteModule, bytes: Uint8Array): number {
  const pointer = module._sqlite3_malloc(bytes.byteLength + 1);
  if (pointer === 0) throw new RangeError(`SQLite has no room for ${bytes.byteLength} bytes`);
  module.HEAPU8.set(bytes, pointer);
  module.HEAPU8[pointer + bytes.byteLength] = 0;
  return pointer;
}

export const encodeText = (text: string): Uint8Array<ArrayBuffer> => encoder.encode(text);

/** Text of known length; it may contain zeros. */
export function textAt(module: SqliteModule, pointer: number, bytes: number): string {
  return decoder.decode(module.HEAPU8.subarray(pointer, pointer + bytes));
}

/** A C string. */
export function cStringAt(module: SqliteModule, pointer: number): string {
  return textAt(module, pointer, module.HEAPU8.indexOf(0, pointer) - pointer);
}

/** A view for reading and writing integers at a pointer; valid until the next call into SQLite. */
export function viewAt(module: SqliteModule, pointer: number): DataView {
  return new DataView(module.HEAPU8.buffer, pointer);
}
