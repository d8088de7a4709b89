import type { RefObject, VNode } from 'preact';
import { Bold, Code, IconButton, Italic, Link, List, useRoving, useTexts, type LucideIcon, type TextKey } from '../../../ui/index.ts';
import { applyFormat, formats, type Format } from '../../viewmodels/composer/format.ts';

export interface FormatBarProps {
  readonly field: RefObject<HTMLTextAreaElement>;
  readonly changed: (text: string) => void;
}

const looks: Readonly<Record<Format, { readonly icon: LucideIcon; readonly label: TextKey }>> = {
  bold: { icon: Bold, label: 'chat:composer.format.bold' },
  italic: { icon: Italic, label: 'chat:composer.format.italic' },
  list: { icon: List, label: 'chat:composer.format.list' },
  link: { icon: Link, label: 'chat:composer.format.link' },
  code: { icon: Code, label: 'chat:composer.format.code' },
};

/** Writes Markdown for those who do not know it by heart. */
export function FormatBar({ field, changed }: FormatBarProps): VNode {
  const { t } = useTexts();
  const bar = useRoving<HTMLDivElement>({ orientation: 'horizontal' });
  const apply = (format: Format): void => {
    const area = field.current;
    if (!area) return;
    const before = { text: area.value, start: area.selectionStart, end: area.selectionEnd };
    const { text, start, end } = applyFormat(before, format, t('chat:composer.format.link-text'));
    area.value = text;
    area.setSelectionRange(start, end);
    area.focus();
    changed(text);
  };
  return (
    <div class="format" role="toolbar" aria-label={t('chat:composer.format.label')} ref={bar}>
      {formats.map((format) => (
        <IconButton key={format} size="small" roving icon={looks[format].icon} label={t(looks[format].label)} onClick={() => apply(format)} />
      ))}
    </div>
  );
}
