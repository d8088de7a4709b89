import type { Session } from 'electron';
import type { Allowlist } from '../network/allowlist.ts';
import type { Consents } from './consent.ts';
import { contentSecurity } from './content-security.ts';
import { schemas, senders } from './messages.ts';
import { nameHints } from './name-hints.ts';
import { downloads, navigation, newWindows, webViews } from './navigation.ts';
import { peerConnections } from './peer-connections.ts';
import { permissions } from './permissions.ts';
import { contextIsolation, devTools, noNode, sandbox, spellCheck } from './renderer.ts';
import { requests } from './requests.ts';
import type { Wall } from './wall.ts';

export interface WallParts {
  readonly allowlist: Allowlist;
  readonly packaged: boolean;
  /** What people have agreed to in the calls that there are. */
  readonly consents: Consents<Session>;
}

/** Everything that keeps pages in. */
export const createWalls = ({ allowlist, packaged, consents }: WallParts): readonly Wall[] => [
  sandbox,
  contextIsolation,
  noNode,
  contentSecurity,
  requests(allowlist),
  permissions(consents),
  peerConnections,
  nameHints,
  navigation,
  newWindows,
  webViews,
  downloads,
  spellCheck,
  devTools(!packaged),
  senders,
  schemas,
];
