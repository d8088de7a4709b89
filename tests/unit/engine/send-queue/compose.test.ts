import { describe, expect, it } from 'vitest';
import { composeMessage } from '../../../../renderer/engine/send-queue/compose.ts';
import { createMarkdown } from '../../../../renderer/engine/send-queue/markdown.ts';

const markdown = createMarkdown();

describe('text that says all by itself', () => {
  it.each([
    'Guten Morgen',
    'Zeile eins\nZeile zwei',
    'Absatz eins\n\n\nAbsatz zwei',
    '24. Dezember ist dienstfrei',
    '3. Stock, Zimmer 12',
    '#4711 ist erledigt',
    'snake_case_name und 5 * 3 * 2',
    '    eingerückt',
    '&uuml; bleibt',
    'https://example.org/a_b_c',
    '<b>kein HTML</b>',
    '[1]: https://example.org/ geht nicht verloren',
    '🙂',
    'x'.repeat(5_000),
    'שלום עולם',
  ])('%s', (text) => {
    expect(markdown(text)).toEqual({ body: text, html: undefined });
  });

  it('loses the escapes, not the text', () => {
    expect(markdown('\\*so\\*')).toEqual({ body: '*so*', html: undefined });
  });
});

describe('text with marks', () => {
  it.each([
    ['**fett** und *kursiv*', '<p><strong>fett</strong> und <em>kursiv</em></p>'],
    ['`code` ~~weg~~', '<p><code>code</code> <s>weg</s></p>'],
    ['- eins\n- zwei', '<ul>\n<li>eins</li>\n<li>zwei</li>\n</ul>'],
    ['1. eins\n2. zwei', '<ol>\n<li>eins</li>\n<li>zwei</li>\n</ol>'],
    ['> Zitat', '<blockquote>\n<p>Zitat</p>\n</blockquote>'],
    ['[hier](https://example.org)', '<p><a href="https://example.org">hier</a></p>'],
    ['**a**\nb', '<p><strong>a</strong><br>\nb</p>'],
    ['24. **Dezember**', '<p>24. <strong>Dezember</strong></p>'],
    ['**a** <script>alert(1)</script>', '<p><strong>a</strong> &lt;script&gt;alert(1)&lt;/script&gt;</p>'],
    ['**a** ![x](https://example.org/x.png)', '<p><strong>a</strong> !<a href="https://example.org/x.png">x</a></p>'],
  ])('%s', (text, html) => {
    expect(markdown(text)).toEqual({ body: text, html });
  });

  it('makes no link that runs a script', () => {
    for (const url of ['javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'data:text/html,x', 'vbscript:x', 'file:///etc/passwd'])
      expect(markdown(`[x](${url})`).html ?? '').not.toContain('<a');
  });
});

describe('composeMessage', () => {
  it('says that nobody is mentioned, and which message it is', () => {
    expect(composeMessage(markdown, 'Hallo', 'txn-0001')).toEqual({
      msgtype: 'm.text', body: 'Hallo', 'm.mentions': {}, 'de.einklang.txn': 'txn-0001',
    });
  });

  it('mentions who is named by the full Matrix ID, once, and no e-mail address', () => {
    const { 'm.mentions': mentions } = composeMessage(markdown, '@anna:example.org, (@anna:example.org) @b:h.de:8448. a@b.de c@d:e', 'txn-0001');
    expect(mentions).toEqual({ user_ids: ['@anna:example.org', '@b:h.de:8448'] });
  });

  it('carries HTML where it says more', () => {
    expect(composeMessage(markdown, '**ja**', 'txn-0001')).toMatchObject({
      body: '**ja**', format: 'org.matrix.custom.html', formatted_body: '<p><strong>ja</strong></p>',
    });
  });
});
