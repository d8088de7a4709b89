import { domainToUnicode } from 'node:url';
import { fail } from '../renderer/base/failure.ts';

/** White space, control characters, and what turns the direction of reading or is not seen at all. */
const hidden = /[\s\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u;
const latin = /\p{Script=Latin}/u;
const lookalike = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u;
const phone = /^tel:\+?[\d().*#-]{2,40}(?:;[a-z\d-]+=[\w.+-]+)*$/i;
/** Some mail programs take an `attach` from a link: only these fields pass. */
const mailFields = ['cc', 'subject', 'body'];

/** One label of a name in two scripts that look alike reads as another name (UTS 39, "Moderately Restrictive"). */
const mixesScripts = (label: string): boolean => latin.test(label) && lookalike.test(label);

function webLink(url: URL): string {
  if (url.username !== '' || url.password !== '') throw fail('link-refused', 'credentials in the address');
  if (domainToUnicode(url.hostname).split('.').some(mixesScripts))
    throw fail('link-refused', 'scripts that look alike');
  return url.href;
}

function mailLink(url: URL): string {
  const kept = mailFields.flatMap((field) => {
    const value = url.searchParams.get(field);
    return value === null ? [] : [`${field}=${encodeURIComponent(value)}`];
  });
  return `mailto:${url.pathname}${kept.length === 0 ? '' : `?${kept.join('&')}`}`;
}

/**
 * The one place that a link passes on its way to the system: returns what may be opened, or throws `link-refused`.
 * https and http (the browser warns of it), mailto without attachments, tel with digits.
 */
export function openableLink(text: string): string {
  if (hidden.test(text) || !URL.canParse(text)) throw fail('link-refused', 'not an address');
  const url = new URL(text);
  switch (url.protocol) {
    case 'https:':
    case 'http:':
      return webLink(url);
    case 'mailto:':
      return mailLink(url);
    case 'tel:':
      if (!phone.test(text)) throw fail('link-refused', 'not a telephone number');
      return text;
    default:
      throw fail('link-refused', url.protocol);
  }
}
