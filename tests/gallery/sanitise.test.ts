import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { galleryBrowser } from './browser.ts';

const { open } = galleryBrowser('live');
let page: Page;
beforeAll(async () => void (page = await open(() => undefined)));

describe('the sanitiser', () => {
  const clean = (html: string): Promise<string> => page.evaluate((text) => window.live.sanitise(text), html);

  test('keeps what the specification allows', async () => {
    const html = '<p>a <strong>b</strong> <em>c</em> <del>d</del> <code>e</code></p><ul><li>f</li></ul><ol start="3"><li>g</li></ol><blockquote>h</blockquote>';
    expect(await clean(html)).toBe(html);
  });

  test.each([
    ['<script>window.hit=1</script>x', 'x'],
    ['<img src=x onerror="window.hit=1" alt="Bild">', 'Bild'],
    ['<img src="https://evil.example/track.png">y', 'y'],
    ['<svg onload="window.hit=1"><a xlink:href="javascript:window.hit=1">z</a></svg>', ''],
    ['<a href="javascript:window.hit=1">a</a>', 'a'],
    ['<a href=" jAvA\tscript:window.hit=1">a</a>', 'a'],
    ['<a href="data:text/html,<script>1</script>">a</a>', 'a'],
    ['<a href="file:///etc/passwd">a</a>', 'a'],
    ['<iframe src="https://evil.example"></iframe>b', 'b'],
    ['<form action="https://evil.example"><input name=a><button>c</button></form>', 'c'],
    ['<p style="background:url(https://evil.example/)" onclick="window.hit=1" class="jump" id="root">d</p>', '<p>d</p>'],
    ['<style>*{display:none}</style>e', 'e'],
    ['<mx-reply><blockquote>früher</blockquote></mx-reply>f', 'f'],
    ['<h1>Groß</h1>', '<p class="heading">Groß</p>'],
    ['<a href="https://matrix.to/#/@miriam:land.example">Miriam</a>', '<span class="at">Miriam</span>'],
    ['<span data-mx-spoiler="Ergebnis">g</span>', '<details class="spoiler"><summary>Ergebnis</summary>g</details>'],
    ['<span data-mx-color="#ffffff">h</span>', '<span>h</span>'],
    ['<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=window.hit=1&gt;">', expect.not.stringContaining('onerror=')],
    ['<noscript><p title="</noscript><img src=x onerror=window.hit=1>">', expect.not.stringContaining('<img')],
  ])('%s', async (html, expected) => {
    expect(await clean(html)).toEqual(expected);
    expect(await page.evaluate(() => 'hit' in window)).toBe(false);
  });

  test('flattens what is nested too deep', async () => {
    const html = await clean('<b>'.repeat(5_000) + 'tief');
    expect(html.match(/<b>/g)?.length ?? 0).toBeLessThanOrEqual(101);
    expect(html).toContain('tief');
  });

  test('makes links of addresses, and of nothing that is a file name or code', async () => {
    expect(await clean('<p>www.land.de, Plan.zip, <code>https://a.example</code> post@land.de</p>')).toBe(
      '<p><a href="https://www.land.de" rel="noreferrer">www.land.de</a>, Plan.zip, <code>https://a.example</code> ' +
        '<a href="mailto:post@land.de" rel="noreferrer">post@land.de</a></p>',
    );
  });
});
