import { describe, expect, it } from 'vitest';
import { toFailure } from '../../../../renderer/base/failure.ts';
import { copyFiles, createMemoryFiles, openInMemory, testKey, type MemoryFiles } from './support.ts';

const codeOf = async (work: () => unknown): Promise<string> => {
  try {
    await work();
  } catch (error) {
    return toFailure(error).code;
  }
  return 'none';
};

async function filled(files: MemoryFiles, key: Uint8Array | 'plain' = testKey): Promise<MemoryFiles> {
  const database = await openInMemory(files, key);
  database.run('CREATE TABLE t(id INTEGER PRIMARY KEY, text TEXT)');
  database.transaction(() => {
    for (let at = 0; at < 500; at += 1) database.run('INSERT INTO t(text) VALUES(?)', [`Sitzungsvorlage ${at} `.repeat(20)]);
  });
  database.close();
  return files;
}

describe('the database', () => {
  it('keeps every kind of value', async () => {
    const database = await openInMemory();
    database.run('CREATE TABLE t(a, b, c, d, e)');
    const values = ['grün\0🙂', 2 ** 53 - 1, -(2 ** 40), 0.5, Uint8Array.of(0, 1, 255)];
    database.run('INSERT INTO t VALUES(?, ?, ?, ?, ?)', values);
    const row = database.get<Record<string, unknown>>('SELECT * FROM t');
    expect(Object.values(row ?? {})).toEqual(values);
    expect(database.get('SELECT ? AS empty, ? AS none', ['', null])).toEqual({ empty: '', none: null });
    database.close();
  });

  it('undoes all of a transaction that fails', async () => {
    const database = await openInMemory();
    database.run('CREATE TABLE t(a UNIQUE)');
    expect(() => database.transaction(() => {
      database.run('INSERT INTO t VALUES(1)');
      throw new Error('stop');
    })).toThrow('stop');
    expect(database.all('SELECT * FROM t')).toEqual([]);
    database.transaction(() => database.run('INSERT INTO t VALUES(2)'));
    expect(database.all('SELECT * FROM t')).toEqual([{ a: 2 }]);
    database.close();
  });

  it('says so when it is closed', async () => {
    const database = await openInMemory();
    database.close();
    expect(await codeOf(() => database.run('SELECT 1'))).toBe('store-closed');
  });

  it('opens again with its key, and with no other', async () => {
    const files = await filled(createMemoryFiles());
    const before = files.main.bytes.slice();
    expect(await codeOf(() => openInMemory(files, new Uint8Array(32)))).toBe('store-damaged');
    expect(await codeOf(async () => (await openInMemory(files, 'plain')).all('SELECT * FROM t'))).toBe('store-damaged');
    expect(files.main.bytes, 'a wrong key changes nothing').toEqual(before);
    const database = await openInMemory(files);
    expect(database.get('SELECT count(*) AS n FROM t')).toEqual({ n: 500 });
    database.close();
  });

  it.each([0, 5, 20, 100, 4_000])('refuses a file whose first page is damaged at byte %i, and leaves it as it is', async (at) => {
    const files = await filled(createMemoryFiles());
    files.main.bytes[at] = (files.main.bytes[at] ?? 0) ^ 1;
    const before = files.main.bytes.slice();
    expect(await codeOf(async () => (await openInMemory(files)).all('SELECT * FROM t'))).toBe('store-damaged');
    expect(files.main.bytes).toEqual(before);
  });

  it('notices one flipped bit in the middle', async () => {
    const files = await filled(createMemoryFiles());
    const at = 8192 * 5 + 777;
    files.main.bytes[at] = (files.main.bytes[at] ?? 0) ^ 1;
    const database = await openInMemory(files);
    expect(await codeOf(() => database.all('SELECT sum(length(text)) FROM t'))).toBe('store-damaged');
    database.close();
  });

  it('holds no plain text, where one without a cipher does', async () => {
    const contains = ({ main, wal, journal }: MemoryFiles): boolean =>
      [main, wal, journal].some(({ bytes }) => Buffer.from(bytes).includes('Sitzungsvorlage 7'));
    expect(contains(await filled(createMemoryFiles()))).toBe(false);
    expect(contains(await filled(createMemoryFiles(), 'plain')), 'control').toBe(true);
  });

  it('has every commit after a crash, from the log alone', async () => {
    const files = createMemoryFiles();
    const database = await openInMemory(files);
    database.run('CREATE TABLE t(id INTEGER PRIMARY KEY)');
    for (let at = 1; at <= 40; at += 1) {
      database.run('INSERT INTO t VALUES(?)', [at]);
      if (at % 10 !== 0) continue;
      const after = await openInMemory(copyFiles(files));
      expect(after.get('SELECT count(*) AS n, max(id) AS last FROM t')).toEqual({ n: at, last: at });
      after.close();
    }
    database.close();
  });

  it('loses a torn write in the log, and nothing before it', async () => {
    const files = createMemoryFiles();
    const database = await openInMemory(files);
    database.run('CREATE TABLE t(id INTEGER PRIMARY KEY)');
    database.run('INSERT INTO t VALUES(1)');
    const whole = files.wal.getSize();
    database.run('INSERT INTO t VALUES(2)');
    const torn = copyFiles(files);
    torn.wal.truncate(whole + 100);
    const after = await openInMemory(torn);
    expect(after.all('SELECT id FROM t')).toEqual([{ id: 1 }]);
    after.close();
    database.close();
  });

  it('never opens a temporary file, which would not be encrypted', async () => {
    const database = await openInMemory();
    database.run('CREATE TEMP TABLE t(a)');
    database.transaction(() => {
      for (let at = 0; at < 2_000; at += 1) database.run('INSERT INTO t VALUES(?)', ['x'.repeat(2_000)]);
    });
    expect(database.all('SELECT a FROM t ORDER BY a DESC, random()')).toHaveLength(2_000);
    database.run('PRAGMA temp_store=file');
    expect(await codeOf(() => {
      database.run('CREATE TEMP TABLE u(a)');
      database.run("INSERT INTO u SELECT hex(randomblob(2000)) FROM generate_series(1, 10)");
    }), 'control: asked for, it is refused').toBe('internal');
    database.close();
  });

  it('says that the disk is full, and goes on when there is room again', async () => {
    const files = createMemoryFiles();
    const database = await openInMemory(files);
    database.run('CREATE TABLE t(a)');
    files.wal.quota = files.wal.getSize() + 20_000;
    const fill = (): number => database.run('INSERT INTO t VALUES(?)', ['x'.repeat(100_000)]);
    expect(await codeOf(fill)).toBe('store-full');
    files.wal.quota = Infinity;
    fill();
    expect(database.get('SELECT count(*) AS n FROM t')).toEqual({ n: 1 });
    database.close();
  });
});
