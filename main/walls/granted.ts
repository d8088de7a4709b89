import type { Consent } from './consent.ts';
import type { PageRole, Place } from './wall.ts';

/**
 * What a role may have without a person being asked. The engine keeps the only copy of a person's queue, so its
 * storage must not be evicted; a server may stand at a private address or, in tests, on this machine.
 */
const localNetwork = ['local-network', 'local-network-access', 'loopback-network'];
const granted: { readonly [R in PageRole]: readonly string[] } = {
  workspace: [],
  ring: [],
  call: [...localNetwork, 'speaker-selection'],
  engine: [...localNetwork, 'persistent-storage'],
};

/** Whether a page of a role, at this origin, may use what Chromium calls `permission`. */
export function mayUse(place: Place, permission: string, origin: string): boolean {
  return granted[place.role].includes(permission) && origin === place.origin;
}

/** Whether a call's page may have these media. */
export function mayCapture(consent: Consent | undefined, kinds: readonly string[]): boolean {
  if (!consent || kinds.length === 0) return false;
  return kinds.every((kind) => kind === 'audio' || (kind === 'video' && consent.camera()));
}

/** The same where it is not only looked up but had: a camera that a key or a click gave is given until the call ends. */
export function grantCapture(consent: Consent | undefined, kinds: readonly string[]): boolean {
  const granted = mayCapture(consent, kinds);
  if (granted && kinds.includes('video')) consent?.allowCamera();
  return granted;
}
