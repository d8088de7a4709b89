import { expect, it } from 'vitest';
import { hashOf } from '../../../../renderer/engine/store/chat/hash.ts';

it('hashes event IDs to 53 bits, the same for ever', () => {
  expect(['', '$a', '$9wq-3Yd0oV7kA2lS5sXq1mB8nC4vZ6rT0uE2iO7pH1k'].map(hashOf)).toMatchInlineSnapshot(`
    [
      1313125401380289,
      8716699973781871,
      3535651022103122,
    ]
  `);
  const hashes = new Set(Array.from({ length: 100_000 }, (_, at) => hashOf(`$${at.toString(36)}:musterstadt.example`)));
  expect(hashes.size, 'hardly ever the same twice').toBeGreaterThan(99_998);
  expect([...hashes].every((hash) => Number.isSafeInteger(hash) && hash >= 0)).toBe(true);
});
