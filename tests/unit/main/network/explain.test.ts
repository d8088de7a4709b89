import { describe, expect, it } from 'vitest';
import { createExplainer } from '../../../../main/network/explain.ts';
import { NetError } from '../../../../main/network/net-errors.ts';
import { handClock } from '../fakes.ts';

const server = 'https://matrix.example.org';

function setUp(probe: () => Promise<never> = () => Promise.reject(new NetError('ERR_CONNECTION_REFUSED'))) {
  const clock = handClock();
  const asked: string[] = [];
  const explainer = createExplainer({
    now: clock.now,
    isOnline: () => true,
    allows: (address) => address.startsWith(server),
    ask: (address) => {
      asked.push(address);
      return probe();
    },
  });
  return { ...explainer, clock, asked };
}

describe('why a request failed', () => {
  it('is what was just seen of that server', async () => {
    const { seen, explain, asked } = setUp();
    seen(`${server}/sync`, 'net::ERR_CERT_DATE_INVALID');
    expect(await explain(`${server}/other`)).toEqual({
      code: 'certificate-untrusted',
      detail: 'ERR_CERT_DATE_INVALID',
    });
    expect(asked).toEqual([]);
  });

  it.each(['older than 10 s', 'answered since', 'given up by the page'])(
    'is asked anew where what was seen is %s',
    async (how) => {
      const { seen, answered, explain, asked, clock } = setUp();
      seen(`${server}/sync`, how === 'given up by the page' ? 'net::ERR_ABORTED' : 'net::ERR_CERT_DATE_INVALID');
      if (how === 'older than 10 s') clock.pass(10_000);
      if (how === 'answered since') answered(`${server}/sync`);
      expect(await explain(`${server}/sync`)).toMatchObject({ code: 'unreachable', detail: 'ERR_CONNECTION_REFUSED' });
      expect(asked).toEqual([`${server}/_matrix/client/versions`]);
    },
  );

  it('is the allowlist for any other host, which is not asked', async () => {
    const { seen, explain, asked } = setUp();
    seen('https://evil.example/', 'net::ERR_BLOCKED_BY_CLIENT');
    expect(await explain('https://evil.example/')).toMatchObject({ code: 'host-not-allowed' });
    expect(asked).toEqual([]);
  });

  it('is a passing one where the server answers again', async () => {
    const { explain } = setUp(() => Promise.resolve({ status: 200, redirect: undefined, text: '' } as never));
    expect(await explain(`${server}/sync`)).toEqual({ code: 'unreachable', detail: 'failed, but answers now' });
  });
});
