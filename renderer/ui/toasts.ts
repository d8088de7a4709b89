import { signal, type ReadonlySignal } from '@preact/signals';

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: 'info' | 'ok' | 'warn';
  readonly action?: { readonly label: string; readonly run: () => void };
}

/** Short notes that something was done. What a person must act on is no toast: it stands where the matter is. */
export interface Toasts {
  readonly shown: ReadonlySignal<readonly Toast[]>;
  show(toast: Omit<Toast, 'id'>): void;
  dismiss(id: number): void;
}

const shownAtOnce = 3;

/** @param later runs a function after a time in milliseconds (`setTimeout`) */
export function createToasts(later: (run: () => void, ms: number) => void, lifetimeMs = 8_000): Toasts {
  const shown = signal<readonly Toast[]>([]);
  let lastId = 0;
  const dismiss = (id: number): void => {
    shown.value = shown.peek().filter((toast) => toast.id !== id);
  };
  return {
    shown,
    dismiss,
    show(toast) {
      const id = ++lastId;
      shown.value = [...shown.peek(), { ...toast, id }].slice(-shownAtOnce);
      later(() => dismiss(id), lifetimeMs);
    },
  };
}
