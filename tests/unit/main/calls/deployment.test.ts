import { describe, expect, it } from 'vitest';
import { deploymentAt, hostOf } from '../../../../main/calls/deployment/deployment.ts';
import { createCallHosts, type Heard } from '../../../../main/calls/deployment/hosts.ts';
import { meetingLink, parseMeetingLink, roomOfConference } from '../../../../main/calls/deployment/meeting-link.ts';
import { askAuth, askPreferredHost } from '../../../../main/calls/deployment/well-known.ts';
import { NetError } from '../../../../main/network/net-errors.ts';
import type { Ask } from '../../../../main/network/request.ts';
import { toFailure } from '../../../../renderer/base/failure.ts';
import { conferenceOf } from '../../../servers/jitsi/token.ts';

const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'none',
    (error: unknown) => toFailure(error).code,
  );

/** A net of these answers; `asked` counts. */
function net(known: Readonly<Record<string, string | number>>) {
  const asked: string[] = [];
  const ask: Ask = async (address) => {
    asked.push(address);
    const found = known[address];
    if (found === undefined) throw new NetError('ERR_CONNECTION_REFUSED');
    return typeof found === 'number'
      ? { status: found, redirect: undefined, text: '' }
      : { status: 200, redirect: undefined, text: found };
  };
  return { ask, asked };
}

describe('a host', () => {
  it.each([
    ['Meet.Example.ORG', 'meet.example.org'],
    [' meet.example ', 'meet.example'],
    ['meet.example:8443', 'meet.example:8443'],
    ['meet.example:443', 'meet.example'],
    ['127.0.0.1:8443', '127.0.0.1:8443'],
    ['bücher.example', 'xn--bcher-kva.example'],
  ])('%j is %s', (text, host) => expect(hostOf(text)).toBe(host));

  it.each(['', 'a b', 'meet.example/x', 'user@meet.example', 'meet.example?x', 'meet.example#x', 'meet.example:99999'])(
    '%j is none',
    (text) => expect(hostOf(text)).toBeUndefined(),
  );
});

describe('a deployment', () => {
  it('has the usual names', () => {
    expect(deploymentAt('meet.example')).toEqual({
      host: 'meet.example',
      domain: 'meet.example',
      muc: 'conference.meet.example',
      focus: 'focus.meet.example',
      serviceUrl: 'wss://meet.example/xmpp-websocket',
      library: 'https://meet.example/libs/lib-jitsi-meet.min.js',
    });
  });

  it('has its port in addresses, not in XMPP names', () => {
    expect(deploymentAt('meet.example:8443')).toMatchObject({
      domain: 'meet.example',
      muc: 'conference.meet.example',
      serviceUrl: 'wss://meet.example:8443/xmpp-websocket',
      library: 'https://meet.example:8443/libs/lib-jitsi-meet.min.js',
    });
  });

  it('has others by policy, from which the rest follows', () => {
    expect(deploymentAt('meet.example', {}, ['turn.example']).relays).toEqual(['turn.example']);
    expect(deploymentAt('meet.example', { domain: 'meet.jitsi', muc: 'muc.meet.jitsi' })).toMatchObject({
      domain: 'meet.jitsi',
      muc: 'muc.meet.jitsi',
      focus: 'focus.meet.jitsi',
      serviceUrl: 'wss://meet.example/xmpp-websocket',
    });
  });
});

describe('what a deployment says of signing in', () => {
  const at = 'https://meet.example/.well-known/element/jitsi';
  it.each([
    ['{"auth":"openidtoken-jwt"}', 'openidtoken-jwt'],
    ['{"auth":7}', undefined],
    ['<html>', undefined],
    [404, undefined],
  ])('%j is %s', async (answer, auth) => expect(await askAuth(net({ [at]: answer }).ask, 'meet.example')).toBe(auth));

  it('is not guessed where it does not answer', async () => {
    expect(await codeOf(askAuth(net({}).ask, 'meet.example'))).toBe('call-unreachable');
  });
});

describe('the deployment that a homeserver prefers', () => {
  const at = 'https://land.example/.well-known/matrix/client';
  it.each([
    ['{"io.element.jitsi":{"preferredDomain":"Meet.Example"}}', 'meet.example'],
    ['{"im.vector.riot.jitsi":{"preferredDomain":"old.example"}}', 'old.example'],
    ['{"io.element.jitsi":{"preferredDomain":"new.example"},"im.vector.riot.jitsi":{"preferredDomain":"old.example"}}', 'new.example'],
    ['{"io.element.jitsi":{"preferredDomain":"https://meet.example/"}}', undefined],
    ['{}', undefined],
    [404, undefined],
  ])('%j is %s', async (answer, host) => expect(await askPreferredHost(net({ [at]: answer }).ask, 'land.example')).toBe(host));

  it('is none where nobody answers, and that is no answer to keep', async () => {
    expect(await codeOf(askPreferredHost(net({}).ask, 'land.example'))).toBe('call-no-server');
  });
});

describe('allowed hosts', () => {
  const wellKnown = { 'https://land.example/.well-known/matrix/client': '{"io.element.jitsi":{"preferredDomain":"meet.example"}}' };
  const hosts = (more: Partial<Parameters<typeof createCallHosts>[0]> = {}) => {
    let time = 0;
    const { ask, asked } = net(wellKnown);
    let said: Heard | undefined;
    const heard = { current: () => said, change: (next: Heard) => void (said = next) };
    const parts = { ask, now: () => time, domain: undefined, hosts: undefined, serverName: () => 'land.example', heard, ...more };
    return { hosts: createCallHosts(parts), asked, heard, pass: (ms: number) => (time += ms) };
  };

  it('are the one that the homeserver prefers, where nothing is prescribed', async () => {
    const { hosts: each } = hosts();
    expect(await each.admit('Meet.Example')).toBe('meet.example');
    for (const other of ['evil.example', 'meet.example:8443', 'meet.example.evil.example', 'user@meet.example', '']) {
      expect(await codeOf(each.admit(other)), other).toBe('call-host-not-allowed');
    }
  });

  it('are known without asking: what is prescribed, and what the homeserver has said before', async () => {
    const { hosts: each, asked } = hosts();
    expect(each.knows('meet.example')).toBe(false);
    expect(asked).toEqual([]);
    await each.preferred();
    expect([each.knows('Meet.Example'), each.knows('evil.example'), each.knows('user@meet.example')]).toEqual([true, false, false]);
    const prescribed = hosts({ domain: 'prescribed.example', hosts: ['partner.example'] });
    expect(['prescribed.example', 'partner.example', 'meet.example'].map(prescribed.hosts.knows)).toEqual([true, true, false]);
    expect(prescribed.asked).toEqual([]);
  });

  it('are known from the run before, and from the way to signing in, as long as it is the same homeserver', async () => {
    const { hosts: before, heard } = hosts();
    before.hear('land.example', 'meet.example');
    before.hear('land.example', undefined);
    const { hosts: each, asked } = hosts({ heard });
    expect(each.knows('meet.example')).toBe(true);
    expect(hosts({ heard, serverName: () => 'other.example' }).hosts.knows('meet.example')).toBe(false);
    expect(hosts({ heard, serverName: () => undefined }).hosts.knows('meet.example')).toBe(false);
    expect(hosts({ heard, hosts: [] }).hosts.knows('meet.example')).toBe(false);
    expect(asked).toEqual([]);
  });

  it('are the prescribed one only, and nobody is asked', async () => {
    const { hosts: each, asked } = hosts({ domain: 'prescribed.example' });
    expect(await each.preferred()).toBe('prescribed.example');
    expect(await each.admit('prescribed.example')).toBe('prescribed.example');
    expect(await codeOf(each.admit('meet.example'))).toBe('call-host-not-allowed');
    expect(asked).toEqual([]);
  });

  it('are those of the list and the prescribed one, where there is a list', async () => {
    const { hosts: each, asked } = hosts({ domain: 'prescribed.example', hosts: ['a.example', 'B.example:8443'] });
    for (const host of ['a.example', 'b.example:8443', 'prescribed.example']) expect(await each.admit(host)).toBe(host);
    for (const host of ['b.example', 'meet.example']) expect(await codeOf(each.admit(host))).toBe('call-host-not-allowed');
    expect(asked).toEqual([]);
  });

  it('are none with an empty list', async () => {
    expect(await codeOf(hosts({ hosts: [] }).hosts.admit('meet.example'))).toBe('call-host-not-allowed');
  });

  it('are asked for once in ten minutes', async () => {
    const { hosts: each, asked, pass } = hosts();
    await each.preferred();
    await each.preferred();
    expect(asked).toHaveLength(1);
    pass(600_000);
    await each.preferred();
    expect(asked).toHaveLength(2);
  });

  it('are asked for again where nobody answered', async () => {
    const { ask, asked } = net({});
    const { hosts: each } = hosts({ ask });
    expect(await codeOf(each.preferred())).toBe('call-no-server');
    expect(await codeOf(each.preferred())).toBe('call-no-server');
    expect(asked).toHaveLength(2);
  });
});

describe('a meeting link', () => {
  it.each([
    ['https://meet.example/Runde', 'runde', 'Runde'],
    ['https://meet.example/Runde/', 'runde', 'Runde'],
    ['https://meet.example/B%C3%BCrgerdialog', 'b%c3%bcrgerdialog', 'Bürgerdialog'],
    ['https://meet.example/Runde?jwt=abc#config.x=1', 'runde', 'Runde'],
    ['https://meet.example:8443/Runde', 'runde', 'Runde'],
  ])('%s is the conference %s', (url, conference, title) => {
    expect(parseMeetingLink(url)).toMatchObject({ conference, title });
  });

  it.each([
    'https://meet.example',
    'https://meet.example/a/b',
    'https://meet.example/config.js',
    'https://meet.example/static',
    'https://meet.example/jitsi.html',
    'https://meet.example/%2e%2e',
    'https://meet.example/a%2fb',
    'https://meet.example/a%00b',
    'https://meet.example/%E0%A4%A',
    'https://meet.example/a@evil.example',
    'https://user:pass@meet.example/x',
    'http://meet.example/x',
    'wss://meet.example/x',
    'meet.example/x',
  ])('%s is none', (url) => expect(parseMeetingLink(url)).toBeUndefined());

  it('that others get leads back to the same conference', () => {
    for (const id of ['jitsiabcdefghij', conferenceOf('!raum:land.example')]) {
      expect(parseMeetingLink(meetingLink('meet.example', id))?.conference).toBe(id);
    }
  });
});

describe('the room behind a conference', () => {
  it.each(['!raum:land.example', '!tpBFDkEIyzi-bY9WBWMOLMdUyQTy5D5r2IikIPmCyRE'])('is found again: %s', (roomId) => {
    expect(roomOfConference(conferenceOf(roomId))).toBe(roomId);
  });
  it.each(['jitsiabcdefghijkl', 'stammtisch', '', 'mfrgg'])('is none for %j', (name) => {
    expect(roomOfConference(name)).toBeUndefined();
  });
});
