import type { SignOutStep } from '../../viewmodels/sign-out/sign-out.ts';
import { shellStory } from '../shell/shell-story.tsx';
import { nothing } from '../story-data.ts';
import type { Stories, Story } from '../stories.ts';
import { SignOutDialog } from './sign-out-dialog.tsx';

const story = (name: string, step: SignOutStep, window: Story['window'] = 'wide'): Story => ({
  name,
  window,
  draw: () => shellStory({ over: <SignOutDialog step={step} confirm={nothing} force={nothing} close={nothing} /> }),
});

export const signOutStories: Stories = {
  area: 'sign-out',
  stories: [
    story('counting', { step: 'counting' }),
    story('nothing-lost', { step: 'asking', cost: { unsent: 0, drafts: 0, keysBackedUp: true } }),
    story('losses', { step: 'asking', cost: { unsent: 3, drafts: 2, keysBackedUp: false } }),
    story('losses-narrow', { step: 'asking', cost: { unsent: 1, drafts: 1, keysBackedUp: false } }, 'narrow'),
    story('leaving', { step: 'leaving' }),
    story('refused', { step: 'refused', failure: { code: 'unreachable' } }),
  ],
};
