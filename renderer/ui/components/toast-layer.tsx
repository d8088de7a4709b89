import type { VNode } from 'preact';
import { useUi } from '../context.tsx';
import { CircleCheck, Info, TriangleAlert, X } from '../icons.ts';
import type { Toast } from '../toasts.ts';
import { Button } from './button.tsx';
import { IconButton } from './icon-button.tsx';
import { Icon } from './icon.tsx';

const icons = { info: Info, ok: CircleCheck, warn: TriangleAlert } as const;

/** The window's toasts, lower right, each its own status message. F6 reaches them. */
export function ToastLayer(): VNode {
  const { toasts, texts } = useUi();
  const { t } = texts.value;
  const shown = toasts.shown.value;
  return (
    <div class="toasts" role="status" data-region={shown.length > 0 ? 'toast' : undefined}>
      {shown.map((toast) => (
        <ToastBox key={toast.id} toast={toast} closeLabel={t('ui:close')} dismiss={() => toasts.dismiss(toast.id)} />
      ))}
    </div>
  );
}

interface ToastBoxProps {
  readonly toast: Toast;
  readonly closeLabel: string;
  readonly dismiss: () => void;
}

function ToastBox({ toast, closeLabel, dismiss }: ToastBoxProps): VNode {
  const { action } = toast;
  return (
    <div class={`toast ${toast.tone}`}>
      <Icon of={icons[toast.tone]} />
      <p class="grow">{toast.text}</p>
      {action && (
        <Button
          size="small"
          variant="quiet"
          onClick={() => {
            dismiss();
            action.run();
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton size="small" icon={X} label={closeLabel} onClick={dismiss} />
    </div>
  );
}
