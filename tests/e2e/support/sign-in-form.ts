import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { until } from '../../servers/processes.ts';
import { languages, said, type Language } from './words.ts';

export type ErrorCode = keyof (typeof said)['de']['errors'];

/** The sign-in screen, whichever of its languages it stands in. */
export interface SignInForm {
  readonly server: Locator;
  readonly user: Locator;
  readonly password: Locator;
  readonly submit: Locator;
  /** Goes on with this server; from the account's fields it first goes back. */
  look(server: string): Promise<void>;
  enter(user: string, password: string): Promise<void>;
  inLanguage(language: Language): Promise<void>;
  /** This failure stands at this place and at no other, in German and in English. */
  complains(place: Locator | 'form', code: ErrorCode): Promise<void>;
}

const either = (word: (language: Language) => string): RegExp => new RegExp(`^(${languages.map(word).join('|')})$`);

/** What a screen reader adds to a field's name. */
const description = (field: Locator): Promise<string> =>
  field.evaluate((element) => {
    const ids = (element.getAttribute('aria-describedby') ?? '').split(' ');
    return ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
  });

export function signInForm(page: Page): SignInForm {
  const field = (word: (language: Language) => string): Locator => page.getByLabel(either(word));
  const button = (word: (language: Language) => string): Locator => page.getByRole('button', { name: either(word) });
  const server = page.getByRole('textbox', { name: either((language) => said[language].signIn.server.label) });
  const user = field((language) => said[language].signIn.user.label);
  const password = field((language) => said[language].signIn.password.label);
  const submit = page.locator('form button[type=submit]');
  const invalid = page.locator('[aria-invalid=true]');

  const inLanguage = async (language: Language): Promise<void> => {
    if ((await page.locator('html').getAttribute('lang')) === language) return;
    await button((other) => said[other].signIn['other-language']).click();
    await page.locator(`html[lang=${language}]`).waitFor();
  };

  return {
    server,
    user,
    password,
    submit,
    inLanguage,
    async look(name) {
      const change = button((language) => said[language].signIn.server.change);
      await server.or(change).first().waitFor({ timeout: 60_000 });
      if (await change.isVisible()) await change.click();
      await server.fill(name);
      await submit.click();
    },
    async enter(name, secret) {
      await user.fill(name);
      await password.fill(secret);
      await submit.click();
    },
    async complains(place, code) {
      for (const language of languages) {
        await inLanguage(language);
        const { title, text } = said[language].errors[code];
        if (place === 'form') {
          const note = page.locator('form .note').filter({ hasText: title });
          await note.filter({ hasText: text }).waitFor();
          expect(await invalid.count(), `${code}: no field is wrong`).toBe(0);
        } else {
          await until(`${code} stands at its field (${language})`, async () => (await description(place)).includes(`${title}. ${text}`));
          expect(await place.getAttribute('aria-invalid')).toBe('true');
          expect(await invalid.count(), `${code}: no other field is wrong`).toBe(1);
          expect(await page.locator('form .note').count(), `${code}: it is not said twice`).toBe(0);
        }
      }
      await inLanguage('de');
    },
  };
}
