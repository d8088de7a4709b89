import MarkdownIt, { type Token } from 'markdown-it';

/** What a person typed, as a message says it: plain text always, HTML only where it says more. */
export interface Composed {
  readonly body: string;
  readonly html: string | undefined;
}

/** Tokens that a plain text says just as well: paragraphs and line breaks. */
const plain = new Set(['paragraph_open', 'paragraph_close', 'inline', 'text', 'softbreak', 'hardbreak']);

const isPlain = (token: Token): boolean => plain.has(token.type) && (token.children ?? []).every(isPlain);

/**
 * "24. Dezember ist frei" is a date, not a list: an ordered list of one item is a paragraph again.
 * (The list's rule itself cannot know how many items will come.)
 */
function unlist(tokens: readonly Token[]): Token[] {
  const kept: Token[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const [list, item, open, inline, close, itemEnd, listEnd] = tokens.slice(index, index + 7);
    const lone =
      list?.type === 'ordered_list_open' &&
      listEnd?.type === 'ordered_list_close' && listEnd.level === list.level && itemEnd?.type === 'list_item_close' &&
      open?.type === 'paragraph_open';
    if (!lone || !item || !inline || !close) {
      if (list) kept.push(list);
      continue;
    }
    open.hidden = false;
    close.hidden = false;
    const first = inline.children?.[0];
    if (first?.type === 'text') first.content = `${item.info}${item.markup} ${first.content}`;
    kept.push(open, inline, close);
    index += 6;
  }
  return kept;
}

/** The text between the marks, to see whether marks were there at all (an escape such as `\*` is one). */
function spoken(tokens: readonly Token[]): string {
  const blocks: string[] = [];
  for (const { children } of tokens)
    if (children) blocks.push(children.map((child) => (child.type === 'text' ? child.content : '\n')).join(''));
  return blocks.join('\n\n');
}

const withoutLayout = (text: string): string =>
  text.split('\n').map((line) => line.trim()).filter((line) => line !== '').join('\n');

/**
 * Markdown for messages: CommonMark with tables and strikethrough, a line break where one was typed, and without what
 * surprises in a chat (headings by underlining, code by indenting, entities) or makes text vanish (HTML, link
 * definitions). Pictures would load from anywhere, so `![…](…)` stays text. Web addresses become links when shown.
 */
export function createMarkdown(): (text: string) => Composed {
  const markdown = new MarkdownIt({ html: false, linkify: false, breaks: true, typographer: false });
  markdown.disable(['lheading', 'code', 'reference', 'entity', 'image', 'html_block', 'html_inline']);
  markdown.core.ruler.push('unlist', (state) => {
    state.tokens = unlist(state.tokens);
  });
  return (text) => {
    const tokens = markdown.parse(text, {});
    if (tokens.every(isPlain)) {
      const said = spoken(tokens);
      return { body: withoutLayout(said) === withoutLayout(text) ? text : said, html: undefined };
    }
    return { body: text, html: markdown.renderer.render(tokens, markdown.options, {}).trim() };
  };
}
