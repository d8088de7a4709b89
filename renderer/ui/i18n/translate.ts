import type { TextKey } from './resources.ts';

/** Values go into `{{name}}`; `count` also chooses the plural form. */
export type TextValues = Readonly<Record<string, string | number>>;

/** The wording of one language. */
export type Translate = (key: TextKey, values?: TextValues) => string;
