import '../settings/settings.css';
import type { VNode } from 'preact';
import { Button, Dialog, keyLabel, useTexts } from '../../../ui/index.ts';
import { shortcutGroups } from '../../viewmodels/shell/shortcuts.ts';

/** All keys, grouped by where they work. `level` of the groups' headings follows what they stand under. */
export function ShortcutList({ level = 2 }: { readonly level?: 2 | 3 }): VNode {
  const { t } = useTexts();
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <>
      {shortcutGroups.map((group) => (
        <section key={group.id} class="group keys" aria-labelledby={`keys-${group.id}`}>
          <Heading id={`keys-${group.id}`}>{t(group.text)}</Heading>
          <dl>
            {group.shortcuts.map((shortcut) => (
              <div key={shortcut.text} class="set">
                <dt>{t(shortcut.text)}</dt>
                <dd class="row">
                  {shortcut.keys.map((combination) => (
                    <kbd key={combination}>{keyLabel(combination, t)}</kbd>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </>
  );
}

export function ShortcutsDialog({ close }: { readonly close: () => void }): VNode {
  const { t } = useTexts();
  return (
    <Dialog
      title={t('shell:shortcuts.title')}
      onClose={close}
      actions={<Button onClick={close}>{t('ui:close')}</Button>}
    >
      <ShortcutList level={3} />
    </Dialog>
  );
}
