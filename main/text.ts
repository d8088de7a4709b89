import type { Language } from '../preload/contract.ts';
import de from '../assets/locales/de/desktop.json' with { type: 'json' };
import en from '../assets/locales/en/desktop.json' with { type: 'json' };

/** What the desktop itself says; all else is said by the pages. */
export const desktopText = (language: Language): typeof de => (language === 'de' ? de : en);

/** A sentence with what stands in braces: `filled('{name} ruft an', { name })`. */
export const filled = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (_whole, name: string) => values[name] ?? '');

/** Notification servers of Linux read the text as markup: a name could bring a link, or a picture from anywhere. */
export const withoutMarkup = (text: string): string => text.replaceAll('<', '‹').replaceAll('>', '›');
