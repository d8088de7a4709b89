import { describe, expect, it } from 'vitest';
import { createAllowlist } from '../../../../../main/network/allowlist.ts';
import { contentSecurityPolicy } from '../../../../../main/walls/content-security.ts';
import { refusedBy } from '../../../../../main/windows/call/refusal.ts';
import { callAddress, callPlace, portsOf } from '../../../../../main/windows/call/place.ts';

const deployment = {
  host: 'jitsi.example.org:8443',
  domain: 'jitsi.example.org',
  muc: 'conference.jitsi.example.org',
  focus: 'focus.jitsi.example.org',
  serviceUrl: 'wss://xmpp.example.org/xmpp-websocket',
  library: 'https://jitsi.example.org:8443/libs/lib-jitsi-meet.min.js',
};
const place = callPlace(deployment, false);

describe('the place of a call', () => {
  it("is the deployment's own origin", () => {
    expect(place).toEqual({
      role: 'call',
      origin: 'https://jitsi.example.org:8443',
      sockets: ['jitsi.example.org:8443', 'xmpp.example.org'],
      relayOnly: false,
    });
    expect(callAddress(place)).toBe('https://jitsi.example.org:8443/einklang-call/index.html');
  });

  it('knows at which ports it meets which host', () => {
    expect(portsOf(place, 'jitsi.example.org')).toEqual([8443]);
    expect(portsOf(place, 'xmpp.example.org')).toEqual([443]);
    expect(portsOf(place, 'evil.example')).toEqual([]);
  });

  it.each(['ws://jitsi.example.org/', 'https://jitsi.example.org/', 'nonsense'])('is none with the service %s', (serviceUrl) => {
    expect(() => callPlace({ ...deployment, serviceUrl }, false)).toThrow();
  });
});

describe('what a call may reach', () => {
  const list = createAllowlist(['files.example.org'], false);
  list.admitHomeserver('https://matrix.example.org');

  it.each([
    'https://jitsi.example.org:8443/libs/lib-jitsi-meet.min.js',
    'wss://jitsi.example.org:8443/colibri-ws/x',
    'wss://xmpp.example.org/xmpp-websocket?room=a',
    'blob:https://jitsi.example.org:8443/0e7a',
  ])('%s', (address) => expect(list.allows(place, address)).toBe(true));

  it.each([
    'https://jitsi.example.org/',
    'http://jitsi.example.org:8443/',
    'ws://jitsi.example.org:8443/',
    'https://xmpp.example.org/',
    'https://matrix.example.org/',
    'https://files.example.org/',
    'https://jitsi.example.org:8443@evil.example/',
    'wss://evil.example/',
    'blob:app://workspace/0e7a',
    'app://workspace/index.html',
    'app://call/index.html',
    'devtools://devtools/x.html',
    'file:///etc/passwd',
  ])('and not %s', (address) => expect(list.allows(place, address)).toBe(false));

  it('is in its content security policy, and nothing else is', () => {
    const policy = contentSecurityPolicy(place, true);
    expect(policy).toContain("connect-src 'self' wss://jitsi.example.org:8443 wss://xmpp.example.org");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain('worker-src blob:');
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|data:|\*|https:/);
  });
});

describe('what was refused', () => {
  it('is told by directive and host, and no longer than it needs', () => {
    const report = (blocked: string) =>
      JSON.stringify({ 'csp-report': { 'effective-directive': 'connect-src', 'blocked-uri': blocked } });
    expect(refusedBy(report('https://evil.example/a?secret'))).toBe('connect-src https://evil.example');
    expect(refusedBy(report('eval'))).toBe('connect-src eval');
    expect(refusedBy('{}')).toBe('something that has no report');
    expect(refusedBy('no JSON')).toBe('something that has no report');
  });
});
