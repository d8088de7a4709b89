import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSettings } from '../../../main/settings.ts';
import { memoryLog, testFolder } from './fakes.ts';

describe('settings', () => {
  it('are the defaults at first, and what was chosen at the next start', async () => {
    const path = join(testFolder(), 'settings.json');
    const first = openSettings(path, memoryLog());
    expect(first.current()).toEqual({ language: 'system', theme: 'system' });
    await first.change({ theme: 'dark' });
    await first.change({ language: 'en' });
    expect(openSettings(path, memoryLog()).current()).toEqual({ language: 'en', theme: 'dark' });
  });

  it('end as they were changed last, however fast', async () => {
    const path = join(testFolder(), 'settings.json');
    const settings = openSettings(path, memoryLog());
    await Promise.all((['light', 'dark', 'system', 'dark'] as const).map((theme) => settings.change({ theme })));
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ theme: 'dark' });
  });

  it.each(['{"theme":', '{"theme":"pink"}', '[]', '{"theme":"dark","other":1}'])(
    'are the defaults where the file holds %s, which is kept',
    (text) => {
      const path = join(testFolder(), 'settings.json');
      writeFileSync(path, text);
      const log = memoryLog();
      expect(openSettings(path, log).current()).toEqual({ language: 'system', theme: 'system' });
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
