import type { Language } from '../preload/contract.ts';
import de from '../assets/locales/de/desktop.json' with { type: 'json' };
import en from '../assets/locales/en/desktop.json' with { type: 'json' };

/** What the desktop itself says; all else is said by the pages. */
export const desktopText = (language: Language): typeof de => (language === 'de' ? de : en);
