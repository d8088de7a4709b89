import { computed, effect } from '@preact/signals';
import { render } from 'preact';
import { createPortClient } from '../base/port-client.ts';
import { domWire } from '../base/wire.ts';
import type { EngineContract } from '../engine/contract.ts';
import type { DesktopBridge, portMessages } from '../../preload/contract.ts';
import '../ui/styles.ts';
import { createAnnouncer, createTexts, createToasts, createWallClock, UiRoot, type Ui } from '../ui/index.ts';
import type { Services } from './services.ts';
import { systemClock } from './viewmodels/clock.ts';
import { createEnvironmentModel } from './viewmodels/environment.ts';
import { createPictures } from './viewmodels/pictures.ts';
import { createSessionModel } from './viewmodels/session/session.ts';
import { Window } from './window.tsx';

/* The root of the window: ports, models and texts are made here, once, and live as long as the page. */

declare global {
  interface Window {
    readonly desktop: DesktopBridge;
  }
}

const enginePort: (typeof portMessages)['engine'] = 'engine-port';

const { desktop } = window;
const engine = createPortClient<EngineContract>();
window.addEventListener('message', (event: MessageEvent<{ readonly einklang?: unknown } | null>) => {
  const [port] = event.ports;
  if (event.source === window && event.data?.einklang === enginePort && port) engine.attach(domWire(port));
});

const clock = systemClock;
const environment = createEnvironmentModel({ desktop });
const session = createSessionModel({ engine: engine.client, desktop, engineLife: environment.engineLife, clock });
const services: Services = { engine: engine.client, desktop, clock, environment, session };

const wallClock = createWallClock(document);
const ui: Ui = {
  texts: createTexts(computed(() => environment.environment.value?.language ?? 'de'), wallClock.timeZone),
  now: wallClock.now,
  announcer: createAnnouncer(),
  toasts: createToasts((run, ms) => void clock.after(ms, run)),
  pictures: createPictures(engine.client),
  copy: (text) => void desktop.request('clipboard.write', { text }),
};

effect(() => {
  const theme = environment.environment.value?.settings.theme ?? 'system';
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
});

const root = document.getElementById('root');
if (root) {
  render(
    <UiRoot ui={ui}>
      <Window services={services} />
    </UiRoot>,
    root,
  );
}
desktop.hello();
