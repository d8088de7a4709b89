import deCalls from '../../../assets/locales/de/calls.json';
import deChat from '../../../assets/locales/de/chat.json';
import deErrors from '../../../assets/locales/de/errors.json';
import deFaults from '../../../assets/locales/de/faults.json';
import deSettings from '../../../assets/locales/de/settings.json';
import deShell from '../../../assets/locales/de/shell.json';
import deSignIn from '../../../assets/locales/de/sign-in.json';
import deUi from '../../../assets/locales/de/ui.json';
import enCalls from '../../../assets/locales/en/calls.json';
import enChat from '../../../assets/locales/en/chat.json';
import enErrors from '../../../assets/locales/en/errors.json';
import enFaults from '../../../assets/locales/en/faults.json';
import enSettings from '../../../assets/locales/en/settings.json';
import enShell from '../../../assets/locales/en/shell.json';
import enSignIn from '../../../assets/locales/en/sign-in.json';
import enUi from '../../../assets/locales/en/ui.json';

/** All wording, by language and namespace. German is the original: its keys are the type of every key. */
export const resources = {
  de: {
    calls: deCalls,
    chat: deChat,
    errors: deErrors,
    faults: deFaults,
    settings: deSettings,
    shell: deShell,
    'sign-in': deSignIn,
    ui: deUi,
  },
  en: {
    calls: enCalls,
    chat: enChat,
    errors: enErrors,
    faults: enFaults,
    settings: enSettings,
    shell: enShell,
    'sign-in': enSignIn,
    ui: enUi,
  },
} as const;

export type UiLanguage = keyof typeof resources;

type Singular<K extends string> = K extends `${infer Base}_${'one' | 'other'}` ? Base : K;

type Paths<T> = {
  [K in keyof T & string]: T[K] extends string ? Singular<K> : `${K}.${Paths<T[K]>}`;
}[keyof T & string];

type German = (typeof resources)['de'];

/** `namespace:path.of.keys`; plural forms (`_one`, `_other`) stand behind one key and are chosen by `count`. */
export type TextKey = { [N in keyof German]: `${N}:${Paths<German[N]>}` }[keyof German];
