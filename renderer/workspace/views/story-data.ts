import type { Account } from '../../engine/contract.ts';
import type { Environment } from '../../../preload/contract.ts';

/* Plain data that stories of several areas play with. Names are invented; hosts end in .example. */

export const nothing = (): void => undefined;

export const storyAccount: Account = {
  userId: '@miriam.brandt:land.example',
  deviceId: 'QXWMTZRPAV',
  displayName: 'Miriam Brandt',
  avatar: undefined,
  homeserver: { serverName: 'land.example', baseUrl: 'https://matrix.land.example' },
};

export const storyEnvironment: Environment = {
  version: '0.1.0',
  profile: 'default',
  platform: 'linux',
  testRuntime: false,
  settings: { language: 'system', theme: 'system', notifications: true, ringTone: true, quietHours: { on: false, from: '18:00', to: '07:00' } },
  language: 'de',
  quietUntilTs: undefined,
  policies: { homeserver: undefined, 'notifications.show': undefined, 'notifications.ringTone': undefined, 'notifications.quietHours': undefined },
  policyProblems: [],
};

export const storyPolicyProblem = {
  policy: 'homeserver',
  source: '/etc/einklang/policies/20-land.json',
  detail: 'homeserver: expected string, received number',
};
