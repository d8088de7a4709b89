import type { VNode } from 'preact';
import { Button, Dialog, FailureNote, useTexts } from '../../../ui/index.ts';
import type { Action } from '../../viewmodels/action.ts';

export interface LeaveDialogProps {
  readonly leave: Action;
  readonly room: string;
  readonly close: () => void;
}

/** Leaving is not undone by oneself, so it is asked once. */
export function LeaveDialog({ leave, room, close }: LeaveDialogProps): VNode {
  const { t } = useTexts();
  const failure = leave.failure.value;
  return (
    <Dialog
      title={t('chat:leave.title', { room })}
      onClose={close}
      actions={
        <>
          <Button autofocus onClick={close}>
            {t('ui:cancel')}
          </Button>
          <Button variant="danger" busy={leave.busy.value} onClick={() => leave.run()}>
            {t('chat:leave.confirm')}
          </Button>
        </>
      }
    >
      <p>{t('chat:leave.text')}</p>
      {failure && <FailureNote failure={failure} />}
    </Dialog>
  );
}
