import { createServer, get, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { discover } from '../../../../main/network/discovery.ts';
import { NetError } from '../../../../main/network/net-errors.ts';
import type { Answer, Ask } from '../../../../main/network/request.ts';
import { FailureError } from '../../../../renderer/base/failure.ts';

const versions = { versions: ['r0.6.1', 'v1.1', 'v1.11'] };
const flows = { flows: [{ type: 'm.login.password' }] };
const wellKnown = (base: string) => ({ 'm.homeserver': { base_url: base } });

type Known = Readonly<Record<string, Answer | object | string | number>>;

/** A net in which only these addresses answer: an object as JSON, a number as a status, an `ERR_…` as that error. */
function fakeNet(known: Known): { readonly ask: Ask; readonly asked: string[] } {
  const asked: string[] = [];
  const ask: Ask = async (address) => {
    asked.push(address);
    const entry = known[address] ?? 404;
    if (typeof entry === 'string' && entry.startsWith('ERR_')) throw new NetError(entry);
    if (typeof entry === 'string') return { status: 302, redirect: entry, text: '' };
    if (typeof entry === 'number') return { status: entry, redirect: undefined, text: '' };
    return 'status' in entry ? (entry as Answer) : { status: 200, redirect: undefined, text: JSON.stringify(entry) };
  };
  return { ask, asked };
}

const serverAt = (base: string): Known => ({
  [`${base}/_matrix/client/versions`]: versions,
  [`${base}/_matrix/client/v3/login`]: flows,
});

const codeOf = async (known: Known, typed = 'example.org', online = true): Promise<string> => {
  const error: unknown = await discover(fakeNet(known).ask, () => online, typed).catch((caught: unknown) => caught);
  return error instanceof FailureError ? error.failure.code : `no failure: ${JSON.stringify(error)}`;
};

const wellKnownAt = 'https://example.org/.well-known/matrix/client';
const matrix = 'https://matrix.example.org';

describe('a homeserver', () => {
  it('is found by its well-known name', async () => {
    const { ask, asked } = fakeNet({ [wellKnownAt]: wellKnown(`${matrix}/`), ...serverAt(matrix) });
    expect(await discover(ask, () => true, 'example.org')).toEqual({
      serverName: 'example.org',
      baseUrl: matrix,
      via: ['matrix.example.org'],
    });
    expect(asked).toEqual([wellKnownAt, `${matrix}/_matrix/client/versions`, `${matrix}/_matrix/client/v3/login`]);
  });

  it.each([404, 500, { status: 200, redirect: undefined, text: '<html>' }, {}, { 'm.homeserver': 7 }])(
    'is found by plain address where the well-known name says %j',
    async (nothing) => {
      const { ask } = fakeNet({ [wellKnownAt]: nothing, ...serverAt('https://example.org') });
      expect(await discover(ask, () => true, 'example.org')).toEqual({
        serverName: 'example.org',
        baseUrl: 'https://example.org',
        via: [],
      });
    },
  );

  it('is heard out on what else it says under its well-known name, where it says anything', async () => {
    const heard: string[] = [];
    const listen = (name: string, text: string): void => void heard.push(`${name} ${text}`);
    await discover(fakeNet({ [wellKnownAt]: wellKnown(matrix), ...serverAt(matrix) }).ask, () => true, 'example.org', listen);
    await discover(fakeNet({ [wellKnownAt]: 404, ...serverAt('https://example.org') }).ask, () => true, 'example.org', listen);
    expect(heard).toEqual([`example.org ${JSON.stringify(wellKnown(matrix))}`]);
  });

  it('may lie below a path', async () => {
    const { ask } = fakeNet({ [wellKnownAt]: wellKnown(`${matrix}/chat/`), ...serverAt(`${matrix}/chat`) });
    expect(await discover(ask, () => true, 'example.org')).toMatchObject({ baseUrl: `${matrix}/chat` });
  });

  it('is followed over three redirects, which are shown', async () => {
    const { ask } = fakeNet({
      [wellKnownAt]: 'https://www.example.org/.well-known/matrix/client',
      'https://www.example.org/.well-known/matrix/client': wellKnown(matrix),
      [`${matrix}/_matrix/client/versions`]: 'https://a.example.org/_matrix/client/versions',
      ...serverAt('https://a.example.org'),
    });
    expect(await discover(ask, () => true, 'example.org')).toEqual({
      serverName: 'example.org',
      baseUrl: 'https://a.example.org',
      via: ['www.example.org', 'matrix.example.org', 'a.example.org'],
    });
  });
});

describe('each way to fail has its code', () => {
  const loop = (from: number): Known =>
    Object.fromEntries(
      Array.from({ length: from }, (_, step) => [
        step === 0 ? wellKnownAt : `https://r${step}.example.org/`,
        `https://r${step + 1}.example.org/`,
      ]),
    );
  const here = serverAt('https://example.org');
  const withLogin = (login: object | number): Known => ({
    ...here,
    'https://example.org/_matrix/client/v3/login': login,
  });
  const withVersions = (answer: object | number): Known => ({
    ...here,
    'https://example.org/_matrix/client/versions': answer,
  });

  const cases: readonly (readonly [string, string, Known])[] = [
    ['a name that does not exist', 'name-not-found', { [wellKnownAt]: 'ERR_NAME_NOT_RESOLVED' }],
    ['a refused connection', 'unreachable', { [wellKnownAt]: 'ERR_CONNECTION_REFUSED' }],
    ['a proxy that fails', 'unreachable', { [wellKnownAt]: 'ERR_PROXY_CONNECTION_FAILED' }],
    ['an unknown certificate', 'certificate-untrusted', { [wellKnownAt]: 'ERR_CERT_AUTHORITY_INVALID' }],
    ['a web server of another kind', 'not-a-matrix-server', {}],
    ['versions that are none', 'not-a-matrix-server', withVersions({ versions: 'v1.1' })],
    ['a server in trouble', 'unreachable', withVersions(502)],
    ['old versions only', 'server-too-old', withVersions({ versions: ['r0.5.0', 'r0.6.1'] })],
    ['single sign-on only', 'unsupported-flow', withLogin({ flows: [{ type: 'm.login.sso' }] })],
    ['no flows', 'unsupported-flow', withLogin({ flows: [] })],
    ['a login that is none', 'not-a-matrix-server', withLogin(404)],
    ['a well-known base without https', 'insecure-address', { [wellKnownAt]: wellKnown('http://matrix.example.org') }],
    ['a well-known base on this machine', 'insecure-address', { [wellKnownAt]: wellKnown('http://127.0.0.1:8008') }],
    ['a well-known base that is none', 'not-a-matrix-server', { [wellKnownAt]: wellKnown('matrix') }],
    ['a redirect away from https', 'insecure-address', { [wellKnownAt]: 'http://example.org/' }],
    ['a redirect to a script', 'insecure-address', { [wellKnownAt]: 'javascript:alert(1)' }],
    ['four redirects', 'redirected-too-often', loop(4)],
    ['an endless answer', 'unreachable', { [wellKnownAt]: 'ERR_RESPONSE_TOO_LARGE' }],
  ];
  it.each(cases)('%s: %s', async (_what, code, known) => {
    expect(await codeOf(known)).toBe(code);
  });

  it('a name while there is no network: offline', async () => {
    expect(await codeOf({ [wellKnownAt]: 'ERR_NAME_NOT_RESOLVED' }, 'example.org', false)).toBe('offline');
    expect(await codeOf({ [wellKnownAt]: 'ERR_INTERNET_DISCONNECTED' })).toBe('offline');
  });

  it('asks nobody for a name that is none', async () => {
    const { ask, asked } = fakeNet({});
    await expect(discover(ask, () => true, 'a b')).rejects.toThrow('invalid-server-name');
    await expect(discover(ask, () => true, 'http://example.org')).rejects.toThrow('insecure-address');
    expect(asked).toEqual([]);
  });
});

describe('a homeserver on this machine', () => {
  const askHttp: Ask = (address) =>
    new Promise((resolve, reject) => {
      get(address, (response) => {
        const { statusCode: status = 0, headers } = response;
        void text(response).then((body) => resolve({ status, redirect: headers.location, text: body }));
      }).on('error', () => reject(new NetError('ERR_CONNECTION_REFUSED')));
    });

  async function serve(listener: RequestListener): Promise<number> {
    const server = createServer(listener);
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    return (server.address() as AddressInfo).port;
  }

  it('is found over http, with a redirect and a well-known name', async () => {
    const port = await serve((request, response) => {
      const answers: Record<string, object> = {
        '/.well-known/matrix/client': wellKnown(`http://${request.headers.host ?? ''}/base`),
        '/base/_matrix/client/versions': versions,
        '/base/_matrix/client/v3/login': flows,
      };
      const answer = answers[request.url ?? ''];
      response.writeHead(answer ? 200 : 404).end(JSON.stringify(answer));
    });
    expect(await discover(askHttp, () => true, `127.0.0.1:${port}`)).toEqual({
      serverName: `127.0.0.1:${port}`,
      baseUrl: `http://127.0.0.1:${port}/base`,
      via: [],
    });
  });
});
