import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { logLine, openLog } from '../../../main/log.ts';
import { testFolder } from './fakes.ts';

const at = new Date('2026-11-24T12:00:00Z');

describe('a line of the log', () => {
  it('is one line, whatever its text', () => {
    expect(logLine(at, 'info', 'a\nb\r\n\u001b[31mc\u2028d')).toBe('2026-11-24T12:00:00.000Z info  a b [31mc d\n');
  });

  it.each([
    'token syt_YW5uYQ_abcDEF_123 refused',
    'Authorization: Bearer abc.def',
    'GET /sync?access_token=s3cr3t&since=1',
    'refresh syr_YW5uYQ_abc',
  ])('loses the token of %j', (text) => {
    const line = logLine(at, 'warn', text);
    expect(line).toContain('[…]');
    expect(line).not.toMatch(/syt_|syr_|abc|s3cr3t/);
  });

  it('has an end', () => {
    expect(logLine(at, 'error', 'x'.repeat(100_000)).length).toBeLessThan(4_100);
  });
});

describe('the log', () => {
  it('turns over when it is full, and keeps the one before', () => {
    const path = join(testFolder(), 'einklang.log');
    const log = openLog(path, 500, () => at);
    for (let line = 0; line < 40; line++) log.info(`line ${line}`);
    const kept = readFileSync(`${path}.1`, 'utf8') + readFileSync(path, 'utf8');
    expect(kept).toContain('line 39');
    expect(kept).not.toContain('line 0\n');
    expect(kept.length).toBeLessThan(1_200);
  });

  it('is gone after erasing, and goes on', () => {
    const path = join(testFolder(), 'einklang.log');
    const log = openLog(path);
    log.info('old');
    log.erase();
    expect(existsSync(path)).toBe(false);
    log.info('new');
    expect(readFileSync(path, 'utf8')).toMatch(/new\n$/);
  });

  it('costs nobody anything where it cannot be written', () => {
    expect(() => openLog('/nowhere/at/all').info('x')).not.toThrow();
  });
});
