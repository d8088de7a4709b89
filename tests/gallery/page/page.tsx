import { signal } from '@preact/signals';
import { options, render } from 'preact';
import '../../../renderer/ui/styles.ts';
import { createAnnouncer, createTexts, createToasts, UiRoot, type Ui, type UiLanguage } from '../../../renderer/ui/index.ts';
import { storyNow } from '../../../renderer/ui/stories.ts';
import { undrawnComponents, watchDrawing } from './coverage.ts';
import type { Gallery } from './gallery.ts';
import { registry } from './registry.ts';

const drawn = watchDrawing(options);
const missing = new Set<string>();
const violations: string[] = [];
const language = signal<UiLanguage>('de');

document.addEventListener('securitypolicyviolation', (event) => {
  violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
});

/** A portrait of two shapes, so that pictures of people are drawn without anyone's face. */
const portrait = new Blob(
  [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path fill="#cfe0e5" d="M0 0h10v10H0z"/>' +
      '<circle cx="5" cy="4" r="2" fill="#3b6d7d"/><path fill="#3b6d7d" d="M1 10a4 4 0 0 1 8 0z"/></svg>',
  ],
  { type: 'image/svg+xml' },
);
const portraitUrl = signal<string | undefined>(URL.createObjectURL(portrait));

const ui: Ui = {
  texts: createTexts(language, signal('Europe/Berlin'), (key) => missing.add(`${language.peek()} ${key}`)),
  now: signal(storyNow),
  announcer: createAnnouncer(),
  toasts: createToasts(() => undefined),
  pictures: { open: () => portraitUrl },
  copy: () => undefined,
};

const root = document.getElementById('root') ?? document.body;
const settled = (): Promise<void> =>
  new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));

/** Pictures that move are awaited too: the first frame of a stream comes when it comes. */
const playing = (): Promise<unknown> =>
  Promise.all(
    [...root.querySelectorAll('video')]
      .filter((video) => video.checkVisibility())
      .map((video) => new Promise((resolve) => video.requestVideoFrameCallback(resolve))),
  );

const gallery: Gallery = {
  async show(area, name, inLanguage, theme) {
    const story = registry.find((entry) => entry.area === area)?.stories.find((entry) => entry.name === name);
    if (!story) throw new Error(`There is no story ${area}/${name}`);
    render(null, root);
    for (const { id } of ui.toasts.shown.peek()) ui.toasts.dismiss(id);
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    document.documentElement.dataset['theme'] = theme;
    language.value = inLanguage;
    render(<UiRoot ui={ui}>{story.draw()}</UiRoot>, root);
    await document.fonts.ready;
    await settled();
    story.act?.(root);
    await settled();
    await playing();
  },
  problems: () => [...[...missing].map((key) => `no wording: ${key}`), ...violations.map((what) => `CSP: ${what}`)],
  undrawn: () => undrawnComponents(drawn),
};

Object.assign(window, { gallery });
