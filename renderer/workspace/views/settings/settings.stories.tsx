import type { VNode } from 'preact';
import type { SettingsSection } from '../../viewmodels/shell/shell.ts';
import { shellStory } from '../shell/shell-story.tsx';
import { nothing, storyAccount, storyEnvironment, storyPolicyProblem } from '../story-data.ts';
import type { Stories, Story } from '../stories.ts';
import { SettingsArea } from './settings-area.tsx';
import { SettingsNav } from './settings-views.tsx';

interface Scene {
  readonly section: SettingsSection;
  readonly environment?: Partial<typeof storyEnvironment>;
  readonly failed?: boolean;
  readonly pane?: 'list' | 'main';
}

function draw({ section, environment, failed, pane }: Scene): VNode {
  return shellStory({
    area: 'settings',
    pane: pane ?? 'main',
    list: <SettingsNav section={section} show={nothing} />,
    main: (
      <SettingsArea
        section={section}
        environment={{ ...storyEnvironment, ...environment }}
        account={storyAccount}
        failure={failed ? { code: 'internal', detail: 'EACCES' } : undefined}
        change={nothing}
        back={nothing}
      />
    ),
  });
}

const scene = (name: string, data: Scene, window?: Story['window'], act?: Story['act']): Story => ({
  name,
  draw: () => draw(data),
  ...(window && { window }),
  ...(act && { act }),
});

const managed = {
  settings: { ...storyEnvironment.settings, notifications: false, quietHours: { on: true, from: '18:00', to: '07:00' } },
  policies: {
    homeserver: { value: 'land.example', source: 'machine' },
    'notifications.show': { value: false, source: 'machine' },
    'notifications.ringTone': { value: true, source: 'machine' },
    'notifications.quietHours': { value: { on: true, from: '18:00', to: '07:00' }, source: 'user' },
  },
} as const;

const quietHours = (from: string, to: string) => ({ settings: { ...storyEnvironment.settings, quietHours: { on: true, from, to } } });
const typeNoTime = (root: HTMLElement): void => {
  const input = root.querySelector<HTMLInputElement>('.time input');
  if (!input) return;
  input.value = '25:00';
  input.dispatchEvent(new Event('input', { bubbles: true }));
  requestAnimationFrame(() => input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true })));
};

export const settingsStories: Stories = {
  area: 'settings',
  stories: [
    scene('notifications', { section: 'notifications' }),
    scene('notifications-quiet', { section: 'notifications', environment: { ...quietHours('18:00', '07:00'), quietUntilTs: Date.UTC(2026, 9, 15, 5) } }),
    scene('notifications-narrow', { section: 'notifications', environment: quietHours('18:00', '07:00') }, 'narrow'),
    scene('notifications-managed', { section: 'notifications', environment: managed }),
    scene('notifications-never-quiet', { section: 'notifications', environment: quietHours('07:00', '07:00') }),
    scene('notifications-no-time', { section: 'notifications', environment: quietHours('18:00', '07:00') }, undefined, typeNoTime),
    scene('appearance', { section: 'appearance' }),
    scene('appearance-narrow', { section: 'appearance' }, 'narrow'),
    scene('appearance-failed', { section: 'appearance', failed: true }),
    scene('sections-narrow', { section: 'appearance', pane: 'list' }, 'narrow'),
    scene('shortcuts', { section: 'shortcuts' }),
    scene('shortcuts-narrow', { section: 'shortcuts' }, 'narrow'),
    scene('policies', { section: 'policies', environment: managed }),
    scene('policies-none', { section: 'policies' }),
    scene('policies-problem', { section: 'policies', environment: { policyProblems: [storyPolicyProblem] } }),
    scene('about', { section: 'about' }),
    scene('about-test-runtime', { section: 'about', environment: { testRuntime: true } }, 'medium'),
  ],
};
