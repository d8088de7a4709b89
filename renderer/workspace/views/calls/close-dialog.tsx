import type { VNode } from 'preact';
import { Button, Dialog, useTexts } from '../../../ui/index.ts';
import type { CallsModel } from '../../viewmodels/calls/calls.ts';

/** The window is to be closed during a call: a slip of the hand must not end it. */
export function CloseDialog({ calls }: { readonly calls: Pick<CallsModel, 'closeAsked' | 'current' | 'stay' | 'close'> }): VNode | null {
  const { t } = useTexts();
  const call = calls.current.value;
  if (!calls.closeAsked.value || !call) return null;
  const words = call.kind === 'direct' ? 'calls:workspace.close.text' : 'calls:workspace.close.room-text';
  return (
    <Dialog
      title={t('calls:workspace.close.title')}
      onClose={calls.stay}
      actions={
        <>
          <Button onClick={calls.stay} autofocus>
            {t('calls:workspace.close.stay')}
          </Button>
          <Button variant="danger" onClick={calls.close}>
            {t('calls:workspace.close.confirm')}
          </Button>
        </>
      }
    >
      <p>{t(words, { name: call.peer?.name ?? call.title })}</p>
    </Dialog>
  );
}
