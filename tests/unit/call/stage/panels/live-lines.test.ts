import { expect, test } from 'vitest';
import { linesAfter, type LiveLine } from '../../../../../renderer/call/stage/panels/live-lines.ts';

const by = (from: string, text: string) => ({ from, name: from, text });
const play = (...moments: readonly (readonly ReturnType<typeof by>[])[]): readonly LiveLine[] =>
  moments.reduce<readonly LiveLine[]>((lines, typed) => linesAfter(lines, typed), []);
const shown = (lines: readonly LiveLine[]): readonly string[] => lines.map(({ from, text, isOpen }) => `${from}: ${text}${isOpen ? '|' : ''}`);

test('each letter is there as it is typed', () => {
  expect(shown(play([by('anna', 'H')], [by('anna', 'Ha')], [by('anna', 'Hal')]))).toEqual(['anna: Hal|']);
});

test('a line that goes at once is finished and stays; the next begins below', () => {
  expect(shown(play([by('anna', 'Hallo')], [by('anna', '')], [by('anna', 'Ja')]))).toEqual(['anna: Hallo', 'anna: Ja|']);
});

test('what is taken back letter by letter leaves nothing', () => {
  expect(shown(play([by('anna', 'No')], [by('anna', 'N')], [by('anna', '')]))).toEqual([]);
});

test('two type at once, each in a line', () => {
  const lines = play([by('anna', 'Eins'), by('ben', '')], [by('anna', 'Eins'), by('ben', 'Zwei')], [by('anna', ''), by('ben', 'Zwei')]);
  expect(shown(lines)).toEqual(['anna: Eins', 'ben: Zwei|']);
});

test('what somebody typed who then left is kept', () => {
  expect(shown(play([by('anna', 'Ich muss gehen')], []))).toEqual(['anna: Ich muss gehen']);
});

test('nothing new is the same list, so that nothing is drawn anew', () => {
  const lines = play([by('anna', 'Hallo')]);
  expect(linesAfter(lines, [by('anna', 'Hallo')])).toBe(lines);
});

test('the list does not grow for ever', () => {
  let lines: readonly LiveLine[] = [];
  for (let n = 0; n < 500; n++) lines = linesAfter(linesAfter(lines, [by('anna', `Zeile ${n}`)]), []);
  expect(lines.length).toBeLessThanOrEqual(200);
  expect(lines.at(-1)?.text).toBe('Zeile 499');
});
