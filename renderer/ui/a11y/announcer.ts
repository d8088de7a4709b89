import { signal, type ReadonlySignal } from '@preact/signals';

/** One thing to be read aloud. Each is a new object, so that the same words are read again. */
export interface Announcement {
  readonly text: string;
}

/** The window's two live regions. Polite waits for a pause, assertive interrupts: only what cannot wait. */
export interface Announcer {
  readonly polite: ReadonlySignal<Announcement>;
  readonly assertive: ReadonlySignal<Announcement>;
  announce(text: string, urgency?: 'polite' | 'assertive'): void;
}

export function createAnnouncer(): Announcer {
  const polite = signal<Announcement>({ text: '' });
  const assertive = signal<Announcement>({ text: '' });
  return {
    polite,
    assertive,
    announce(text, urgency = 'polite') {
      (urgency === 'polite' ? polite : assertive).value = { text };
    },
  };
}
