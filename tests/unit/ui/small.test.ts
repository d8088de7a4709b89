import { expect, test } from 'vitest';
import { avatarTint, createAnnouncer, createToasts, initials, keyLabel, matchesKey, place, rovingTarget } from '../../../renderer/ui/index.ts';

test.each([
  ['Miriam Brandt', 'MB'],
  ['Deniz Aydın', 'DA'],
  ['Referat 23 – Haushalt', '23'],
  ['Personalrat – Info', 'PI'],
  ['Projekt E-Akte', 'PE'],
  ['Anna Müller-Lüdenscheidt', 'AM'],
  ['Stab', 'S'],
  ['@miriam.brandt:land.example', 'MB'],
  ['Ödön von Horváth', 'ÖH'],
  ['👩‍🚒 Feuerwehr', '👩‍🚒F'],
  ['', '?'],
  ['Haushaltsklausur 2027', 'H2'],
])('the signs for “%s” are %s', (name, signs) => {
  expect(initials(name)).toBe(signs);
});

test('a tint is one of six and follows the ID', () => {
  const tints = Array.from({ length: 200 }, (_, n) => avatarTint(`@person${n}:land.example`));
  expect(new Set(tints)).toEqual(new Set([1, 2, 3, 4, 5, 6]));
  expect(avatarTint('@a:b')).toBe(avatarTint('@a:b'));
});

test('arrow keys go round in their direction only', () => {
  expect(rovingTarget('ArrowDown', 2, 3, 'vertical')).toBe(0);
  expect(rovingTarget('ArrowUp', 0, 3, 'vertical')).toBe(2);
  expect(rovingTarget('ArrowRight', 0, 3, 'vertical')).toBeUndefined();
  expect(rovingTarget('ArrowRight', 0, 3, 'both')).toBe(1);
  expect(rovingTarget('End', 0, 3, 'horizontal')).toBe(2);
  expect(rovingTarget('x', 0, 3, 'vertical')).toBeUndefined();
});

const press = (key: string, modifiers: Partial<KeyboardEvent> = {}): KeyboardEvent =>
  ({ key, ctrlKey: false, altKey: false, shiftKey: false, metaKey: false, ...modifiers }) as KeyboardEvent;

test('a key is matched with its modifiers, no more and no less', () => {
  expect(matchesKey('Ctrl+N', press('n', { ctrlKey: true }))).toBe(true);
  expect(matchesKey('Ctrl+N', press('N', { ctrlKey: true, shiftKey: true }))).toBe(false);
  expect(matchesKey('Ctrl+N', press('n', { ctrlKey: true, altKey: true }))).toBe(false);
  expect(matchesKey('F6', press('F6', { shiftKey: true }))).toBe(false);
  expect(matchesKey('Shift+F6', press('F6', { shiftKey: true }))).toBe(true);
});

test('a sign counts as typed: on a German keyboard the slash is Shift 7', () => {
  expect(matchesKey('Ctrl+/', press('/', { ctrlKey: true, shiftKey: true }))).toBe(true);
  expect(matchesKey('Ctrl+/', press('/', { ctrlKey: true }))).toBe(true);
});

test('keys are named as printed on the keyboard', () => {
  const t = (key: string): string => `«${key}»`;
  expect(keyLabel('Ctrl+Shift+N', t)).toBe('«ui:key.ctrl» «ui:key.shift» N');
  expect(keyLabel('Ctrl+,', t)).toBe('«ui:key.ctrl» ,');
});

test('a floating box goes to the other side where its own has no room, and stays inside', () => {
  const view = { width: 400, height: 300 };
  const size = { width: 100, height: 80 };
  expect(place({ left: 20, top: 20, width: 50, height: 30 }, size, view, 'below-start')).toEqual({ left: 20, top: 56 });
  expect(place({ left: 20, top: 250, width: 50, height: 30 }, size, view, 'below-start')).toEqual({ left: 20, top: 164 });
  expect(place({ left: 380, top: 20, width: 20, height: 30 }, size, view, 'below-start').left).toBe(292);
  expect(place({ left: 10, top: 100, width: 40, height: 40 }, size, view, 'right')).toEqual({ left: 56, top: 80 });
});

test('the same words are announced anew each time', () => {
  const announcer = createAnnouncer();
  announcer.announce('Gesendet.');
  const first = announcer.polite.value;
  announcer.announce('Gesendet.');
  expect(announcer.polite.value).not.toBe(first);
  expect(announcer.assertive.value.text).toBe('');
});

test('toasts go by themselves, and never more than three stand', () => {
  const later: (() => void)[] = [];
  const toasts = createToasts((run) => later.push(run));
  for (const text of ['1', '2', '3', '4']) toasts.show({ tone: 'info', text });
  expect(toasts.shown.value.map(({ text }) => text)).toEqual(['2', '3', '4']);
  for (const run of later) run();
  expect(toasts.shown.value).toEqual([]);
});
