import type { Presence } from '../../../engine/contract.ts';
import type { TextKey } from '../../../ui/index.ts';

export const presenceWords: Readonly<Record<Presence, TextKey>> = {
  online: 'ui:presence.online',
  unavailable: 'ui:presence.unavailable',
  busy: 'ui:presence.busy',
  'do-not-disturb': 'ui:presence.do-not-disturb',
  'in-call': 'ui:presence.in-call',
  presenting: 'ui:presence.presenting',
  offline: 'ui:presence.offline',
  unknown: 'ui:presence.unknown',
};
