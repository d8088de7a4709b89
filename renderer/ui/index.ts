/*
 * The design system. Views import from here (`../../../ui/index.ts`), nothing deeper, and never lucide-preact or i18next.
 *
 * Texts    `const { t, format } = useTexts();` then `t(key, { name })`. Keys are typed
 *          `namespace:path` over assets/locales/de/<namespace>.json; plural forms end in `_one` / `_other` and are chosen
 *          by `count`. A key must be written out whole in the source (or be a total table of whole keys): the locale test
 *          finds missing, unused and one-language keys by text. Dates: `format.brief(ts, useNow())`.
 * Failures `<FailureNote failure={f} actions={…} />`, or `failureWords(f, useTexts())` for `{ title, text, code }`.
 * Icons    `<Icon of={Lock} size="s" />`; a new one is one line in icons.ts.
 * Looks    classes and tokens, no values of your own; a view's sheet stands beside it and is imported by it. Set
 *          `--behind` on what an avatar with presence lies on. No `style` but for positions that a program computes.
 * Names    every icon button has `label` (also its tooltip); `data-tooltip` gives a tooltip to anything.
 * Focus    `data-region="list"` makes an F6 region, `data-region-start` what gets its focus first; `useRoving` makes a
 *          list one tab stop (`data-roving` on its items); a `Dialog` is open while it is drawn and returns the focus.
 * Voice    `useUi().announcer.announce(text)` reads a text aloud; `useUi().toasts.show(…)` shows that something is done.
 * Not now  `unavailable="why"` on a button; what is never possible is not drawn.
 */
export { tabStops } from './a11y/focus.ts';
export { useKey } from './a11y/use-key.ts';
export { keyLabel, matchesKey, type KeyCombination } from './a11y/keys.ts';
export { stepRegion } from './a11y/regions.ts';
export { rovingTarget, useRoving, type RovingOptions } from './a11y/roving.ts';
export { createAnnouncer, type Announcer } from './a11y/announcer.ts';
export { classes } from './classes.ts';
export { useMediaQuery } from './use-media-query.ts';
export { createWallClock, type WallClock } from './wall-clock.ts';
export { Avatar, type AvatarProps } from './components/avatar.tsx';
export { Mark, Wordmark } from './components/brand.tsx';
export { Button, type ButtonProps } from './components/button.tsx';
export { CheckField, Segment, Switch, type Option } from './components/choice.tsx';
export { Dialog, type DialogProps } from './components/dialog.tsx';
export { CopyCode, FailureNote, SupportCode } from './components/failure-note.tsx';
export { Field, PasswordField, TextField, type TextFieldProps } from './components/field.tsx';
export { IconButton, type IconButtonProps } from './components/icon-button.tsx';
export { Icon } from './components/icon.tsx';
export { Menu, type MenuItem } from './components/menu.tsx';
export { Banner, Empty, Fault, Note, type Tone } from './components/messages.tsx';
export type { PresenceShape } from './components/presence.tsx';
export { Spinner } from './components/spinner.tsx';
export { Rich } from './components/rich.tsx';
export { UiRoot } from './components/ui-root.tsx';
export { useNow, useTexts, useUi, type Ui } from './context.tsx';
export { failureWords, type FailureWords } from './failure-words.ts';
export type { Formats } from './i18n/formats.ts';
export type { TextKey, UiLanguage } from './i18n/resources.ts';
export { createTexts, type Texts } from './i18n/texts.ts';
export type { Translate } from './i18n/translate.ts';
export * from './icons.ts';
export { avatarTint, initials } from './identity.ts';
export { noPictures, type PictureSource } from './pictures.ts';
export { place, type Side } from './place.ts';
export { supportCode } from './support-code.ts';
export { storyNow, type Stories, type Story } from './stories.ts';
export { createToasts, type Toast, type Toasts } from './toasts.ts';
