import { describe, expect, it } from 'vitest';
import { appPlace } from '../../../../main/protocol.ts';
import { createAllowlist } from '../../../../main/network/allowlist.ts';

describe('the allowlist', () => {
  it('lets each page have its own files and nothing of the other', () => {
    const list = createAllowlist([], false);
    for (const [role, other] of [
      ['workspace', 'engine'],
      ['engine', 'workspace'],
    ] as const) {
      expect(list.allows(appPlace(role), `app://${role}/index.html`)).toBe(true);
      expect(list.allows(appPlace(role), `blob:app://${role}/0e7a`)).toBe(true);
      expect(list.allows(appPlace(role), `app://${other}/index.html`)).toBe(false);
      expect(list.allows(appPlace(role), `blob:app://${other}/0e7a`)).toBe(false);
    }
  });

  it('lets the engine ask the homeserver, and it alone, while there is one', () => {
    const list = createAllowlist([], false);
    const address = 'https://matrix.example.org/_matrix/client/versions';
    expect(list.allows(appPlace('engine'), address)).toBe(false);
    list.admitHomeserver('https://matrix.example.org/base');
    expect(list.allows(appPlace('engine'), address)).toBe(true);
    expect(list.allows(appPlace('workspace'), address)).toBe(false);
    for (const other of [
      'http://matrix.example.org/',
      'https://matrix.example.org:8448/',
      'https://matrix.example.org.evil.example/',
      'https://matrix.example.org@evil.example/',
      'https://example.org/',
      'wss://matrix.example.org/',
      'ftp://matrix.example.org/',
      'data:text/plain,x',
      'file:///etc/passwd',
      'devtools://devtools/bundled/x.html',
      '',
    ]) {
      expect(list.allows(appPlace('engine'), other), other).toBe(false);
    }
    list.admitHomeserver('https://other.example.org');
    expect(list.allows(appPlace('engine'), address)).toBe(false);
    list.admitHomeserver(undefined);
    expect(list.allows(appPlace('engine'), 'https://other.example.org/')).toBe(false);
  });

  it('takes a homeserver without https on this machine only', () => {
    const list = createAllowlist([], false);
    for (const [baseUrl, allowed] of [
      ['http://127.0.0.1:8008', true],
      ['http://localhost:8008', true],
      ['http://[::1]:8008', false],
      ['http://127.0.0.1.evil.example', false],
      ['http://10.0.0.1', false],
    ] as const) {
      list.admitHomeserver(baseUrl);
      expect(list.allows(appPlace('engine'), `${baseUrl}/x`), baseUrl).toBe(allowed);
    }
  });

  it('adds the hosts that a policy names, over https', () => {
    const list = createAllowlist(['files.example.org'], false);
    expect(list.allows(appPlace('engine'), 'https://files.example.org/a')).toBe(true);
    expect(list.allows(appPlace('engine'), 'http://files.example.org/a')).toBe(false);
    expect(list.allows(appPlace('workspace'), 'https://files.example.org/a')).toBe(false);
  });
});
