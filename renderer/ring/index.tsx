import { computed, effect } from '@preact/signals';
import { render } from 'preact';
import type { RingBridge } from '../../preload/contract.ts';
import '../ui/styles.ts';
import { createAnnouncer, createTexts, createToasts, createWallClock, UiRoot, type Ui } from '../ui/index.ts';
import { createRingModel } from './ring-model.ts';
import { createRingPictures } from './ring-pictures.ts';
import { isRingView, RingWindow } from './ring-window.tsx';

/* The root of a call's small windows: `?view=ringing`, `presenting` or `picker`; with `quiet` it rings without a sound. */

declare global {
  interface Window {
    readonly desktop: RingBridge;
  }
}

const query = new URLSearchParams(location.search);
const view = query.get('view');
const model = createRingModel(window.desktop, view);
const wallClock = createWallClock(document);
const language = computed(() => model.environment.value?.language ?? 'de');

const ui: Ui = {
  texts: createTexts(language, wallClock.timeZone),
  now: wallClock.now,
  announcer: createAnnouncer(),
  toasts: createToasts((run, ms) => void setTimeout(run, ms)),
  pictures: createRingPictures(window.desktop, () => model.call.peek().ringing?.callId),
  copy: () => undefined,
};

const root = document.getElementById('root');
effect(() => {
  const environment = model.environment.value;
  if (!environment || !root || !isRingView(view)) return;
  const { theme } = environment.settings;
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
  const sound = query.has('quiet') ? undefined : () => new AudioContext();
  render(
    <UiRoot ui={ui}>
      <RingWindow view={view} model={model} now={Date.now} sound={sound} />
    </UiRoot>,
    root,
  );
});
