import { describe, expect, it } from 'vitest';
import { isTestRuntime } from '../../../main/environment.ts';
import { resolveLanguage } from '../../../main/language.ts';
import { createMachine } from '../../../main/machine.ts';
import { joinFeatures, quietSwitches, refusedSwitches } from '../../../main/switches.ts';

describe('the language in force', () => {
  it.each([
    ['en', ['de-DE'], 'en'],
    ['system', ['de-AT', 'en'], 'de'],
    ['system', ['fr-FR', 'en-GB', 'de'], 'en'],
    ['system', ['EN_us'], 'en'],
    ['system', ['fr'], 'de'],
    ['system', [], 'de'],
  ] as const)('of %s with %j is %s', (chosen, system, language) => {
    expect(resolveLanguage(chosen, system)).toBe(language);
  });
});

describe('a runtime for tests', () => {
  it.each([
    ['33.2.1', false, true],
    ['45.4.1', false, false],
    ['45.4.1', true, true],
  ])('Electron %s, marked %s: %s', (version, marked, result) => {
    expect(isTestRuntime(version, marked)).toBe(result);
  });
});

describe('switches', () => {
  it('keep the features that the command line switches off', () => {
    expect(joinFeatures('A,B', ['B', 'C'])).toBe('A,B,C');
    expect(joinFeatures('', ['C'])).toBe('C');
  });

  it('refuse none that the program sets itself', () => {
    expect(refusedSwitches.filter((name) => quietSwitches.includes(name))).toEqual([]);
  });
});

describe('the machine', () => {
  it('tells a change of the network once, and each wake-up', () => {
    let online = true;
    const machine = createMachine(() => online);
    const told: unknown[] = [];
    machine.listen((state) => told.push(state));
    machine.look();
    online = false;
    machine.look();
    machine.look();
    machine.resume();
    expect(told).toEqual([
      { online: false, resumed: 0 },
      { online: false, resumed: 1 },
    ]);
    expect(machine.state()).toEqual({ online: false, resumed: 1 });
  });
});
