import * as sqlite from '@journeyapps/wa-sqlite/src/sqlite-constants.js';
import { isNamed, type DatabaseFiles, type SyncFile } from './files.ts';
import { cStringAt, encodeText, viewAt } from './memory.ts';
import type { SqliteModule, SqliteVfs } from './module.ts';

const sectorSize = 4096;
/** 1970-01-01 in Julian milliseconds: what xCurrentTimeInt64 counts in. */
const unixEpoch = 210_866_760_000_000n;

/**
 * A file system of exactly one database in three files that are open already.
 *
 * - Any other name is refused, and so is a file without a name: temporary files would not be encrypted.
 * - A file "exists" while it has content; deleting it empties it, and nothing else shortens it but SQLite itself.
 * - There are no locks: the handles are exclusive, and `locking_mode=exclusive` never asks for shared memory.
 */
export function createVfs(module: SqliteModule, name: string, files: DatabaseFiles): SqliteVfs {
  const byPath: Readonly<Record<string, SyncFile>> = {
    [name]: files.main,
    [`${name}-wal`]: files.wal,
    [`${name}-journal`]: files.journal,
  };
  const open = new Map<number, SyncFile>();
  const named = (pointer: number): SyncFile | undefined => (pointer === 0 ? undefined : byPath[cStringAt(module, pointer)]);

  /** One file operation; what the handle throws becomes a code, so that it never passes through the wasm stack. */
  const attempt = (file: number, failed: number, operation: (file: SyncFile) => number): number => {
    const handle = open.get(file);
    if (handle === undefined) return failed;
    try {
      return operation(handle);
    } catch (error) {
      return isNamed(error, 'QuotaExceededError') ? sqlite.SQLITE_FULL : failed;
    }
  };
  const ok = (): number => sqlite.SQLITE_OK;

  return {
    name: `${name}-${crypto.randomUUID()}`,
    mxPathname: 64,
    hasAsyncMethod: () => false,

    xOpen(_vfs = 0, path = 0, file = 0, flags = 0, outFlags = 0) {
      const handle = named(path);
      if (handle === undefined) return sqlite.SQLITE_CANTOPEN;
      open.set(file, handle);
      viewAt(module, outFlags).setInt32(0, flags, true);
      return sqlite.SQLITE_OK;
    },
    xClose(file = 0) {
      open.delete(file);
      return sqlite.SQLITE_OK;
    },
    xRead(file = 0, into = 0, bytes = 0, low = 0, high = 0) {
      return attempt(file, sqlite.SQLITE_IOERR_READ, (handle) => {
        const target = module.HEAPU8.subarray(into, into + bytes);
        const count = handle.read(target, { at: offset(low, high) });
        if (count === bytes) return sqlite.SQLITE_OK;
        target.fill(0, count);
        return sqlite.SQLITE_IOERR_SHORT_READ;
      });
    },
    xWrite(file = 0, from = 0, bytes = 0, low = 0, high = 0) {
      return attempt(file, sqlite.SQLITE_IOERR_WRITE, (handle) => {
        const count = handle.write(module.HEAPU8.subarray(from, from + bytes), { at: offset(low, high) });
        return count === bytes ? sqlite.SQLITE_OK : sqlite.SQLITE_IOERR_WRITE;
      });
    },
    xTruncate(file = 0, low = 0, high = 0) {
      return attempt(file, sqlite.SQLITE_IOERR_TRUNCATE, (handle) => {
        handle.truncate(offset(low, high));
        return sqlite.SQLITE_OK;
      });
    },
    xSync(file = 0) {
      return attempt(file, sqlite.SQLITE_IOERR_FSYNC, (handle) => {
        handle.flush();
        return sqlite.SQLITE_OK;
      });
    },
    xFileSize(file = 0, outSize = 0) {
      return attempt(file, sqlite.SQLITE_IOERR_FSTAT, (handle) => {
        viewAt(module, outSize).setBigInt64(0, BigInt(handle.getSize()), true);
        return sqlite.SQLITE_OK;
      });
    },
    xDelete(_vfs = 0, path = 0) {
      const handle = named(path);
      if (handle === undefined || handle === files.main) return sqlite.SQLITE_IOERR_DELETE;
      handle.truncate(0);
      handle.flush();
      return sqlite.SQLITE_OK;
    },
    xAccess(_vfs = 0, path = 0, _flags = 0, outFound = 0) {
      viewAt(module, outFound).setInt32(0, (named(path)?.getSize() ?? 0) > 0 ? 1 : 0, true);
      return sqlite.SQLITE_OK;
    },
    xFullPathname(_vfs = 0, path = 0, capacity = 0, out = 0) {
      const bytes = encodeText(cStringAt(module, path));
      if (bytes.byteLength >= capacity) return sqlite.SQLITE_CANTOPEN;
      module.HEAPU8.set(bytes, out);
      module.HEAPU8[out + bytes.byteLength] = 0;
      return sqlite.SQLITE_OK;
    },
    xRandomness(_vfs = 0, bytes = 0, out = 0) {
      module.HEAPU8.set(crypto.getRandomValues(new Uint8Array(bytes)), out);
      return bytes;
    },
    xCurrentTimeInt64(_vfs = 0, out = 0) {
      viewAt(module, out).setBigInt64(0, unixEpoch + BigInt(Date.now()), true);
      return sqlite.SQLITE_OK;
    },
    xLock: ok,
    xUnlock: ok,
    xCheckReservedLock(_file = 0, out = 0) {
      viewAt(module, out).setInt32(0, 0, true);
      return sqlite.SQLITE_OK;
    },
    xFileControl: () => sqlite.SQLITE_NOTFOUND,
    xSectorSize: () => sectorSize,
    xDeviceCharacteristics: () => sqlite.SQLITE_IOCAP_UNDELETABLE_WHEN_OPEN,
    xGetLastError: ok,
  };
}

/** A signed 64-bit position that arrives as two signed halves. */
function offset(low: number, high: number): number {
  return high * 2 ** 32 + (low >>> 0);
}
