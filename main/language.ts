import { languages, type Language, type Settings } from '../preload/contract.ts';

/** The language in force: the person's choice, else the first of the system's that there is, else German. */
export function resolveLanguage(chosen: Settings['language'], system: readonly string[]): Language {
  if (chosen !== 'system') return chosen;
  for (const tag of system) {
    const language = languages.find((known) => tag.toLowerCase().split(/[-_]/)[0] === known);
    if (language) return language;
  }
  return 'de';
}
