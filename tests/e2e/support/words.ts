import deErrors from '../../../assets/locales/de/errors.json' with { type: 'json' };
import deFaults from '../../../assets/locales/de/faults.json' with { type: 'json' };
import deSettings from '../../../assets/locales/de/settings.json' with { type: 'json' };
import deShell from '../../../assets/locales/de/shell.json' with { type: 'json' };
import deSignIn from '../../../assets/locales/de/sign-in.json' with { type: 'json' };
import deUi from '../../../assets/locales/de/ui.json' with { type: 'json' };
import enErrors from '../../../assets/locales/en/errors.json' with { type: 'json' };
import enFaults from '../../../assets/locales/en/faults.json' with { type: 'json' };
import enSettings from '../../../assets/locales/en/settings.json' with { type: 'json' };
import enShell from '../../../assets/locales/en/shell.json' with { type: 'json' };
import enSignIn from '../../../assets/locales/en/sign-in.json' with { type: 'json' };
import enUi from '../../../assets/locales/en/ui.json' with { type: 'json' };

/** What the window says, for tests that hold it to its words in both languages. */
export const said = {
  de: { errors: deErrors, faults: deFaults, settings: deSettings, shell: deShell, signIn: deSignIn, ui: deUi },
  en: { errors: enErrors, faults: enFaults, settings: enSettings, shell: enShell, signIn: enSignIn, ui: enUi },
} as const;

export type Language = keyof typeof said;
export const languages: readonly Language[] = ['de', 'en'];

/** A text with `{{name}}` as a pattern that takes anything there. */
export const asPattern = (text: string): RegExp =>
  new RegExp(text.split(/\{\{\w+\}\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+'));
