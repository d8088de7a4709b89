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

export const markStatus = (mark: CallMark, text: string): string => (text === '' ? written[mark] : `${written[mark]}${separator}${text}`);
