import { stageStories } from '../../../renderer/call/stage/stage.stories.tsx';
import { ringStories } from '../../../renderer/ring/ring.stories.tsx';
import { registry as workspace } from '../../../renderer/workspace/views/registry.tsx';
import type { Stories } from '../../../renderer/ui/stories.ts';

/** Every view that people see, whichever world draws it. */
export const registry: readonly Stories[] = [...workspace, ...stageStories, ...ringStories];
