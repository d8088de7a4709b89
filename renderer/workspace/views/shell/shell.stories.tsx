import { storyNow, type Stories, type Story } from '../stories.ts';
import { nothing, storyAccount } from '../story-data.ts';
import { FirstRun } from './first-run.tsx';
import { RecoverDialog, ReauthenticateDialog } from './secret-dialog.tsx';
import { ShortcutsDialog } from './shortcut-list.tsx';
import { shellStory, type ShellScene } from './shell-story.tsx';

const scene = (name: string, data: ShellScene, rest: Partial<Story> = {}): Story => ({
  name,
  draw: () => shellStory(data),
  ...rest,
});

const firstRun = <FirstRun name="Miriam Brandt" newChat={nothing} newRoom={nothing} />;
const secret = { busy: false, failure: undefined, submit: nothing, close: nothing };
const openMenu = (root: HTMLElement): void => root.querySelector<HTMLElement>('.me-btn')?.click();

export const shellStories: Stories = {
  area: 'shell',
  stories: [
    scene('first-run', { main: firstRun }),
    scene('first-run-narrow', { main: firstRun, pane: 'main' }, { window: 'narrow' }),
    scene('nothing-open', { news: 3, testRuntime: true }),
    scene('medium', { news: 120 }, { window: 'medium' }),
    scene('own-menu', {}, { act: openMenu }),
    scene('do-not-disturb', { doNotDisturb: true }, { act: openMenu }),
    scene('quiet-hours', { quietUntilTs: Date.UTC(2026, 9, 15, 5) }),
    scene('offline', { banner: { kind: 'offline', since: storyNow - 60_000, queued: 0 } }),
    scene('offline-queued', { banner: { kind: 'offline', since: storyNow - 60_000, queued: 2 } }, { window: 'narrow' }),
    scene('connecting', { banner: { kind: 'connecting' } }),
    scene('catching-up', { banner: { kind: 'catching-up' } }),
    scene('expired', { banner: { kind: 'expired' } }),
    scene('expired-dialog', {
      banner: { kind: 'expired' },
      over: <ReauthenticateDialog {...secret} userId={storyAccount.userId} />,
    }),
    scene('expired-wrong-password', {
      banner: { kind: 'expired' },
      over: <ReauthenticateDialog {...secret} userId={storyAccount.userId} failure={{ code: 'wrong-password' }} />,
    }),
    scene('encryption-locked', { encryption: { state: 'locked' } }),
    scene('encryption-failed', { encryption: { state: 'failed', failure: { code: 'server-error' } } }),
    scene('encryption-password-needed', { encryption: { state: 'failed', failure: { code: 'password-needed' } } }),
    scene('recover-dialog', { encryption: { state: 'locked' }, over: <RecoverDialog {...secret} /> }),
    scene('recover-wrong-key', {
      encryption: { state: 'locked' },
      over: <RecoverDialog {...secret} failure={{ code: 'recovery-key-wrong' }} />,
    }),
    scene('recover-busy', { encryption: { state: 'locked' }, over: <RecoverDialog {...secret} busy /> }, { window: 'narrow' }),
    scene('shortcuts', { over: <ShortcutsDialog close={nothing} /> }),
  ],
};
