import { expect, test } from 'vitest';
import type { Environment } from '../../../../preload/contract.ts';
import { createEnvironmentModel } from '../../../../renderer/workspace/viewmodels/environment.ts';
import { createSettingsModel } from '../../../../renderer/workspace/viewmodels/settings/settings.ts';
import { createFakeDesktop } from '../support/desktop.ts';

const environment = (language: 'de' | 'en'): Environment => ({
  version: '0.1.0',
  profile: 'default',
  platform: 'linux',
  testRuntime: false,
  settings: { language, theme: 'system', notifications: true, ringTone: true, quietHours: { on: false, from: '18:00', to: '07:00' } },
  language,
  quietUntilTs: undefined,
  policies: { homeserver: undefined, 'notifications.show': undefined, 'notifications.ringTone': undefined, 'notifications.quietHours': undefined },
  policyProblems: [],
});

test('reads the machine once and then follows it', async () => {
  const desktop = createFakeDesktop();
  const model = createEnvironmentModel({ desktop });
  expect(model.environment.value).toBeUndefined();
  await desktop.asked('environment.read')[0]?.answer(environment('de'));
  expect(model.environment.value?.language).toBe('de');
  desktop.tell('environment', environment('en'));
  desktop.tell('engine', 'gave-up');
  expect(model.environment.value?.language).toBe('en');
  expect(model.engineLife.value).toBe('gave-up');
  model.dispose();
  expect(desktop.listening).toBe(0);
});

test('news that overtake the first answer are not undone by it', async () => {
  const desktop = createFakeDesktop();
  const model = createEnvironmentModel({ desktop });
  desktop.tell('environment', environment('en'));
  await desktop.asked('environment.read')[0]?.answer(environment('de'));
  expect(model.environment.value?.language).toBe('en');
});

test('a setting is written and comes back as the environment', async () => {
  const desktop = createFakeDesktop();
  const { environment: read } = createEnvironmentModel({ desktop });
  const settings = createSettingsModel({ desktop, environment: read });
  settings.change.run({ language: 'en' });
  settings.change.run({ ringTone: false });
  expect(desktop.asked('settings.write').map(({ args }) => args)).toEqual([{ language: 'en' }, { ringTone: false }]);
  desktop.tell('environment', environment('en'));
  expect(settings.settings.value?.language).toBe('en');
  await desktop.asked('settings.write')[0]?.refuse({ code: 'internal', detail: 'EACCES' });
  expect(settings.change.failure.value?.code).toBe('internal');
});
