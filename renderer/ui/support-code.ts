/** Without 0, O, 1 and I, which sound or look alike on the telephone. */
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** FNV-1a, 64 bits: short, and the same on every machine. */
function hash(text: string): bigint {
  let value = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) value = ((value ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
  return value;
}

/**
 * A code for the service desk, `EK-XXXX-XXXX`: the same fault gives the same code, so that a list of them can be kept.
 * Digits in the detail (times, ports, identifiers) do not count.
 */
export function supportCode(failure: { readonly code: string; readonly detail?: string }): string {
  let value = hash(`${failure.code}\n${(failure.detail ?? '').replace(/\d+/g, '#')}`);
  let signs = '';
  for (let n = 0; n < 8; n++) {
    signs += alphabet[Number(value & 31n)] ?? '';
    value >>= 5n;
  }
  return `EK-${signs.slice(0, 4)}-${signs.slice(4)}`;
}
