import type { PageRole, Place, Wall } from './wall.ts';

/**
 * What a role may have without a person being asked. The engine keeps the only copy of a person's queue, so its
 * storage must not be evicted; a homeserver may stand at a private address or, in tests, on this machine.
 */
const granted: { readonly [R in PageRole]: readonly string[] } = {
  workspace: [],
  ring: [],
  call: [],
  engine: ['persistent-storage', 'local-network', 'local-network-access', 'loopback-network'],
};

/** Whether a page of a role, at this origin, may use what Chromium calls `permission`. */
export function mayUse(place: Place, permission: string, origin: string): boolean {
  return granted[place.role].includes(permission) && origin === place.origin;
}

const originOf = (address: string): string => {
  if (!URL.canParse(address)) return '';
  const { protocol, host } = new URL(address);
  return `${protocol}//${host}`;
};

export const permissions: Wall = {
  name: 'permissions',
  session: (session, place) => {
    session.setPermissionRequestHandler((_contents, permission, callback, details) => {
      callback(mayUse(place, permission, originOf(details.requestingUrl)));
    });
    session.setPermissionCheckHandler((_contents, permission, origin) => mayUse(place, permission, originOf(origin)));
    session.setDevicePermissionHandler(() => false);
    session.setDisplayMediaRequestHandler((_request, callback) => callback({}));
    session.on('select-serial-port', (event, _ports, _contents, callback) => {
      event.preventDefault();
      callback('');
    });
    session.on('select-hid-device', (event, _details, callback) => {
      event.preventDefault();
      callback(null);
    });
  },
  page: (contents) => {
    contents.on('select-bluetooth-device', (event, _devices, callback) => {
      event.preventDefault();
      callback('');
    });
  },
};
