import { signal, type Signal } from '@preact/signals';
import { render } from 'preact';
import type { portMessages } from '../../preload/contract.ts';
import { createPortClient, type PortClient } from '../base/port-client.ts';
import { domWire } from '../base/wire.ts';
import '../ui/styles.ts';
import { createAnnouncer, createTexts, createToasts, createWallClock, UiRoot, type PictureSource, type UiLanguage } from '../ui/index.ts';
import type { OwnConference } from './conference/conference.ts';
import { takeGround, type Ground } from './conference/page.ts';
import type { CallBrief, CallPageContract } from './contract.ts';
import { createGivenPictures } from './stage/given-pictures.ts';
import { Stage } from './stage/stage.tsx';

/* The root of the call's page: the port to main comes as a window message of its preload, once. */

const callPort: (typeof portMessages)['call'] = 'call-port';

/** What can be made before there is a call: whoever answers does not wait for it. */
function createUi(language: Signal<UiLanguage>) {
  const wallClock = createWallClock(document);
  return {
    texts: createTexts(language, wallClock.timeZone),
    now: wallClock.now,
    announcer: createAnnouncer(),
    toasts: createToasts((run, ms) => void setTimeout(run, ms)),
  };
}

function show(conference: OwnConference, pictures: PictureSource, ui: ReturnType<typeof createUi>): void {
  const root = document.getElementById('root');
  if (!root) return;
  render(
    <UiRoot ui={{ ...ui, pictures, copy: conference.state().actions.copy }}>
      <Stage conference={conference} now={Date.now} />
    </UiRoot>,
    root,
  );
}

/** Follows main: the first brief opens the conference, the following ones change it. */
function followCall(client: PortClient<CallPageContract>, ground: Ground): void {
  const language = signal<UiLanguage>('de');
  const ui = createUi(language);
  let conference: OwnConference | undefined;
  let lastDone = 0;

  const look = (brief: CallBrief): void => {
    language.value = brief.language;
    document.documentElement.dataset['theme'] = brief.theme;
  };
  const begin = (brief: CallBrief): void => {
    conference = ground.openConference(brief);
    show(conference, createGivenPictures(client), ui);
    client.follow('commands', {}, {
      state: ({ items }) => {
        for (const { key, command } of items) {
          if (Number(key) <= lastDone) continue;
          lastDone = Number(key);
          conference?.command(command);
        }
      },
    });
  };
  client.follow('brief', {}, {
    state: ({ head: brief }) => {
      look(brief);
      if (conference) conference.update(brief);
      else begin(brief);
    },
  });
}

/** First comes where the page stands; its call may come much later, or never. */
function start(client: PortClient<CallPageContract>): void {
  let hasGround = false;
  client.follow('ground', {}, {
    state: ({ head }) => {
      if (hasGround) return;
      hasGround = true;
      followCall(client, takeGround(window, client, head));
    },
  });
}

let hasPort = false;
window.addEventListener('message', ({ data, source, ports }: MessageEvent<{ readonly einklang?: unknown } | null>) => {
  const [port] = ports;
  if (hasPort || source !== window || data?.einklang !== callPort || !port) return;
  hasPort = true; // the library shares this window, and may say the same
  const { client, attach } = createPortClient<CallPageContract>();
  attach(domWire(port));
  start(client);
});
