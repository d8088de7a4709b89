import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { resolvePolicies, type PolicySource } from '../../../../main/policy/resolve.ts';
import { policySchemaText } from '../../../../main/policy/schema.ts';
import { readPolicyFolders } from '../../../../main/policy/sources.ts';
import { testFolder } from '../fakes.ts';

const source = (
  level: PolicySource['level'],
  values: Record<string, unknown>,
  origin: string = level,
): PolicySource => ({
  level,
  origin,
  content: { values },
});

describe('the policies in force', () => {
  it('are none where nobody prescribes any', () => {
    expect(resolvePolicies([])).toEqual({ policies: { homeserver: undefined }, problems: [] });
  });

  it("are the machine's before the person's, in whichever order they are read", () => {
    const sources = [
      source('machine', { homeserver: 'machine.example' }),
      source('user', { homeserver: 'user.example' }),
    ];
    for (const each of [sources, sources.toReversed()]) {
      expect(resolvePolicies(each).policies.homeserver).toEqual({ value: 'machine.example', source: 'machine' });
    }
    expect(resolvePolicies(sources.slice(1)).policies.homeserver).toEqual({ value: 'user.example', source: 'user' });
  });

  it('are those of the later file within one level', () => {
    const sources = [
      source('machine', { homeserver: 'a.example' }, '10.json'),
      source('machine', { homeserver: 'b.example' }, '20.json'),
    ];
    expect(resolvePolicies(sources).policies.homeserver?.value).toBe('b.example');
  });

  it.each([7, '', 'a b', 'http://example.org', null, ['example.org'], 'x'.repeat(300)])(
    'do not take the homeserver %j: a problem is told and what else is prescribed holds',
    (homeserver) => {
      const { policies, problems } = resolvePolicies([
        source('user', { homeserver: 'user.example' }),
        source('machine', { homeserver }, '/etc/x.json'),
      ]);
      expect(policies.homeserver).toEqual({ value: 'user.example', source: 'user' });
      expect(problems).toMatchObject([{ policy: 'homeserver', source: '/etc/x.json' }]);
    },
  );

  it.each([
    ['calls.domain', 'meet.example.org:8443', 'https://meet.example.org'],
    ['calls.hosts', ['a.example', 'b.example:8443'], 'a.example'],
    ['calls.hosts', [], ['a b']],
    ['calls.relays', ['turn.example.org'], 'turn.example.org'],
    ['calls.relayOnly', true, 'yes'],
    ['calls.presence', false, 0],
    ['calls.xmpp', { domain: 'meet.jitsi', serviceUrl: 'wss://meet.example.org/xmpp-websocket' }, { serviceUrl: 'ws://meet.example.org' }],
    ['calls.xmpp', {}, { host: 'meet.jitsi' }],
    ['notifications.show', false, 'no'],
    ['notifications.ringTone', true, 1],
    ['notifications.quietHours', { on: true, from: '18:00', to: '07:00' }, { on: true, from: '18:00' }],
    ['notifications.quietHours', { on: false, from: '00:00', to: '23:59' }, { on: true, from: '6:00', to: '24:00' }],
  ] as const)('take %s as %j and not as %j', (name, good, bad) => {
    expect(resolvePolicies([source('machine', { [name]: good })])).toMatchObject({
      policies: { [name]: { value: good, source: 'machine' } },
      problems: [],
    });
    const refused = resolvePolicies([source('machine', { [name]: bad })]);
    expect(refused.policies[name]).toBeUndefined();
    expect(refused.problems).toMatchObject([{ policy: name }]);
  });

  it.each(['homserver', 'constructor', '__proto__'])('do not know %s: a problem', (name) => {
    const { policies, problems } = resolvePolicies([
      source('machine', JSON.parse(`{"${name}":"x","homeserver":"a.example"}`) as Record<string, unknown>),
    ]);
    expect(policies.homeserver?.value).toBe('a.example');
    expect(problems).toMatchObject([{ policy: name }]);
  });
});

describe('policy files', () => {
  it('are read by name; one that is broken is a problem of its own', () => {
    const folder = testFolder();
    const [machine, user] = [join(folder, 'etc'), join(folder, 'user')];
    mkdirSync(machine);
    writeFileSync(join(machine, '20-b.json'), '{"homeserver":"b.example"}');
    writeFileSync(join(machine, '10-a.json'), '{"homeserver":"a.example"}');
    writeFileSync(join(machine, '30-broken.json'), '{"homeserver":');
    writeFileSync(join(machine, '40-list.json'), '["homeserver"]');
    writeFileSync(join(machine, 'readme.txt'), 'no policy');
    const { policies, problems } = resolvePolicies(readPolicyFolders({ machine, user }));
    expect(policies.homeserver).toEqual({ value: 'b.example', source: 'machine' });
    expect(problems.map((problem) => problem.source)).toEqual([
      join(machine, '30-broken.json'),
      join(machine, '40-list.json'),
    ]);
  });

  it('that are no folder are a problem, not nothing', () => {
    const machine = join(testFolder(), 'file');
    writeFileSync(machine, '');
    expect(resolvePolicies(readPolicyFolders({ machine, user: '/nowhere' })).problems).toHaveLength(1);
  });
});

describe('the schema for administrators', () => {
  it('is made from the definitions (after a change: vitest run tests/unit/main/policy -u)', async () => {
    await expect(policySchemaText()).toMatchFileSnapshot('../../../../assets/policy/schema.json');
  });
});
