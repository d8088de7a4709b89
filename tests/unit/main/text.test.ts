import { expect, it } from 'vitest';
import { withoutMarkup } from '../../../main/text.ts';

it('a name brings no markup into a notification', () => {
  expect(withoutMarkup('<a href="https://evil.example">Müller & Söhne</a>')).toBe('‹a href="https://evil.example"›Müller & Söhne‹/a›');
});
