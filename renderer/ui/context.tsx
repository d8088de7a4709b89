import type { ReadonlySignal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Announcer } from './a11y/announcer.ts';
import type { Texts } from './i18n/texts.ts';
import type { PictureSource } from './pictures.ts';
import type { Toasts } from './toasts.ts';

/** What every component may need and no view should have to hand down. Made once per window, by its root. */
export interface Ui {
  readonly texts: ReadonlySignal<Texts>;
  /** UTC milliseconds now, refreshed at least each minute, at midnight and after the machine woke up. */
  readonly now: ReadonlySignal<number>;
  readonly announcer: Announcer;
  readonly toasts: Toasts;
  readonly pictures: PictureSource;
  readonly copy: (text: string) => void;
}

const UiContext = createContext<Ui | undefined>(undefined);
export const UiProvider = UiContext.Provider;

export function useUi(): Ui {
  const ui = useContext(UiContext);
  if (!ui) throw new Error('A component was drawn outside <UiProvider>');
  return ui;
}

/** The texts in force. The component draws itself anew when the language changes. */
export const useTexts = (): Texts => useUi().texts.value;

/** Now, for relative dates; the component draws itself anew when it changes. */
export const useNow = (): number => useUi().now.value;
