import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from '../../../../main/walls/content-security.ts';
import { appPlace } from '../../../../main/protocol.ts';
import { mayUse } from '../../../../main/walls/granted.ts';

describe('the content security policies', () => {
  it.each([
    ['workspace', true],
    ['workspace', false],
    ['engine', true],
    ['engine', false],
  ] as const)('of %s (document: %s) let in no inline script and no eval', (role, document) => {
    const policy = contentSecurityPolicy(appPlace(role), document);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/'unsafe-inline'|(?<!wasm-)unsafe-eval|data:|\*(?!\s|;|$)/);
  });

  it("let the workspace talk to nobody, and only the engine's worker to servers", () => {
    expect(contentSecurityPolicy(appPlace('workspace'), true)).toContain("connect-src 'none'");
    expect(contentSecurityPolicy(appPlace('engine'), true)).toContain("connect-src 'none'");
    expect(contentSecurityPolicy(appPlace('engine'), false)).toMatch(
      /connect-src 'self' https: http:\/\/localhost:\* http:\/\/127\.0\.0\.1:\*/,
    );
    expect(contentSecurityPolicy(appPlace('workspace'), true)).not.toContain('wasm');
  });
});

describe('permissions', () => {
  it.each([
    'media',
    'geolocation',
    'notifications',
    'clipboard-read',
    'fullscreen',
    'openExternal',
    'idle-detection',
    'midi',
    'unknown',
  ])('deny %s to everybody', (permission) => {
    expect(mayUse(appPlace('workspace'), permission, 'app://workspace')).toBe(false);
    expect(mayUse(appPlace('engine'), permission, 'app://engine')).toBe(false);
  });

  it('give the local network and lasting storage to the engine at its own origin only', () => {
    for (const permission of ['local-network-access', 'loopback-network', 'persistent-storage']) {
      expect(mayUse(appPlace('engine'), permission, 'app://engine')).toBe(true);
      expect(mayUse(appPlace('engine'), permission, 'https://evil.example')).toBe(false);
      expect(mayUse(appPlace('workspace'), permission, 'app://workspace')).toBe(false);
    }
  });
});
