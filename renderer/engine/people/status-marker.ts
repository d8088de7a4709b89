/*
 * The marker at the start of a status text while its person is in a call. People read it in every client; ours also
 * parse it, in either language that they write or wrote it in.
 */

export type CallMark = 'call' | 'presenting';

const written: Readonly<Record<CallMark, string>> = { call: '📞 Im Gespräch', presenting: '🖥 Präsentiert' };
const separator = ' · ';
const marked = /^(?:(?<call>📞\u{FE0F}? (?:Im Gespräch|In a call))|🖥\u{FE0F}? (?:Präsentiert|Presenting))(?: · (?<text>.*))?$/su;

/** A status text in its parts: the marker, and what the person wrote. */
export function readStatus(status: string | undefined): { readonly mark: CallMark | undefined; readonly text: string } {
  const groups = marked.exec(status ?? '')?.groups;
  if (!groups) return { mark: undefined, text: status ?? '' };
  return { mark: groups['call'] === undefined ? 'presenting' : 'call', text: groups['text'] ?? '' };
}

const before = (marker: string, text: string): string => (text === '' ? marker : `${marker}${separator}${text}`);

export const markStatus = (mark: CallMark, text: string): string => before(written[mark], text);

/*
 * "Do not disturb", which Matrix has no state for (`busy` rings): a marker as well, at the start of what the person
 * wrote, and so behind that of a call.
 */

const quietMarked = /^⛔\u{FE0F}? (?:Nicht stören|Do not disturb)(?: · (?<text>.*))?$/su;

/** Whether the own part of a status text (`readStatus`) says that its person does not want to be disturbed. */
export const isQuietText = (text: string): boolean => quietMarked.test(text);

/** The same text with or without that marker. */
export function quietText(on: boolean, text: string): string {
  const match = quietMarked.exec(text);
  const bare = match ? (match.groups?.['text'] ?? '') : text;
  return on ? before('⛔ Nicht stören', bare) : bare;
}
