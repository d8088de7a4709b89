// The longest text that is shown; an event of a well-behaved server has at most 65,536 bytes.
const longestText = 65_536;

/** A body as it may be shown, or undefined where there is none. */
export const bodyOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.slice(0, longestText) : undefined;

/** HTML that is worth handing on; longer than any well-behaved server allows is passed over for the plain text. */
export const htmlOf = (format: unknown, value: unknown): string | undefined =>
  format === 'org.matrix.custom.html' && typeof value === 'string' && value.trim() !== '' && value.length <= longestText
    ? value
    : undefined;

/** The quotation that older clients put in front of a reply (removed from the spec in 1.13, still sent). */
export function withoutReplyFallback(body: string): string {
  const lines = body.split('\n');
  let quoted = 0;
  while (lines[quoted]?.startsWith('> ')) quoted++;
  if (quoted === 0) return body;
  if (lines[quoted] === '') quoted++;
  const rest = lines.slice(quoted).join('\n');
  return rest.trim() === '' ? body : rest;
}

/** The same in HTML: one `<mx-reply>` at the very beginning. */
export function withoutReplyHtml(html: string): string | undefined {
  if (!html.startsWith('<mx-reply>')) return html;
  const end = html.indexOf('</mx-reply>');
  const rest = end < 0 ? '' : html.slice(end + '</mx-reply>'.length);
  return rest.trim() === '' ? undefined : rest;
}

const mostEmoji = 12;
const emoji = /\p{RGI_Emoji}|\p{Extended_Pictographic}/gv;

/** A short message of nothing but emoji, which is shown larger. */
export function isEmojiOnly(text: string): boolean {
  if (text.length > 200) return false;
  let count = 0;
  const rest = text.replace(emoji, () => {
    count++;
    return '';
  });
  return count > 0 && count <= mostEmoji && rest.trim() === '';
}
