import { describe, expect, it } from 'vitest';
import { decodeSnappy } from '../../e2e/support/profile-search/snappy.ts';

const literal = (text: string): Buffer => Buffer.from([(text.length - 1) << 2, ...Buffer.from(text)]);

describe('decodeSnappy', () => {
  it('reads literals and all three kinds of copies', () => {
    const block = Buffer.concat([
      Buffer.from([20]),
      literal('abcd'),
      Buffer.from([(4 - 4) << 2 | 1, 4]), // 4 bytes from 4 back, short form
      Buffer.from([((6 - 1) << 2) | 2, 4, 0]), // 6 bytes from 4 back, overlapping itself
      Buffer.from([((6 - 1) << 2) | 3, 2, 0, 0, 0]), // 6 bytes from 2 back, long form
    ]);
    expect(decodeSnappy(block).toString()).toBe('abcdabcdabcdabababab');
  });

  it('reads a literal with its length in bytes of its own', () => {
    const text = 'x'.repeat(300);
    const block = Buffer.concat([Buffer.from([0xac, 0x02, 61 << 2, 0x2b, 0x01]), Buffer.from(text)]);
    expect(decodeSnappy(block).toString()).toBe(text);
  });

  it.each([
    ['a cut block', Buffer.from([10, 9 << 2, 97])],
    ['a copy from before the start', Buffer.from([4, 1, 1])],
    ['a length that cannot be', Buffer.from([0xff, 0xff, 0xff, 0xff, 0x0f, 0])],
    ['nothing', Buffer.alloc(0)],
  ])('throws on %s', (_what, block) => {
    expect(() => decodeSnappy(block)).toThrow(/Snappy/);
  });
});
