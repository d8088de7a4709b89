import type { KeychainProblem } from '../../../engine/contract.ts';
import { nothing, storyEnvironment } from '../story-data.ts';
import type { Stories } from '../stories.ts';
import { KeychainView } from './keychain-view.tsx';

const problems: readonly KeychainProblem[] = ['missing', 'locked', 'refused', 'changed'];

export const keychainStories: Stories = {
  area: 'keychain',
  stories: problems.map((problem) => ({
    name: problem,
    draw: () => (
      <KeychainView problem={problem} environment={storyEnvironment} busy={false} retry={nothing} quit={nothing} />
    ),
  })),
};
