import { describe, expect, it } from 'vitest';
import { openableLink } from '../../../main/links.ts';

describe('a link that may be opened', () => {
  it.each([
    ['https://example.org/a?b=c#d', 'https://example.org/a?b=c#d'],
    ['http://example.org', 'http://example.org/'],
    ['HTTPS://EXAMPLE.org/Ä', 'https://example.org/%C3%84'],
    ['https://müller.example/', 'https://xn--mller-kva.example/'],
    ['https://xn--80ak6aa92e.example/', 'https://xn--80ak6aa92e.example/'],
    ['mailto:post@stadt.example', 'mailto:post@stadt.example'],
    [
      'mailto:post@stadt.example?subject=Guten%20Tag&attach=/etc/passwd',
      'mailto:post@stadt.example?subject=Guten%20Tag',
    ],
    ['tel:+49-30-1234', 'tel:+49-30-1234'],
    ['tel:115;phone-context=+49', 'tel:115;phone-context=+49'],
  ])('%s', (text, opened) => {
    expect(openableLink(text)).toBe(opened);
  });
});

describe('a link that is refused', () => {
  it.each([
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,<script>1</script>',
    'app://workspace/index.html',
    'smb://host/share',
    'ms-msdt:/id',
    'vbscript:x',
    'blob:https://example.org/1',
    'view-source:https://example.org',
    'www.example.org',
    '',
    '//example.org',
    'https://',
    'https://bank.example@evil.example/',
    'https://user:pass@example.org/',
    'https://exam\u202eple.org/',
    'https://example.org/\u200bx',
    ' https://example.org/',
    'https://example.org/a\nb',
    'https://p\u0430ypal.example/', // one Cyrillic letter
    'https://ex\u03b1mple.org/', // one Greek letter
    'https://xn--pypal-4ve.example/', // the same, already encoded
    'tel:+49;ext=$(reboot)',
    'tel:abc',
    `tel:${'1'.repeat(100)}`,
  ])('%j', (text) => {
    expect(() => openableLink(text)).toThrow('link-refused');
  });
});
