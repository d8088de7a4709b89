import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDesktop, type Desktop } from '../../servers/desktop.ts';
import { startJitsi, type Jitsi } from '../../servers/jitsi/jitsi.ts';
import { until } from '../../servers/processes.ts';
import { hostileLibrary, outward, programs } from '../support/calls/hostile-library.ts';
import { askPort, prepareViews, type ViewBench, type ViewBenches } from '../support/calls/view.ts';
import { startCanary, type Canary } from '../support/canary.ts';
import { readNetLog } from '../support/net-log.ts';
import { labelOf, type Attack, type WallName } from '../support/walls/attack.ts';

/*
 * A hostile lib-jitsi-meet, served by the deployment, in the view of a call. The view and its walls are the program's
 * own; in place of the state machine and of the call's page there is the test.
 */

const devices = ['--use-fake-device-for-media-stream'];
/** The deployment is open: nobody signs in. */
const nobody = { url: 'http://127.0.0.1:1', serverName: 'none.test', sharedSecret: '', serviceToken: '' };

let desktop: Desktop;
let jitsi: Jitsi;
let canary: Canary;
let views: ViewBenches;

beforeAll(async () => {
  [desktop, canary] = await Promise.all([startDesktop({ keyring: 'absent' }), startCanary()]);
  jitsi = await startJitsi({ synapse: nobody, auth: 'none', library: { script: hostileLibrary } });
  views = await prepareViews(desktop, jitsi);
});

afterAll(async () => {
  await views.dispose();
  await jitsi.dispose();
  await Promise.all([desktop.dispose(), canary.stop()]);
});

const isInvaded = (page: Page): Promise<unknown> => page.waitForFunction(() => 'attacks' in window);

/** The library goes to work; what it throws is its own affair. */
async function attack(page: Page, { name, scheme }: Attack): Promise<void> {
  const run = page.evaluate(
    ([wanted, address]) => (window as unknown as { attacks: Readonly<Record<string, (address: string) => unknown>> }).attacks[wanted]?.(address),
    [name, canary.url(name, scheme)] as const,
  );
  await Promise.race([run, new Promise((resolve) => setTimeout(resolve, 3_000))]).catch(() => undefined);
}

async function invade(bench: ViewBench): Promise<Page> {
  const page = await bench.open();
  await isInvaded(page);
  return page;
}

/** Everything that was under way before has been begun. */
const settle = (page: Page): Promise<unknown> =>
  page.evaluate(() => fetch('/config.js').then(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))));

const fronts: readonly {
  readonly name: string;
  readonly attacks: readonly Attack[];
  readonly walls: readonly WallName[];
  readonly otherwise: readonly WallName[];
}[] = [
  {
    name: 'a library that reaches out',
    attacks: outward,
    walls: ['content-security-policy', 'requests', 'navigation', 'new-windows', 'web-views', 'permissions'],
    otherwise: [],
  },
  {
    name: 'a library that wants to be a program',
    attacks: programs,
    walls: ['sandbox', 'context-isolation', 'no-node'],
    otherwise: ['content-security-policy', 'requests'],
  },
];

describe.each(fronts)('$name', ({ attacks, walls, otherwise }) => {
  describe('with all of these walls down', () => {
    let bench: ViewBench;
    let page: Page;
    beforeAll(async () => {
      bench = await views.start([...otherwise, ...walls], devices);
      page = await invade(bench);
    });
    afterAll(() => bench.close());

    it.each(attacks)('$name gets through', async (one) => {
      canary.forget();
      await Promise.all([attack(page, one), canary.reached(labelOf(one))]);
      if (one.leaves) page = await invade(bench);
    });
  });

  it.each(walls)('%s alone holds what it is there for', async (wall) => {
    const bench = await views.start([...otherwise, ...walls.filter((other) => other !== wall)], devices);
    let page = await invade(bench);
    canary.forget();
    const held = attacks.filter((one) => one.walls.includes(wall));
    expect(held).not.toHaveLength(0);
    for (const one of held) {
      await attack(page, one);
      if (one.leaves) page = await invade(bench);
    }
    await settle(page);
    await bench.close();
    expect(canary.contacts()).toEqual([]);
  });
});

/** Resolves with what happened: `ok`, or the error's name. */
const capture = (page: Page, kind: 'audio' | 'video' | 'display' | { readonly id: string }): Promise<string> =>
  page.evaluate(async (wanted) => {
    const { mediaDevices } = navigator;
    const bySource = (id: string) =>
      ({ video: { mandatory: { chromeMediaSource: 'desktop', chromeMediaSourceId: id } } }) as MediaStreamConstraints;
    try {
      const stream = await (wanted === 'display'
        ? mediaDevices.getDisplayMedia({ video: true })
        : mediaDevices.getUserMedia(typeof wanted === 'object' ? bySource(wanted.id) : { [wanted]: true }));
      for (const track of stream.getTracks()) track.stop();
      return 'ok';
    } catch (error) {
      return (error as Error).name;
    }
  }, kind);

/** A real click into the call's view, as the system gives it to the browser process. */
const click = (bench: ViewBench): Promise<void> =>
  bench.app.evaluate(({ webContents }) => {
    const contents = webContents.getAllWebContents().find((each) => each.getURL().includes('/einklang-call/'));
    for (const type of ['mouseDown', 'mouseUp'] as const) {
      contents?.sendInputEvent({ type, x: 300, y: 300, button: 'left', clickCount: 1 });
    }
  });

const request = (name: unknown, args: unknown): object => ({ kind: 'request', name, args });

describe('a library that speaks to the desktop', () => {
  let bench: ViewBench;
  beforeAll(async () => void (bench = await views.start([], devices)));
  afterAll(() => bench.close());

  it('finds nothing of it in its world', async () => {
    const page = await invade(bench);
    const wanted = ['desktop', 'electron', 'ipcRenderer', 'require', 'process', 'module', 'Buffer', '__dirname'];
    expect(await page.evaluate((names) => names.filter((name) => name in window), wanted)).toEqual([]);
    expect(await page.evaluate(() => 'callPort' in window)).toBe(true); // what there is to find
  });

  it('gets no answer but an error to what no honest page says', async () => {
    const page = await invade(bench);
    const report = { phase: 'joined', others: 1, muted: false, camera: false, handRaised: false, moderates: false, direct: false };
    const forged: readonly (readonly [message: object, code: string])[] = [
      [request('ring', {}), 'unknown-name'],
      [request('message.send', { roomId: '!a:b', text: 'Beute' }), 'unknown-name'],
      [request('call.start', { roomId: '!a:b', media: 'audio' }), 'unknown-name'],
      [request('credentials.read', { name: 'access-token' }), 'unknown-name'],
      [request('picker.choose', { id: 'screen:0:0', audio: false }), 'unknown-name'],
      [request('__proto__', {}), 'unknown-name'],
      [request('constructor', {}), 'unknown-name'],
      [request(null, {}), 'unknown-name'],
      [request('report', { ...report, phase: 'ringing' }), 'bad-arguments'],
      [request('report', { ...report, others: -1 }), 'bad-arguments'],
      [request('report', { ...report, sharing: 'x'.repeat(301) }), 'bad-arguments'],
      [request('report', { ...report, more: true }), 'bad-arguments'],
      [request('act', { act: 'accept' }), 'bad-arguments'],
      [request('act', { act: 'place', placement: 'everywhere' }), 'bad-arguments'],
      [request('act', { act: 'copy', text: 'rm -rf' }), 'not-bidden'],
      [request('screen.choose', { audio: false }), 'not-bidden'],
      [{ kind: 'subscribe', name: 'workspace', params: {} }, 'unknown-name'],
    ];
    const answers = await askPort(page, forged.map(([message]) => message));
    expect(answers.map((answer) => answer?.failure?.code)).toEqual(forged.map(([, code]) => code));
    expect(await bench.heard()).toEqual([]);
    // The control: what a page may say arrives.
    const [answer] = await askPort(page, [request('report', report)]);
    expect(answer?.kind).toBe('result');
    expect(await bench.heard()).toEqual([['reported', report]]);
  });

  it('is cut off when it floods the port, and the program goes on', async () => {
    const page = await invade(bench);
    const many = (count: number): readonly object[] => Array.from({ length: count }, () => request('act', { act: 'chat' }));
    expect((await askPort(page, many(100))).every((answer) => answer?.kind === 'result')).toBe(true); // the control
    await askPort(page, many(2_000), 500);
    await until('the view is given up', async () => (await bench.heard()).some(([name]) => name === 'crashed'));
    expect((await bench.heard()).filter(([name]) => name === 'chat').length).toBeLessThan(500);
    expect(await isInvaded(await bench.open())).toBeTruthy();
  });

  it('is told of to the person and to the log, once it tries to send something out', async () => {
    const page = await invade(bench);
    const told = async (): Promise<number> => (await bench.heard()).filter(([name]) => name === 'refused').length;
    expect(await told()).toBe(0); // what an honest page does is nothing to tell
    for (const name of ['fetch', 'image', 'beacon']) {
      const one = outward.find((each) => each.name === name);
      if (one) await attack(page, one);
    }
    await until('it is told', async () => (await told()) > 0);
    await until('the log has it', async () => (await bench.logged()).some((line) => line.includes(canary.address)));
    expect(await told()).toBe(1);
  });

  it('may end its own process: that is told', async () => {
    const page = await invade(bench);
    const crashes = async (): Promise<number> => (await bench.heard()).filter(([name]) => name === 'crashed').length;
    const before = await crashes();
    await bench.app.evaluate(({ webContents }) =>
      webContents.getAllWebContents().find((each) => each.getURL().includes('/einklang-call/'))?.forcefullyCrashRenderer(),
    );
    await until('its end is told', async () => (await crashes()) > before);
    expect(page.isClosed()).toBe(false);
  });
});

describe('a library that wants to see and hear', () => {
  let bench: ViewBench;
  let screen: string;
  beforeAll(async () => {
    bench = await views.start([], devices);
    screen = await bench.app.evaluate(({ desktopCapturer }) =>
      desktopCapturer.getSources({ types: ['screen'], thumbnailSize: { width: 0, height: 0 } }).then(([first]) => first?.id ?? ''),
    );
    await bench.app.evaluate((_electron, id) => {
      const { bench: own } = globalThis as unknown as { bench: { choose(choice: object): void } };
      own.choose({ id, name: 'Bildschirm', audio: false });
    }, screen);
  });
  afterAll(() => bench.close());

  it('has the microphone in a call, and the camera once the person wants it', async () => {
    const page = await invade(bench);
    expect(await capture(page, 'audio')).toBe('ok');
    expect(await capture(page, 'video')).toBe('NotAllowedError');
    await page.evaluate(() => {
      document.body.click();
      document.body.dispatchEvent(new MouseEvent('mousedown', { bubbles: true }));
    });
    expect(await capture(page, 'video')).toBe('NotAllowedError'); // a click of the page's own making
    await click(bench);
    await until('a click lets it', async () => (await capture(page, 'video')) === 'ok');
    const another = await invade(bench);
    expect(await capture(another, 'video')).toBe('NotAllowedError');
    await bench.command('camera-on');
    expect(await capture(another, 'video')).toBe('ok');
  });

  it('has a screen once for each choice, and by no ID that it may know', async () => {
    const page = await invade(bench);
    expect(await capture(page, 'display')).toBe('NotAllowedError');
    expect(await capture(page, { id: screen })).toBe('NotAllowedError');
    await bench.command('share');
    const [answer] = await askPort(page, [request('screen.choose', { audio: false })]);
    expect(answer?.result).toEqual({ source: { name: 'Bildschirm', kind: 'screen', audio: false } });
    expect(await capture(page, 'display')).toBe('ok');
    expect(await capture(page, 'display')).toBe('NotAllowedError');
    await bench.command('share');
    await askPort(page, [request('screen.choose', { audio: false })]);
    void capture(page, { id: screen }).catch(() => undefined);
    await until('who takes another way is ended', async () => (await bench.heard()).some(([name]) => name === 'crashed'));
  });

  it('has nothing while it rings, and the same page what a call needs once somebody has answered', async () => {
    await bench.tell((own) => own.view.close());
    const page = await bench.ready();
    await isInvaded(page);
    await click(bench);
    const everything = async () => [
      await capture(page, 'audio'), await capture(page, 'video'), await capture(page, 'display'),
      ...(await askPort(page, [request('token', {}), request('act', { act: 'hang-up' })])).map((answer) => answer?.failure?.code ?? 'ok'),
    ];
    const heard = (await bench.heard()).length;
    expect(await everything()).toEqual(['NotAllowedError', 'NotAllowedError', 'NotAllowedError', 'not-bidden', 'not-bidden']);
    expect((await bench.heard()).slice(heard)).toEqual([]);
    await bench.answer();
    expect(await everything()).toEqual(['ok', 'NotAllowedError', 'NotAllowedError', 'ok', 'ok']);
    const pages = (): Promise<number> => bench.app.evaluate(({ webContents }) => webContents.getAllWebContents().length);
    const before = await pages();
    await bench.ring();
    expect(await pages()).toBe(before); // in a call nothing is made ready beside it
    await bench.tell((own) => own.view.close());
    const unanswered = await bench.ready();
    await bench.tell((own) => own.view.ready(undefined));
    await until('the page is gone with the ringing', () => unanswered.isClosed());
  });

  it('has nothing when there is no call any more', async () => {
    const page = await invade(bench);
    await bench.tell((own) => own.view.close());
    await until('the page is gone', () => page.isClosed());
  });

  it('has all of it where the wall is down', async () => {
    const open = await views.start(['permissions'], devices);
    const page = await invade(open);
    for (const kind of ['audio', 'video', 'display', { id: screen }] as const) expect(await capture(page, kind)).toBe('ok');
    await open.close();
  });
});

describe('ways past the requests', () => {
  const stun = (page: Page, address: string): Promise<void> =>
    page.evaluate(async (host) => {
      const peer = new RTCPeerConnection({ iceServers: [{ urls: `stun:${host}` }] });
      peer.createDataChannel('Beute');
      await peer.setLocalDescription();
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      peer.close();
    }, address);

  it('lets no datagram out where the organisation wants the relay only; elsewhere it cannot be held (docs/data-protection.md)', async () => {
    const bench = await views.start([], devices);
    const page = await bench.open({ relayOnly: true });
    canary.forget();
    await stun(page, canary.address);
    expect(canary.contacts()).toEqual([]);
    await stun(await bench.open({ relayOnly: false }), canary.address);
    await canary.reached('(datagram)'); // the control, and what remains
    await bench.close();
  });

  it.each([
    { down: [], resolved: [] },
    { down: ['name-hints'], resolved: ['beute.kanarie.einklang.test'] },
  ] as const)('looks up $resolved of the names that the page hints at with $down down', async ({ down, resolved }) => {
    const log = join(desktop.home, `hints-${down.length}.json`);
    const bench = await views.start(down, [`--log-net-log=${log}`]);
    const page = await invade(bench);
    await page.evaluate(() => {
      for (const rel of ['dns-prefetch', 'preconnect']) {
        const link = Object.assign(document.createElement('link'), { rel, href: 'https://beute.kanarie.einklang.test/' });
        document.head.append(link);
      }
    });
    await settle(page);
    await bench.close();
    expect((await readNetLog(log)).resolved).toEqual(resolved);
  });
});
