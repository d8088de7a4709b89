import type { OpenSession } from '../../../../renderer/workspace/viewmodels/session/session.ts';

/** A session of a person at work, online, with nothing waiting. */
export const openSession = (more: Partial<OpenSession> = {}): OpenSession => ({
  phase: 'signed-in',
  account: {
    userId: '@miriam.brandt:land.example',
    deviceId: 'QXWMTZRPAV',
    displayName: 'Miriam Brandt',
    avatar: undefined,
    homeserver: { serverName: 'land.example', baseUrl: 'https://matrix.land.example' },
  },
  connection: { state: 'online' },
  encryption: { state: 'ready' },
  lastOpenRoom: undefined,
  queued: 0,
  ...more,
});
