import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/* What axe cannot see in a picture is computed from the tokens: WCAG 1.4.3 (4.5:1) and 1.4.11 (3:1), both themes. */

const css = readFileSync(new URL('../../../renderer/ui/tokens.css', import.meta.url), 'utf8');
const hex = '(#[0-9a-f]{6})';
const tokens = new Map(
  [...css.matchAll(new RegExp(`--([\\w-]+):\\s*(?:light-dark\\(${hex},\\s*${hex}\\)|${hex})`, 'g'))].map(
    ([, name, light, dark, both]) => [name ?? '', { light: light ?? both ?? '', dark: dark ?? both ?? '' }] as const,
  ),
);

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ['canvas', 'surface', 'raised', 'hover', 'selected', 'own'];
const pairs: readonly (readonly [name: string, least: number, front: readonly string[], behind: readonly string[]])[] = [
  ['text', 4.5, ['text', 'text-muted'], [...grounds, 'sunken']],
  ['links and danger as text', 4.5, ['accent', 'danger'], ['canvas', 'surface', 'raised', 'own']],
  ['text on signals', 4.5, ['text'], ['accent-soft', 'ok-soft', 'warn-soft', 'danger-soft']],
  ['signals on their own tint', 4.5, ['accent-on-soft'], ['accent-soft']],
  ['words on a filled button', 4.5, ['text-on-fill'], ['accent-fill', 'accent-fill-hover', 'ok-fill', 'danger-fill', 'danger-fill-hover']],
  ['borders of controls and the focus', 3, ['line-strong', 'focus'], ['canvas', 'surface', 'raised']],
  ['presence', 3, ['available', 'busy', 'away', 'offline'].map((state) => `presence-${state}`), ['canvas', 'surface', 'raised', 'hover', 'selected']],
  ...[1, 2, 3, 4, 5, 6].map((n) => [`avatar ${n}`, 4.5, [`av${n}`], [`av${n}-bg`]] as const),
];

test('the tokens are read', () => {
  expect(tokens.get('text')).toEqual({ light: '#182328', dark: '#ebe8e2' });
  expect(tokens.size).toBeGreaterThan(40);
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
});

test.each(pairs)('%s: at least %s to 1', (_name, least, front, behind) => {
  for (const theme of ['light', 'dark'] as const) {
    for (const one of front) {
      for (const other of behind) {
        const [a, b] = [tokens.get(one)?.[theme] ?? '', tokens.get(other)?.[theme] ?? ''];
        expect(contrast(a, b), `${one} ${a} on ${other} ${b} (${theme})`).toBeGreaterThanOrEqual(least);
      }
    }
  }
});
