import { Fragment, type ComponentChildren, type VNode } from 'preact';

export interface RichProps {
  /** Wording with simple tags: `Mit <kbd>Strg K</kbd> finden Sie alles.` Tags do not nest. */
  readonly text: string;
  readonly tags: Readonly<Record<string, (children: string) => ComponentChildren>>;
}

/** Wording with elements in it, so that a sentence stays one entry of the locale files. Unknown tags stay as text. */
export function Rich({ text, tags }: RichProps): VNode {
  const parts: ComponentChildren[] = [];
  let from = 0;
  for (const match of text.matchAll(/<(\w+)>(.*?)<\/\1>/g)) {
    const draw = tags[match[1] ?? ''];
    if (!draw) continue;
    parts.push(text.slice(from, match.index), draw(match[2] ?? ''));
    from = match.index + match[0].length;
  }
  parts.push(text.slice(from));
  return (
    <>
      {parts.map((part, index) => (
        <Fragment key={index}>{part}</Fragment>
      ))}
    </>
  );
}
