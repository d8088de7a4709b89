import DOMPurify from 'dompurify';
import { autoLinks, isLink, mentionOf } from './links.ts';

/*
 * The one place that lets HTML of a message through. What may stay is what the Matrix specification allows in
 * `formatted_body` (client-server API, "m.room.message msgtypes"), less images (nothing is loaded from elsewhere, the
 * alternative text stands in) and colours (contrast is the program's own matter).
 */
const allowedTags = [
  'del', 's', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'p', 'a', 'ul', 'ol', 'sup', 'sub', 'li', 'b', 'i', 'u',
  'strong', 'em', 'code', 'hr', 'br', 'div', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'caption', 'pre', 'span',
  'details', 'summary',
];
const allowedAttributes = ['href', 'start', 'data-mx-spoiler'];

/** The specification's limit. What lies deeper is shown as text. */
const deepest = 100;

/**
 * HTML of a message as it came, made safe to show: an own tree, no scripts, styles, images, forms or foreign
 * attributes; links go to https, http, mailto, tel or a place in Matrix; plain addresses become links.
 */
export function sanitise(html: string): string {
  const fragment = DOMPurify.sanitize(html, {
    ALLOWED_TAGS: [...allowedTags, 'img', 'mx-reply'],
    ALLOWED_ATTR: [...allowedAttributes, 'alt'],
    // These carry a number or words, no address: they need not look like one.
    ADD_URI_SAFE_ATTR: ['start', 'data-mx-spoiler', 'alt'],
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    ALLOW_UNKNOWN_PROTOCOLS: false,
    ALLOWED_URI_REGEXP: /^(?:https?|mailto|tel|matrix):/i,
    RETURN_DOM_FRAGMENT: true,
  });
  for (const reply of fragment.querySelectorAll('mx-reply')) reply.remove();
  for (const image of fragment.querySelectorAll('img')) image.replaceWith(image.alt);
  flatten(fragment, 0);
  for (const link of fragment.querySelectorAll('a')) mend(link);
  for (const heading of fragment.querySelectorAll('h1, h2, h3, h4, h5, h6')) asText(heading);
  for (const spoiler of fragment.querySelectorAll<HTMLElement>('span[data-mx-spoiler]')) hide(spoiler);
  linkTexts(fragment);
  const holder = document.createElement('div');
  holder.append(fragment);
  return holder.innerHTML;
}

function flatten(node: Node, depth: number): void {
  for (const child of [...node.childNodes]) {
    if (depth < deepest) flatten(child, depth + 1);
    else if (child instanceof Element) child.replaceWith(child.textContent);
  }
}

/** A link to a person is a mention; one that leads nowhere is its text. */
function mend(link: HTMLAnchorElement): void {
  const href = link.getAttribute('href') ?? '';
  const mention = mentionOf(href);
  if (mention !== undefined) {
    const at = document.createElement('span');
    at.className = 'at';
    at.append(...link.childNodes);
    link.replaceWith(at);
  } else if (isLink(href)) {
    link.setAttribute('rel', 'noreferrer');
    link.dataset['tooltip'] = href;
  } else {
    link.replaceWith(...link.childNodes);
  }
}

/** Headings inside a message would break the page's own outline: they look like headings and are paragraphs. */
function asText(heading: Element): void {
  const paragraph = document.createElement('p');
  paragraph.className = 'heading';
  paragraph.append(...heading.childNodes);
  heading.replaceWith(paragraph);
}

/** A spoiler is folded text, by the element that every keyboard and reader knows. */
function hide(spoiler: HTMLElement): void {
  const details = document.createElement('details');
  const summary = document.createElement('summary');
  summary.textContent = spoiler.dataset['mxSpoiler'] || '…';
  details.className = 'spoiler';
  details.append(summary, ...spoiler.childNodes);
  spoiler.replaceWith(details);
}

function linkTexts(fragment: DocumentFragment): void {
  const walker = document.createTreeWalker(fragment, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) {
    const text = walker.currentNode as Text;
    if (!text.parentElement?.closest('a, code, pre, .at')) texts.push(text);
  }
  for (const text of texts) {
    const parts = autoLinks(text.data);
    if (parts.length === 1 && parts[0]?.href === undefined) continue;
    text.replaceWith(...parts.map(({ text: shown, href }) => (href === undefined ? shown : anchor(shown, href))));
  }
}

function anchor(text: string, href: string): HTMLAnchorElement {
  const link = document.createElement('a');
  link.href = href;
  link.rel = 'noreferrer';
  link.textContent = text;
  return link;
}
