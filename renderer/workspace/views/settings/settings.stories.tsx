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

const scene = (name: string, data: Scene, window?: Story['window']): Story => ({
  name,
  draw: () => draw(data),
  ...(window && { window }),
});

const managed = { policies: { homeserver: { value: 'land.example', source: 'machine' } } } as const;

export const settingsStories: Stories = {
  area: 'settings',
  stories: [
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
