import { callsStories } from './calls/calls.stories.tsx';
import { chatsStories } from './chats/chats.stories.tsx';
import { faultStories } from './faults/faults.stories.tsx';
import { keychainStories } from './keychain/keychain.stories.tsx';
import { settingsStories } from './settings/settings.stories.tsx';
import { shellStories } from './shell/shell.stories.tsx';
import { signInStories } from './sign-in/sign-in.stories.tsx';
import { signOutStories } from './sign-out/sign-out.stories.tsx';
import type { Stories } from './stories.ts';

/** Every view of the program and the states it can be in. */
export const registry: readonly Stories[] = [
  signInStories,
  keychainStories,
  faultStories,
  shellStories,
  chatsStories,
  callsStories,
  settingsStories,
  signOutStories,
];
