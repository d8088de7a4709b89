import type { ElectronApplication, Page } from 'playwright-core';

/*
 * When others are seen and heard, by the clock that all processes of a machine share (UTC milliseconds): pictures as
 * they are presented, sound as it is played.
 */

export type Moment = 'firstFrameTs' | 'firstSoundTs';

/** What has been seen and heard in a page since it began, or since `restart`. */
interface Witness {
  /** The longest time, in milliseconds, between two pictures of others that were presented, and until now. */
  readonly longestGapMs: number;
  /**
   * Resolves, once it has come, with the time of the first picture of somebody else that was presented (by
   * `requestVideoFrameCallback`), or of the first sound of somebody else that is none of silence, in what the page plays.
   * Asking again and again would take of the time that is measured.
   */
  when(moment: Moment): Promise<number>;
  restart(): void;
}

/** Has every page that comes keep a witness; before the pages that are meant. */
export const installWitness = (app: ElectronApplication): Promise<unknown> => app.context().addInitScript(witness);

/** The longest gap so far, in milliseconds. */
export const longestGapIn = (page: Page): Promise<number> =>
  page.evaluate(() => (window as unknown as { readonly witness: Witness }).witness.longestGapMs);

/** When a page first saw or heard somebody else, UTC milliseconds. Rejects where that does not come. */
export const momentOf = (page: Page, moment: Moment, timeoutMs = 20_000): Promise<number> =>
  page.evaluate(
    ([name, ms]) => {
      const late = new Promise<never>((_resolve, reject) => setTimeout(() => reject(new Error(`${name}: nothing within ${ms} ms`)), ms));
      return Promise.race([(window as unknown as { readonly witness: Witness }).witness.when(name), late]);
    },
    [moment, timeoutMs] as const,
  );

/** Measures gaps from now on. */
export const restartWitness = (page: Page): Promise<void> =>
  page.evaluate(() => (window as unknown as { readonly witness: Witness }).witness.restart());

/** Runs in a page before its own scripts. */
function witness(): void {
  /** Of 1: fainter than this is noise. */
  const audible = 0.02;
  const came: { [K in Moment]?: number } = {};
  const waiting: (() => void)[] = [];
  const note = (moment: Moment): void => {
    if (came[moment] !== undefined) return;
    came[moment] = performance.timeOrigin + performance.now();
    waiting.splice(0).forEach((look) => look());
  };
  let lastFrame: number | undefined;
  let longestGap = 0;

  const look = (video: HTMLVideoElement): void => {
    video.requestVideoFrameCallback((_now, { rtpTimestamp, presentationTime }) => {
      look(video);
      if (rtpTimestamp === undefined) return; // the own picture, which came over no connection
      note('firstFrameTs');
      if (lastFrame !== undefined) longestGap = Math.max(longestGap, presentationTime - lastFrame);
      lastFrame = Math.max(lastFrame ?? 0, presentationTime);
    });
  };
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) {
      for (const node of addedNodes) {
        if (node instanceof HTMLVideoElement) look(node);
        else if (node instanceof Element) node.querySelectorAll('video').forEach(look);
      }
    }
  }).observe(document, { childList: true, subtree: true });

  const isLoud = (data: AudioData): boolean => {
    const samples = new Float32Array(data.numberOfFrames);
    data.copyTo(samples, { planeIndex: 0, format: 'f32-planar' });
    data.close();
    return samples.some((sample) => Math.abs(sample) > audible);
  };
  // Chromium's, in windows too; the compiler's library has it in workers only.
  const { MediaStreamTrackProcessor: Processor } = window as unknown as {
    readonly MediaStreamTrackProcessor: new (init: { readonly track: MediaStreamTrack }) => { readonly readable: ReadableStream<AudioData> };
  };
  const listen = async (track: MediaStreamTrack): Promise<void> => {
    const reader = new Processor({ track }).readable.getReader();
    for (let { value } = await reader.read(); value && came.firstSoundTs === undefined; { value } = await reader.read()) {
      if (isLoud(value)) note('firstSoundTs');
    }
    await reader.cancel();
  };
  const Native = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Native {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      this.addEventListener('track', ({ track }) => {
        if (track.kind === 'audio') void listen(track);
      });
    }
  };

  const kept: Witness = {
    get longestGapMs() {
      return lastFrame === undefined ? Infinity : Math.max(longestGap, performance.now() - lastFrame);
    },
    when: (moment) =>
      new Promise((resolve) => {
        const look = (): void => {
          const ts = came[moment];
          if (ts === undefined) waiting.push(look);
          else resolve(ts);
        };
        look();
      }),
    restart() {
      longestGap = 0;
    },
  };
  Object.assign(window, { witness: kept });
}

/** Has main note every click, wherever it goes; returns how to ask for the last one (UTC milliseconds). */
export async function watchClicks(app: ElectronApplication): Promise<() => Promise<number>> {
  await app.evaluate(({ app: program, webContents }) => {
    const listen = (contents: Electron.WebContents): void =>
      void contents.on('input-event', (_event, { type }) => {
        if (type === 'mouseUp') Object.assign(globalThis, { clickedTs: Date.now() });
      });
    webContents.getAllWebContents().forEach(listen);
    program.on('web-contents-created', (_event, contents) => listen(contents));
  });
  return () =>
    app.evaluate(() => {
      const { clickedTs } = globalThis as unknown as { readonly clickedTs?: number };
      if (clickedTs === undefined) throw new Error('nobody has clicked');
      return clickedTs;
    });
}
