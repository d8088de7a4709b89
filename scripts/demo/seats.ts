import type { DemoConference } from './conference.ts';
import type { Account } from './history.ts';

/** What the process in front of the windows has to know; plain JSON. */
export interface Seats {
  readonly server: { readonly url: string; readonly serviceToken: string };
  readonly conference: DemoConference;
  readonly accounts: readonly Account[];
  /** The organisation has just been founded: nobody has signed in yet. */
  readonly isNew: boolean;
  /** Profiles and keyring of the windows. */
  readonly folder: string;
  /** The environment of the screen to open windows on; without it a screen without hardware. */
  readonly screen: Readonly<Record<string, string>> | undefined;
  /** Where pictures go; undefined where a person looks. */
  readonly pictures: string | undefined;
}
