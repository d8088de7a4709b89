import { once } from 'node:events';
import { createServer, request as httpRequest, Agent } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { until } from './processes.ts';
import type { Certificate } from './tls.ts';

/** One request as it was on the wire, and how far it got. */
export interface Exchange {
  readonly at: number;
  readonly method: string;
  /** Path with query, as sent. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** HTTP status by which the server behind accepted it; `undefined` until then, and where it never got there. */
  accepted: number | undefined;
  /** True once the answer was handed to the client. */
  answered: boolean;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A string or bytes as they are; anything else as JSON. */
  readonly body?: unknown;
}

/** What happens to a matching request. */
export type Action =
  /** The server behind never sees it; the client gets this. */
  | { readonly kind: 'answer'; readonly answer: Answer | ((exchange: Exchange) => Answer) }
  /** The connection is cut before the server behind sees it. */
  | { readonly kind: 'cut-request' }
  /** The server behind accepts it; the connection is cut before its answer. */
  | { readonly kind: 'cut-answer' }
  /** It goes on to the server behind only after `release`. */
  | { readonly kind: 'hold-request' }
  /** The server behind accepts it; its answer goes on only after `release`. */
  | { readonly kind: 'hold-answer' }
  /** The server's own answer, changed. */
  | { readonly kind: 'rewrite'; readonly rewrite: (body: Buffer, exchange: Exchange) => Buffer | string | object };

export interface Intercept {
  /** Those that matched so far. */
  readonly hits: readonly Exchange[];
  /** Resolves when the `count`-th match was accepted by the server behind (its answer may be held or cut). */
  accepted(count?: number): Promise<Exchange>;
  /** Resolves when the `count`-th request matched. */
  matched(count?: number): Promise<Exchange>;
  /** Lets go what is held, and matches nothing any more. */
  release(): void;
}

export type Match = (exchange: Exchange) => boolean;

/** A proxy in front of a server under test that sees everything and can be told to misbehave. */
export interface Proxy {
  /** `http://127.0.0.1:PORT`, or with a certificate `https://<its first name>`. */
  readonly url: string;
  readonly port: number;
  readonly exchanges: readonly Exchange[];
  /** The newest intercept is asked first. `times`: how many requests it takes, all unless given. */
  intercept(match: Match, action: Action, times?: number): Intercept;
  /** Nothing listens any more and all connections are cut, as with the cable pulled. */
  goOffline(): Promise<void>;
  goOnline(): Promise<void>;
  dispose(): Promise<void>;
}

interface Rule extends Intercept {
  readonly hits: Exchange[];
  readonly action: Action;
  readonly held: Promise<unknown>;
  takes(exchange: Exchange): boolean;
}

/** The server's own headers are passed on; an answer of ours has to allow the page to read it. */
const cors = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, HEAD, POST, PUT, DELETE, OPTIONS',
  'access-control-allow-headers': 'X-Requested-With, Content-Type, Authorization, Date',
};

/** Matches sends of messages: `PUT …/rooms/{roomId}/send/{type}/{transaction}`. */
export const isSend: Match = ({ method, path }) => method === 'PUT' && /\/rooms\/[^/]+\/send\//.test(path);

/** Matches a method (any where `undefined`) and a path by pattern. */
export const matches =
  (method: string | undefined, path: RegExp): Match =>
  (exchange) =>
    (method === undefined || exchange.method === method) && path.test(exchange.path);

function createRule(match: Match, action: Action, times: number): Rule {
  const hits: Exchange[] = [];
  let over = false;
  const { promise: held, resolve: release } = Promise.withResolvers<undefined>();
  return {
    hits,
    action,
    held,
    takes: (exchange) => !over && hits.length < times && exchange.method !== 'OPTIONS' && match(exchange),
    matched: (count = 1) => until(`request ${count} to match`, () => hits[count - 1]),
    accepted: (count = 1) =>
      until(`request ${count} to be accepted`, () => {
        const hit = hits[count - 1];
        return hit?.accepted === undefined ? undefined : hit;
      }),
    release() {
      over = true;
      release(undefined);
    },
  };
}

function toBytes(body: unknown): string | Uint8Array {
  if (body === undefined) return '';
  return typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
}

interface Passed {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Passes a request on to the server behind and resolves with its whole answer. */
async function passOn(upstream: URL, agent: Agent, exchange: Exchange): Promise<Passed> {
  const { method, path, headers, body } = exchange;
  const request = httpRequest({ host: upstream.hostname, port: upstream.port, method, path, agent, headers });
  request.end(body);
  const [answer] = (await once(request, 'response')) as [IncomingMessage];
  const bytes = await buffer(answer);
  exchange.accepted = answer.statusCode;
  const { 'content-length': _length, 'transfer-encoding': _encoding, ...kept } = answer.headers;
  return { status: answer.statusCode ?? 502, headers: kept as Record<string, string>, body: bytes };
}

function reply(response: ServerResponse, exchange: Exchange, { status, headers = {}, body }: Answer): void {
  const bytes = Buffer.from(toBytes(body));
  response.writeHead(status, { ...headers, 'content-length': String(bytes.length) });
  response.end(bytes);
  exchange.answered = true;
}

async function serve(
  response: ServerResponse,
  exchange: Exchange,
  rule: Rule | undefined,
  pass: (exchange: Exchange) => Promise<Passed>,
): Promise<void> {
  const action = rule?.action;
  if (action?.kind === 'cut-request') {
    response.destroy();
    return;
  }
  if (action?.kind === 'answer') {
    const answer = typeof action.answer === 'function' ? action.answer(exchange) : action.answer;
    reply(response, exchange, { ...answer, headers: { 'content-type': 'application/json', ...cors, ...answer.headers } });
    return;
  }
  if (action?.kind === 'hold-request') await rule?.held;
  const passed = await pass(exchange);
  if (action?.kind === 'hold-answer') await rule?.held;
  if (action?.kind === 'cut-answer') response.destroy();
  else if (action?.kind === 'rewrite') reply(response, exchange, { ...passed, body: action.rewrite(passed.body, exchange) });
  else reply(response, exchange, passed);
}

/**
 * Starts a proxy on a free port of the loopback.
 * @param upstream base URL of the plain HTTP server behind it
 * @param certificate speaks https with it (`tls.ts`)
 */
export async function startProxy(upstream: string, certificate?: Certificate): Promise<Proxy> {
  const behind = new URL(upstream);
  const agent = new Agent({ keepAlive: true, maxSockets: Infinity });
  const exchanges: Exchange[] = [];
  const rules: Rule[] = [];
  const sockets = new Set<Socket>();

  const listener = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = 'GET', url: path = '/', headers } = request;
    const at = Date.now();
    const body = await buffer(request);
    const exchange: Exchange = { at, method, path, headers, body, accepted: undefined, answered: false };
    exchanges.push(exchange);
    const rule = rules.findLast((candidate) => candidate.takes(exchange));
    rule?.hits.push(exchange);
    await serve(response, exchange, rule, (passed) => passOn(behind, agent, passed));
  };
  const onRequest: RequestListener = (request, response) => {
    // A client or a server that went away in between is part of what is tested.
    listener(request, response).catch(() => response.destroy());
  };

  const server = certificate
    ? createTlsServer({ key: certificate.key, cert: certificate.cert }, onRequest)
    : createServer(onRequest);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const listen = async (port: number): Promise<void> => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;

  async function goOffline(): Promise<void> {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  }

  return {
    url: certificate ? `https://${certificate.names[0] ?? 'localhost'}` : `http://127.0.0.1:${port}`,
    port,
    exchanges,
    intercept(match, action, times = Infinity) {
      const rule = createRule(match, action, times);
      rules.push(rule);
      return rule;
    },
    goOffline,
    goOnline: async () => {
      if (!server.listening) await listen(port);
    },
    async dispose() {
      for (const rule of rules) rule.release();
      await goOffline();
      agent.destroy();
    },
  };
}
