import { join } from 'node:path';
import type { ElectronApplication, Frame, Page } from 'playwright-core';
import { root } from '../../../../scripts/lib/paths.mjs';
import { until } from '../../../servers/processes.ts';

interface Answer {
  readonly ok: boolean;
  readonly failure?: { readonly code: string };
}

interface Bridged {
  readonly desktop: { request(name: unknown, args: unknown): Promise<Answer>; hello(): void };
}

/** Sends a message to main as a page's script would; resolves with `ok` or the failure's code. */
export const ask = (page: Page | Frame, name: unknown, args: unknown): Promise<string> =>
  page.evaluate(
    async ([wanted, given]) => {
      const { ok, failure } = await (window as unknown as Bridged).desktop.request(wanted, given);
      return ok ? 'ok' : (failure?.code ?? 'no code');
    },
    [name, args] as const,
  );

/** Asks the engine over a fresh port, past all that the window's own code would check. */
export const askEngine = (page: Page, messages: readonly object[]): Promise<readonly unknown[]> =>
  page.evaluate(async (posted) => {
    const port = await new Promise<MessagePort>((resolve) => {
      addEventListener('message', ({ data, ports }) => {
        if ((data as { einklang?: unknown }).einklang === 'engine-port' && ports[0]) resolve(ports[0]);
      });
      (window as unknown as Bridged).desktop.hello();
    });
    const first = 1_000_000; // the window's own client speaks over the same port
    const answers: unknown[] = [];
    const answered = new Promise<void>((resolve) => {
      port.addEventListener('message', ({ data }: MessageEvent<{ id: number; kind: string; failure?: { code: string } }>) => {
        if (data.id < first) return;
        answers[data.id - first] = data.failure?.code ?? data.kind;
        if (Object.keys(answers).length === posted.length) resolve();
      });
    });
    posted.forEach((message, at) => port.postMessage({ id: first + at, ...message }));
    await answered;
    return answers;
  }, messages);

/** A page that main has not made: it has got hold of the workspace's preload, but not of a role. */
export async function foreignPage(app: ElectronApplication): Promise<Page> {
  const address = 'data:text/html,<title>Fremd</title>';
  await app.evaluate(
    ({ BrowserWindow }, { preload, url }) => {
      const window = new BrowserWindow({ show: false, webPreferences: { preload, partition: 'foreign' } });
      return window.loadURL(url);
    },
    { preload: join(root, 'dist/preload/workspace.cjs'), url: address },
  );
  return until('the foreign page', () => app.windows().find((page) => page.url() === address));
}

/** A frame inside the workspace that shows the workspace once more. It has a bridge only where walls are down. */
export async function frameInside(page: Page): Promise<Frame> {
  await page.evaluate(() => {
    const frame = document.createElement('iframe');
    frame.src = location.href;
    document.body.append(frame);
  });
  const frame = await until('the frame', () => page.frames().find((each) => each !== page.mainFrame() && each.url() === page.url()));
  await frame.waitForFunction(() => 'desktop' in window);
  return frame;
}

/** Messages that no honest page sends, and what main answers to them. */
export const malformed: readonly (readonly [name: unknown, args: unknown, code: string])[] = [
  ['__proto__', {}, 'unknown-name'],
  ['constructor', {}, 'unknown-name'],
  ['toString', {}, 'unknown-name'],
  ['hasOwnProperty', { url: 'https://a.example' }, 'unknown-name'],
  ['credentials.read', { name: 'access-token' }, 'unknown-name'],
  ['profile.erase', {}, 'unknown-name'],
  ['', {}, 'unknown-name'],
  [null, null, 'unknown-name'],
  [['link.open'], {}, 'unknown-name'],
  [{ name: 'link.open' }, {}, 'unknown-name'],
  ['link.open', undefined, 'bad-arguments'],
  ['link.open', { url: ['https://a.example'] }, 'bad-arguments'],
  ['link.open', { url: 'https://a.example', then: 1 }, 'bad-arguments'],
  ['link.open', { url: `https://a.example/${'a'.repeat(9_000)}` }, 'bad-arguments'],
  ['settings.write', { theme: '<script>' }, 'bad-arguments'],
  ['settings.write', { language: 'de', walls: 'down' }, 'bad-arguments'],
  ['clipboard.write', { text: 'a'.repeat(100_001) }, 'bad-arguments'],
  ['discovery.resolve', { server: {} }, 'bad-arguments'],
  ['program.quit', [], 'bad-arguments'],
];

/** Links that must not reach the system. */
export const badLinks: readonly string[] = [
  'javascript:alert(1)',
  'data:text/html,<script>1</script>',
  'file:///etc/passwd',
  'file://server/share/run.exe',
  'vbscript:1',
  'ms-msdt:/id',
  'smb://server/share',
  'ssh://host',
  'app://workspace/index.html',
  'mailto:a@b.example?attach=/etc/passwd\nBcc:x',
  ' https://a.example',
  'https://bank.example\u202e@evil.example/',
  'https://user:password@a.example/',
  'https://аpple.example/',
  'tel:*#06#;ext=`id`',
  '--help',
  '',
];
