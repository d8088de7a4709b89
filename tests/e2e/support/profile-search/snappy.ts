/**
 * Decodes one raw Snappy block (format_description.txt of google/snappy): a varint of the length, then literals and
 * copies. Throws on anything that is not one, so that a guess can be tried and dropped.
 */
export function decodeSnappy(input: Buffer): Buffer {
  let at = 0;
  const byte = (): number => {
    const value = input[at++];
    if (value === undefined) throw new Error('Snappy: the block ends too early');
    return value;
  };
  const littleEndian = (count: number): number => {
    let value = 0;
    for (let i = 0; i < count; i++) value += byte() * 2 ** (8 * i);
    return value;
  };

  let length = 0;
  for (let shift = 0; ; shift += 7) {
    const value = byte();
    length += (value & 0x7f) * 2 ** shift;
    if (value < 0x80) break;
    if (shift > 28) throw new Error('Snappy: no length');
  }
  if (length > input.length * 64 + 64) throw new Error('Snappy: longer than a block can become');

  const output = Buffer.alloc(length);
  let end = 0;
  const copy = (offset: number, count: number): void => {
    if (offset === 0 || offset > end || end + count > length) throw new Error('Snappy: a copy from nowhere');
    for (let i = 0; i < count; i++, end++) output[end] = output[end - offset] ?? 0; // may overlap itself: byte by byte
  };
  while (at < input.length) {
    const tag = byte();
    const high = tag >> 2;
    if ((tag & 3) === 0) {
      const count = (high < 60 ? high : littleEndian(high - 59)) + 1;
      if (at + count > input.length || end + count > length) throw new Error('Snappy: a literal too long');
      input.copy(output, end, at, at + count);
      at += count;
      end += count;
    } else if ((tag & 3) === 1) {
      copy((tag >> 5) * 256 + byte(), (high & 7) + 4);
    } else {
      copy(littleEndian((tag & 3) === 2 ? 2 : 4), high + 1);
    }
  }
  if (end !== length) throw new Error('Snappy: shorter than it says');
  return output;
}
