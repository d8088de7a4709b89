import { describe, expect, it } from 'vitest';
import { parseServer } from '../../../../main/network/server-address.ts';

describe('a typed server', () => {
  it.each([
    ['example.org', 'example.org', 'https://example.org'],
    ['  Example.ORG ', 'example.org', 'https://example.org'],
    ['example.org:8448', 'example.org:8448', 'https://example.org:8448'],
    ['https://matrix.example.org/', 'matrix.example.org', 'https://matrix.example.org'],
    ['https://matrix.example.org/_matrix/x?y', 'matrix.example.org', 'https://matrix.example.org'],
    ['@anna:example.org', 'example.org', 'https://example.org'],
    ['@anna:example.org:8448', 'example.org:8448', 'https://example.org:8448'],
    ['müller.example', 'xn--mller-kva.example', 'https://xn--mller-kva.example'],
    ['127.0.0.1:8008', '127.0.0.1:8008', 'http://127.0.0.1:8008'],
    ['localhost:8008', 'localhost:8008', 'http://localhost:8008'],
    ['[::1]:8008', '[::1]:8008', 'https://[::1]:8008'],
    ['http://localhost:8008', 'localhost:8008', 'http://localhost:8008'],
    ['https://localhost:8448', 'localhost:8448', 'https://localhost:8448'],
    ['192.168.1.1', '192.168.1.1', 'https://192.168.1.1'],
  ])('%j is %s at %s', (typed, serverName, origin) => {
    expect(parseServer(typed)).toEqual({ serverName, origin });
  });

  it.each([
    '',
    ' ',
    'a b',
    'exa mple.org',
    'example.org/path',
    'user:pass@example.org',
    'https://user:pass@example.org',
    'ftp://example.org',
    'javascript:alert(1)',
    'app://workspace',
    'https://',
    '@anna',
    'example.org:port',
    'example.org:99999',
    'a..b',
    '-x.example',
    'x'.repeat(300),
    'file:///etc/passwd',
  ])('%j is none', (typed) => {
    expect(() => parseServer(typed)).toThrow('invalid-server-name');
  });

  it.each(['http://example.org', 'HTTP://example.org:8008', 'http://localhost.evil.example', 'http://192.168.1.1'])(
    '%j is not secure',
    (typed) => {
      expect(() => parseServer(typed)).toThrow('insecure-address');
    },
  );
});
