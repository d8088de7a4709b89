import { describe, expect, test } from 'vitest';
import { fail } from '../../../../renderer/base/failure.ts';
import { fromBase64, randomBytes, toBase64 } from '../../../../renderer/engine/session/bytes.ts';
import { requestFailure, sdkFailure, unreachable } from '../../../../renderer/engine/session/failures.ts';
import { createLog, scrub } from '../../../../renderer/engine/session/log.ts';
import { createRequest } from '../../../../renderer/engine/session/request.ts';
import { fakeFetch, fakeHost, type Answered } from './fake-host.ts';

describe('the log', () => {
  test.each([
    ['@anna:musterstadt.example left', '<id> left'],
    ['room !abc123DEF and !x:y.z', 'room <id> and <id>'],
    ['event $Fdx_-9a/+b=', 'event <id>'],
    ['GET https://matrix.example/_matrix/client/v3/sync?since=s1 failed', 'GET <address> failed'],
    ['plain text: 12', 'plain text: 12'],
  ])('masks %s', (text, masked) => expect(scrub(text)).toBe(masked));

  test('writes what an error is, cut to a line', () => {
    const host = fakeHost();
    const log = createLog(host);
    log.warn('it broke', fail('offline', '@anna:x.y'));
    log.error('long', new Error('x'.repeat(9_000)));
    expect(host.asked[0]?.args).toEqual({ level: 'warn', text: 'it broke: offline <id>' });
    expect(JSON.stringify(host.asked[1]?.args).length).toBeLessThan(1_100);
  });
});

test('bytes survive base64', () => {
  const bytes = randomBytes(300);
  expect(fromBase64(toBase64(bytes))).toEqual(bytes);
});

describe('what a refusal means', () => {
  test.each([
    [401, 'M_UNKNOWN_TOKEN', 'expired-session'],
    [429, 'M_LIMIT_EXCEEDED', 'rate-limited'],
    [429, 'M_UNKNOWN', 'rate-limited'],
    [413, 'M_UNKNOWN', 'too-large'],
    [413, 'M_TOO_LARGE', 'too-large'],
    [403, 'M_FORBIDDEN', 'forbidden'],
    [404, 'M_NOT_FOUND', 'not-found'],
    [502, 'M_UNKNOWN', 'server-error'],
    [400, 'M_BAD_JSON', 'refused'],
    [401, 'M_USER_LOCKED', 'account-locked'],
  ])('%s %s', (status, errcode, code) => {
    expect(requestFailure({ status, errcode, retryAfterMs: undefined, softLogout: false }).failure.code).toBe(code);
  });

  test('errors of the SDK carry the same, and what is no answer is offline', () => {
    const error = Object.assign(new Error('no'), { httpStatus: 429, errcode: 'M_LIMIT_EXCEEDED', data: { retry_after_ms: 7 } });
    expect(sdkFailure(error).failure).toMatchObject({ code: 'rate-limited', retryAfterMs: 7 });
    expect(sdkFailure(Object.assign(new Error('fetch failed'), { name: 'ConnectionError' })).failure.code).toBe('offline');
    expect(sdkFailure(new Error('bug')).failure.code).toBe('internal');
    expect(sdkFailure(fail('recovery-key-wrong')).failure.code).toBe('recovery-key-wrong');
  });
});

describe('a request of the session', () => {
  const make = (answer: Answered | undefined, token: { readonly held: string | undefined } = { held: 't' }) => {
    const expired: boolean[] = [];
    const fetch = fakeFetch(() => answer);
    const request = createRequest({
      baseUrl: 'https://matrix.example', fetch, token: () => token.held, expired: ({ softLogout }) => expired.push(softLogout),
      unreachable: (url) => unreachable(fakeHost({ code: 'name-not-found', detail: url }), url),
    });
    return { request, expired, fetch };
  };

  test('answers the body', async () => {
    expect(await make({ body: { a: 1 } }).request('GET', '/_matrix/x')).toEqual({ a: 1 });
    expect(await make({ body: [1] }).request('GET', '/_matrix/x')).toEqual({});
  });

  test('says that the session is over, soft or hard', async () => {
    const soft = make({ status: 401, body: { errcode: 'M_UNKNOWN_TOKEN', soft_logout: true } });
    await expect(soft.request('GET', '/_matrix/x')).rejects.toMatchObject({ failure: { code: 'expired-session' } });
    const hard = make({ status: 401, body: { errcode: 'M_UNKNOWN_TOKEN' } });
    await expect(hard.request('GET', '/_matrix/x')).rejects.toMatchObject({ failure: { code: 'expired-session' } });
    expect([soft.expired, hard.expired]).toEqual([[true], [false]]);
  });

  test('says why nothing answers, and asks nobody without a token', async () => {
    await expect(make(undefined).request('GET', '/_matrix/x')).rejects.toMatchObject({ failure: { code: 'name-not-found', detail: 'https://matrix.example/_matrix/x' } });
    const { request, fetch } = make({}, { held: undefined });
    await expect(request('GET', '/_matrix/x')).rejects.toMatchObject({ failure: { code: 'expired-session' } });
    expect(fetch.calls).toEqual([]);
  });
});
