import { computed, type ReadonlySignal } from '@preact/signals';
import { createInstance } from 'i18next';
import { createFormats, type Formats } from './formats.ts';
import { resources, type TextKey, type UiLanguage } from './resources.ts';
import type { Translate } from './translate.ts';

export interface Texts {
  readonly language: UiLanguage;
  readonly t: Translate;
  /** Whether there is wording for a key that was put together at run time (a failure's code). */
  readonly has: (key: string) => key is TextKey;
  readonly format: Formats;
}

/**
 * The texts of the language in force, as a signal: who reads it follows a change of language or time zone without a
 * restart. `missing` hears of keys that have no wording; the gallery fails by it.
 */
export function createTexts(
  language: ReadonlySignal<UiLanguage>,
  timeZone: ReadonlySignal<string>,
  missing: (key: string) => void = () => undefined,
): ReadonlySignal<Texts> {
  const i18n = createInstance();
  void i18n.init({
    lng: language.peek(),
    resources,
    ns: Object.keys(resources.de),
    fallbackLng: false,
    initAsync: false,
    saveMissing: true,
    missingKeyHandler: (_languages, namespace, key) => missing(`${namespace}:${key}`),
    interpolation: { escapeValue: false },
  });
  return computed(() => {
    const inForce = language.value;
    const fixed = i18n.getFixedT(inForce);
    // Most texts have no values: i18next looks each of them up anew, a tenth of what it takes to draw a call's stage.
    const plain = new Map<TextKey, string>();
    const t: Translate = (key, values) => {
      if (values) return fixed(key, { ...values });
      const text = plain.get(key) ?? fixed(key);
      plain.set(key, text);
      return text;
    };
    return {
      language: inForce,
      t,
      has: (key: string): key is TextKey => i18n.exists(key, { lng: inForce }),
      format: createFormats(inForce, timeZone.value, t),
    };
  });
}
