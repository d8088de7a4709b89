import type { VNode } from 'preact';
import { Button, Dialog, useTexts } from '../../../ui/index.ts';
import type { CurrentCall } from '../../../../preload/contract/calls.ts';
import type { CallsModel } from '../../viewmodels/calls/calls.ts';

export interface QuestionDialogProps {
  readonly calls: Pick<CallsModel, 'question' | 'current' | 'close' | 'command'>;
}

/** A slip of the hand must not end a call: asked before the window closes, and before a moderator's key leaves. */
export function QuestionDialog({ calls: { question, current, close, command } }: QuestionDialogProps): VNode | null {
  const call = current.value;
  if (!call) return null;
  switch (question.asked.value) {
    case 'close':
      return <CloseDialog call={call} stay={question.stay} close={close} />;
    case 'leave':
      return (
        <LeaveDialog
          stay={question.stay}
          leave={() => {
            question.stay();
            command('hang-up');
          }}
        />
      );
    case undefined:
      return null;
  }
}

interface CloseDialogProps {
  readonly call: CurrentCall;
  readonly stay: () => void;
  readonly close: () => void;
}

function CloseDialog({ call, stay, close }: CloseDialogProps): VNode {
  const { t } = useTexts();
  const words = call.kind === 'direct' ? 'calls:workspace.close.text' : 'calls:workspace.close.room-text';
  return (
    <Dialog
      title={t('calls:workspace.close.title')}
      onClose={stay}
      actions={
        <>
          <Button onClick={stay} autofocus>
            {t('calls:workspace.close.stay')}
          </Button>
          <Button variant="danger" onClick={close}>
            {t('calls:workspace.close.confirm')}
          </Button>
        </>
      }
    >
      <p>{t(words, { name: call.peer?.name ?? call.title })}</p>
    </Dialog>
  );
}

/** The stage's own question, in the same words. */
function LeaveDialog({ stay, leave }: { readonly stay: () => void; readonly leave: () => void }): VNode {
  const { t } = useTexts();
  return (
    <Dialog
      title={t('calls:stage.leave.title')}
      onClose={stay}
      actions={
        <>
          <Button onClick={stay}>{t('calls:stage.leave.stay')}</Button>
          <Button variant="danger" autofocus onClick={leave}>
            {t('calls:stage.leave.submit')}
          </Button>
        </>
      }
    >
      <p>{t('calls:stage.leave.text')}</p>
    </Dialog>
  );
}
