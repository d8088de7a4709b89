import { find } from 'linkifyjs';

/** A piece of text, with where it leads if it is an address. */
export interface TextPart {
  readonly text: string;
  readonly href: string | undefined;
}

const schemes = new Set(['https:', 'http:', 'mailto:', 'tel:', 'matrix:']);

/** Whether a link may be shown as one. What the system opens of them, the desktop decides once more. */
export function isLink(href: string): boolean {
  return URL.canParse(href) && schemes.has(new URL(href).protocol);
}

/** The user ID that a `matrix.to` or `matrix:` link stands for; undefined where it is about something else. */
export function mentionOf(href: string): string | undefined {
  const user = /^https:\/\/matrix\.to\/#\/((?:@|%40)[^/?]+)/i.exec(href)?.[1] ?? matrixUser(href);
  return user === undefined ? undefined : decode(user);
}

const matrixUser = (href: string): string | undefined => {
  const user = /^matrix:u\/([^/?]+)/i.exec(href)?.[1];
  return user === undefined ? undefined : `@${user}`;
};

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Most messages have none of this, and need not wait for the tables of all the world's top-level domains. */
const mayHoldAddress = /:\/\/|www\.|@/i;

/**
 * Text in parts, addresses apart: those that say their scheme, begin with `www.` or are of mail. Anything else that
 * looks like a host may be a file name ("Planunterlagen.zip").
 */
export function autoLinks(text: string): readonly TextPart[] {
  if (!mayHoldAddress.test(text)) return [{ text, href: undefined }];
  const found = find(text, { defaultProtocol: 'https' }).filter(
    ({ type, value, href }) => (type === 'email' || /^(?:https?:\/\/|www\.)/i.test(value)) && isLink(href),
  );
  const parts: TextPart[] = [];
  let from = 0;
  for (const { start, end, href } of found) {
    if (start > from) parts.push({ text: text.slice(from, start), href: undefined });
    parts.push({ text: text.slice(start, end), href });
    from = end;
  }
  if (from < text.length || parts.length === 0) parts.push({ text: text.slice(from), href: undefined });
  return parts;
}
