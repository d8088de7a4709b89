import { describe, expect, it } from 'vitest';
import { autoLinks, isLink, mentionOf } from '../../../../renderer/workspace/views/timeline/links.ts';

const links = (text: string): readonly string[] => autoLinks(text).flatMap(({ href }) => (href === undefined ? [] : [href]));

describe('autoLinks', () => {
  it('finds addresses that say what they are, and leaves their last full stop outside', () => {
    expect(links('Siehe https://akte.land.example/1?a=b. Oder www.land.de, post@land.de')).toEqual([
      'https://akte.land.example/1?a=b',
      'https://www.land.de',
      'mailto:post@land.de',
    ]);
  });

  it('takes no file name and no other scheme for an address', () => {
    expect(links('Plan.zip, README.md, land.de, javascript:alert(1), file:///etc/passwd')).toEqual([]);
  });

  it('gives the text back whole, whatever is in it', () => {
    for (const text of ['', 'x'.repeat(5_000), 'a https://b.example c', '<b>&amp;</b> www.land.de']) {
      expect(autoLinks(text).map((part) => part.text).join('')).toBe(text);
    }
  });
});

describe('isLink', () => {
  it.each(['https://a.example', 'http://a.example', 'mailto:a@b.example', 'tel:+4930', 'matrix:r/raum:land.example'])('%s', (href) =>
    expect(isLink(href)).toBe(true),
  );
  it.each(['javascript:1', 'data:text/html,x', 'file:///x', 'blob:https://a.example/1', '//a.example', '/a', 'vbscript:x'])('not %s', (href) =>
    expect(isLink(href)).toBe(false),
  );
});

describe('mentionOf', () => {
  it.each([
    ['https://matrix.to/#/@emre:land.example', '@emre:land.example'],
    ['https://matrix.to/#/%40emre%3Aland.example', '@emre:land.example'],
    ['matrix:u/emre:land.example', '@emre:land.example'],
    ['https://matrix.to/#/!raum:land.example', undefined],
    ['https://evil.example/#/@emre:land.example', undefined],
  ])('%s', (href, user) => expect(mentionOf(href)).toBe(user));
});
