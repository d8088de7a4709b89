export const formats = ['bold', 'italic', 'list', 'link', 'code'] as const;
export type Format = (typeof formats)[number];

/** A text with what is selected in it, by UTF-16 offsets. */
export interface Selected {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const marks: Readonly<Partial<Record<Format, string>>> = { bold: '**', italic: '*', code: '`' };
const bullet = '- ';

/** Puts Markdown around what is selected, or takes it away where it is there already. `placeholder` names a link without text. */
export function applyFormat(selected: Selected, format: Format, placeholder: string): Selected {
  if (format === 'list') return list(selected);
  if (format === 'link') return link(selected, placeholder);
  const { text, start, end } = selected;
  const inner = text.slice(start, end);
  if (format === 'code' && inner.includes('\n')) return replace(selected, `\`\`\`\n${inner}\n\`\`\``, 4, inner.length);
  const mark = marks[format] ?? '';
  const wrapped = text.slice(0, start).endsWith(mark) && text.slice(end).startsWith(mark);
  // A single star beside a double one belongs to bold text.
  const ofBold = format === 'italic' && text.slice(0, start).endsWith('**') && !text.slice(0, start).endsWith('***');
  if (wrapped && !ofBold) {
    const around = { text, start: start - mark.length, end: end + mark.length };
    return replace(around, inner, 0, inner.length);
  }
  return replace(selected, `${mark}${inner}${mark}`, mark.length, inner.length);
}

/** Puts `by` in the place of what is selected, and selects `length` of it from `from` on. */
function replace({ text, start, end }: Selected, by: string, from: number, length: number): Selected {
  return { text: text.slice(0, start) + by + text.slice(end), start: start + from, end: start + from + length };
}

function list({ text, start, end }: Selected): Selected {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const to = text.indexOf('\n', end) < 0 ? text.length : text.indexOf('\n', end);
  const lines = text.slice(from, to).split('\n');
  const isList = lines.every((line) => line.startsWith(bullet));
  const next = lines.map((line) => (isList ? line.slice(bullet.length) : bullet + line)).join('\n');
  return replace({ text, start: from, end: to }, next, next.length, 0);
}

function link(selected: Selected, placeholder: string): Selected {
  const inner = selected.text.slice(selected.start, selected.end);
  if (/^https?:\/\/\S+$/.test(inner)) return replace(selected, `[${placeholder}](${inner})`, 1, placeholder.length);
  const shown = inner || placeholder;
  return replace(selected, `[${shown}](https://)`, shown.length + 3, 'https://'.length);
}
