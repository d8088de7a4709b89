import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { resolvePolicies } from '../../../main/policy/resolve.ts';
import { openSettings, settingsInForce } from '../../../main/settings.ts';
import { memoryLog, testFolder } from './fakes.ts';

const defaults = {
  language: 'system',
  theme: 'system',
  notifications: true,
  ringTone: true,
  quietHours: { on: false, from: '18:00', to: '07:00' },
} as const;

describe('settings', () => {
  it('of before the quiet hours keep what they hold', () => {
    const path = join(testFolder(), 'settings.json');
    writeFileSync(path, '{"theme":"dark","language":"en"}');
    expect(openSettings(path, memoryLog()).current()).toEqual({ ...defaults, language: 'en', theme: 'dark' });
  });

  it('are those of the organisation where it prescribes them, and the own ones elsewhere', () => {
    const own = { ...defaults, theme: 'dark', ringTone: false } as const;
    const prescribe = (values: Readonly<Record<string, unknown>>) =>
      settingsInForce(own, resolvePolicies([{ level: 'machine', origin: 'test', content: { values } }]).policies);
    expect(prescribe({})).toEqual(own);
    const quietHours = { on: true, from: '20:00', to: '06:00' };
    const prescribed = prescribe({ 'notifications.show': false, 'notifications.ringTone': true, 'notifications.quietHours': quietHours });
    expect(prescribed).toEqual({ ...own, notifications: false, ringTone: true, quietHours });
  });

  it('are the defaults at first, and what was chosen at the next start', async () => {
    const path = join(testFolder(), 'settings.json');
    const first = openSettings(path, memoryLog());
    expect(first.current()).toEqual(defaults);
    await first.change({ theme: 'dark' });
    await first.change({ language: 'en' });
    expect(openSettings(path, memoryLog()).current()).toEqual({ ...defaults, language: 'en', theme: 'dark' });
  });

  it('end as they were changed last, however fast', async () => {
    const path = join(testFolder(), 'settings.json');
    const settings = openSettings(path, memoryLog());
    await Promise.all((['light', 'dark', 'system', 'dark'] as const).map((theme) => settings.change({ theme })));
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ theme: 'dark' });
  });

  it.each(['{"theme":', '{"theme":"pink"}', '[]', '{"theme":"dark","other":1}', '{"quietHours":{"on":true,"from":"24:00","to":"07:00"}}'])(
    'are the defaults where the file holds %s, which is kept',
    (text) => {
      const path = join(testFolder(), 'settings.json');
      writeFileSync(path, text);
      const log = memoryLog();
      expect(openSettings(path, log).current()).toEqual(defaults);
      expect(readFileSync(`${path}.broken`, 'utf8')).toBe(text);
      expect(log.lines).toHaveLength(1);
    },
  );

  it('keep no copy of a file that is not there', () => {
    const path = join(testFolder(), 'settings.json');
    openSettings(path, memoryLog());
    expect(existsSync(`${path}.broken`)).toBe(false);
  });
});
