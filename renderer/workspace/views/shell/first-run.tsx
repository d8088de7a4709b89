import type { VNode } from 'preact';
import { Button, Empty, keyLabel, Rich, SquarePen, Users, useTexts } from '../../../ui/index.ts';
import { keys } from '../../viewmodels/shell/shortcuts.ts';

export interface FirstRunProps {
  readonly name: string;
  readonly newChat: () => void;
  readonly newRoom: () => void;
}

/** Nobody has written yet: what one can do first. */
export function FirstRun({ name, newChat, newRoom }: FirstRunProps): VNode {
  const { t } = useTexts();
  return (
    <Pane>
      <Empty
        level={1}
        title={t('shell:first-run.title', { name })}
        actions={
          <>
            <Button variant="primary" icon={SquarePen} onClick={newChat}>
              {t('shell:first-run.new-chat')}
            </Button>
            <Button icon={Users} onClick={newRoom}>
              {t('shell:first-run.new-room')}
            </Button>
          </>
        }
      >
        <p>{t('shell:first-run.text')}</p>
        <KeyHint />
      </Empty>
    </Pane>
  );
}

/** There are conversations, none of which is open. */
export function NothingOpen(): VNode {
  const { t } = useTexts();
  return (
    <Pane>
      <Empty level={1} title={t('shell:first-run.choose')}>
        <p>{t('shell:first-run.choose-text')}</p>
        <KeyHint />
      </Empty>
    </Pane>
  );
}

function Pane({ children }: { readonly children: VNode }): VNode {
  return (
    <main class="pane-main plain" id="content" tabIndex={-1} data-region="main">
      {children}
    </main>
  );
}

function KeyHint(): VNode {
  const { t } = useTexts();
  const values = { regions: keyLabel(keys.nextRegion, t), shortcuts: keyLabel(keys.shortcuts, t) };
  return (
    <p class="small">
      <Rich text={t('shell:first-run.hint', values)} tags={{ kbd: (key) => <kbd>{key}</kbd> }} />
    </p>
  );
}
