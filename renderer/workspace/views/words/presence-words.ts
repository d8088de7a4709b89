import type { Presence } from '../../../engine/contract.ts';
import type { TextKey } from '../../../ui/index.ts';

export const presenceWords: Readonly<Record<Presence, TextKey>> = {
  online: 'ui:presence.online',
  unavailable: 'ui:presence.unavailable',
  busy: 'ui:presence.busy',
  offline: 'ui:presence.offline',
  unknown: 'ui:presence.unknown',
};
