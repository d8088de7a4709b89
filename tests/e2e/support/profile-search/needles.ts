/** Something that must not lie on disk in the clear: a sentence, or bytes such as those of a picture. */
export interface Needle {
  /** Names it in findings, such as `sent` or `avatar`. */
  readonly kind: string;
  readonly content: string | Buffer;
}

/** A needle as it may be written down. */
export interface Pattern {
  readonly kind: string;
  readonly encoding: string;
  readonly bytes: Buffer;
}

const bigEndian = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

/** The base64 of these bytes whatever stands before and after them: at each of three offsets, without the mixed ends. */
function base64Cores(bytes: Buffer): readonly string[] {
  return [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64').replace(/=+$/, '');
    return text.slice(offset === 0 ? 0 : offset + 1, -1);
  });
}

const windowSize = 24;

/** A picture may lie across several pages of a database: windows of it at even distances, each of which betrays it. */
function windows(bytes: Buffer): readonly Buffer[] {
  const count = Math.min(16, Math.max(1, Math.floor(bytes.length / windowSize)));
  const distance = count === 1 ? 0 : Math.floor((bytes.length - windowSize) / (count - 1));
  return Array.from({ length: count }, (_, i) => bytes.subarray(i * distance, i * distance + windowSize));
}

/** Text of ASCII alone is the same bytes in several encodings: one finding is enough. */
const withoutDoubles = (patterns: readonly Pattern[]): readonly Pattern[] =>
  patterns.filter(({ bytes }, at) => patterns.findIndex((other) => other.bytes.equals(bytes)) === at);

const patternsOfText = (kind: string, text: string): readonly Pattern[] => withoutDoubles([
  { kind, encoding: 'utf-8', bytes: Buffer.from(text, 'utf8') },
  { kind, encoding: 'utf-16le', bytes: Buffer.from(text, 'utf16le') },
  { kind, encoding: 'utf-16be', bytes: bigEndian(text) },
  // V8 writes strings without characters above 255 in one byte each.
  { kind, encoding: 'latin-1', bytes: Buffer.from(text, 'latin1') },
  ...base64Cores(Buffer.from(text, 'utf8')).map((core) => ({ kind, encoding: 'base64', bytes: Buffer.from(core) })),
]);

export const patternsOf = ({ kind, content }: Needle): readonly Pattern[] =>
  typeof content === 'string'
    ? patternsOfText(kind, content)
    : windows(content).map((bytes) => ({ kind, encoding: 'bytes', bytes }));
