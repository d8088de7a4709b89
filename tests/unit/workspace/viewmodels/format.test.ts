import { describe, expect, it } from 'vitest';
import { applyFormat, type Format } from '../../../../renderer/workspace/viewmodels/composer/format.ts';

/** The text with its selection between ‹ and ›. */
function format(marked: string, how: Format): string {
  const start = marked.indexOf('‹');
  const end = marked.indexOf('›') - 1;
  const { text, ...after } = applyFormat({ text: marked.replace(/[‹›]/g, ''), start, end }, how, 'Text');
  return `${text.slice(0, after.start)}‹${text.slice(after.start, after.end)}›${text.slice(after.end)}`;
}

describe('applyFormat', () => {
  it.each<[string, Format, string]>([
    ['ein ‹Wort› hier', 'bold', 'ein **‹Wort›** hier'],
    ['ein **‹Wort›** hier', 'bold', 'ein ‹Wort› hier'],
    ['ein **‹Wort›** hier', 'italic', 'ein ***‹Wort›*** hier'],
    ['‹›', 'italic', '*‹›*'],
    ['‹=SUMME(A1)›', 'code', '`‹=SUMME(A1)›`'],
    ['‹a\nb›', 'code', '```\n‹a\nb›\n```'],
    ['oben\n‹eins\nzwei›\nunten', 'list', 'oben\n- eins\n- zwei‹›\nunten'],
    ['- eins\n- ‹zwei›', 'list', '- eins\nzwei‹›'],
    ['siehe ‹Akte›', 'link', 'siehe [Akte](‹https://›)'],
    ['‹https://akte.land.example/1›', 'link', '[‹Text›](https://akte.land.example/1)'],
  ])('%s as %s', (before, how, after) => {
    expect(format(before, how)).toBe(after);
  });
});
