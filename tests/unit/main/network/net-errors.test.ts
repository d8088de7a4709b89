import { describe, expect, it } from 'vitest';
import { netErrorName, netFailure } from '../../../../main/network/net-errors.ts';

describe('what a network error means', () => {
  it.each([
    ['net::ERR_NAME_NOT_RESOLVED', true, 'name-not-found'],
    ['net::ERR_NAME_NOT_RESOLVED', false, 'offline'],
    ['net::ERR_INTERNET_DISCONNECTED', false, 'offline'],
    ['net::ERR_CERT_AUTHORITY_INVALID', true, 'certificate-untrusted'],
    ['net::ERR_CERT_COMMON_NAME_INVALID', true, 'certificate-untrusted'],
    ['net::ERR_CERT_DATE_INVALID', true, 'certificate-untrusted'],
    ['net::ERR_SSL_PROTOCOL_ERROR', true, 'unreachable'],
    ['net::ERR_CONNECTION_REFUSED', true, 'unreachable'],
    ['net::ERR_TIMED_OUT', true, 'unreachable'],
    ['net::ERR_PROXY_CONNECTION_FAILED', true, 'proxy-failed'],
    ['net::ERR_TUNNEL_CONNECTION_FAILED', true, 'proxy-failed'],
    ['net::ERR_BLOCKED_BY_CLIENT', true, 'host-not-allowed'],
    ['something else', true, 'unreachable'],
  ])('%s while online is %s: %s', (text, online, code) => {
    const name = netErrorName(text);
    expect(netFailure(name, online)).toEqual({ code, detail: name });
  });
});
