/*
 * What a person has agreed to in a call. The call's page shares its world with foreign code, so that its word for it
 * counts nothing: agreed is what a trusted window commanded, what main's own picker gave, and what followed a key or
 * a click of which Chromium's browser process, not the page, told main.
 */

/** How long a key or a click counts as the reason for what the page does next; a page's own activation lasts as long. */
const touchMs = 5_000;
/** How long the page may take to fetch what was chosen for it. */
const offerMs = 10_000;

/** Something to share, chosen in main's picker. `id` is desktopCapturer's. */
export interface ScreenChoice {
  readonly id: string;
  readonly name: string;
  readonly audio: boolean;
}

/** Of one call, from the moment that the person began or answered it until it ends. */
export interface Consent {
  /** A trusted window said so, or it was had at the person's bidding: lasts until the call ends. */
  allowCamera(): void;
  /** A trusted window asked the page to share: the picker may come up. */
  allowPicker(): void;
  /** A key or a click reached the call's view. */
  touched(): void;
  /** The picker gave this to the page: once, and for a moment only. */
  offerScreen(choice: ScreenChoice): void;
  camera(): boolean;
  /** Whether the page does this at the person's bidding: put something on the clipboard, bring up the picker. */
  bidden(): boolean;
  picker(): boolean;
  hasScreen(): boolean;
  takeScreen(): ScreenChoice | undefined;
}

/** `Key`: what tells one call's page from another's, its session. */
export interface Consents<Key> {
  begin(key: Key, camera: boolean): Consent;
  /** `undefined`: no call, so that nothing may be had. */
  of(key: Key): Consent | undefined;
  end(key: Key): void;
}

function createConsent(camera: boolean, now: () => number): Consent {
  let cameraAllowed = camera;
  let touchedAt = -Infinity;
  let askedAt = -Infinity;
  let offer: { readonly choice: ScreenChoice; readonly until: number } | undefined;
  const bidden = (): boolean => now() - touchedAt <= touchMs;
  const hasScreen = (): boolean => offer !== undefined && now() <= offer.until;
  return {
    allowCamera: () => void (cameraAllowed = true),
    allowPicker: () => void (askedAt = now()),
    touched: () => void (touchedAt = now()),
    offerScreen: (choice) => void (offer = { choice, until: now() + offerMs }),
    camera: () => cameraAllowed || bidden(),
    bidden,
    picker: () => bidden() || now() - askedAt <= offerMs,
    hasScreen,
    takeScreen: () => {
      const taken = hasScreen() ? offer?.choice : undefined;
      offer = undefined;
      return taken;
    },
  };
}

export function createConsents<Key>(now: () => number): Consents<Key> {
  const consents = new Map<Key, Consent>();
  return {
    begin: (key, camera) => {
      const consent = createConsent(camera, now);
      consents.set(key, consent);
      return consent;
    },
    of: (key) => consents.get(key),
    end: (key) => void consents.delete(key),
  };
}
