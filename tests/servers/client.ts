/** A bare client of the Matrix client-server API, independent of the program's own: what tests ask the server with. */

export type Json = Readonly<Record<string, unknown>>;

export interface MatrixEvent {
  readonly event_id: string;
  readonly type: string;
  readonly sender: string;
  readonly origin_server_ts: number;
  readonly content: Json;
  readonly state_key?: string;
  readonly unsigned?: Json;
}

/** The server said no: `status` of HTTP, `errcode` and the whole body of Matrix. */
export class MatrixError extends Error {
  readonly status: number;
  readonly body: Json;
  constructor(what: string, status: number, body: Json) {
    super(`${what}: ${status} ${JSON.stringify(body)}`);
    this.status = status;
    this.body = body;
  }

  get errcode(): unknown {
    return this.body['errcode'];
  }
}

interface RequestOptions {
  readonly token?: string;
  readonly body?: object;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
}

/** One request; resolves with the JSON body of a 2xx answer. @throws MatrixError */
export async function matrixRequest<T = Json>(
  baseUrl: string,
  method: string,
  path: string,
  { token, body, query = {} }: RequestOptions = {},
): Promise<T> {
  const url = new URL(path, baseUrl);
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, String(value));
  const response = await fetch(url, {
    method,
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = (await response.json().catch(() => ({}))) as Json;
  if (!response.ok) throw new MatrixError(`${method} ${path}`, response.status, answer);
  return answer as T;
}

export interface TestUser {
  readonly baseUrl: string;
  readonly userId: string;
  readonly password: string;
  readonly deviceId: string;
  readonly accessToken: string;
  /** Any call as this user, below `/_matrix/client/`: `request('GET', 'v3/joined_rooms')`. */
  request<T = Json>(method: string, path: string, body?: object, query?: RequestOptions['query']): Promise<T>;
  setDisplayName(name: string): Promise<void>;
  createRoom(body?: object): Promise<string>;
  join(roomId: string): Promise<void>;
  invite(roomId: string, userId: string): Promise<void>;
  /** Sends a plain event; resolves with its event ID. */
  send(roomId: string, content: object, type?: string, transactionId?: string): Promise<string>;
  sendText(roomId: string, body: string): Promise<string>;
  sendState(roomId: string, type: string, content: object, stateKey?: string): Promise<string>;
  redact(roomId: string, eventId: string): Promise<void>;
  /** Everything in the room that this user may see, oldest first, as the server has it (encrypted where it is). */
  allEvents(roomId: string): Promise<readonly MatrixEvent[]>;
  /** What has come since, or everything. A timeout is waited for only where there is nothing new. */
  sync(since?: string, timeoutMs?: number): Promise<Json & { readonly next_batch: string }>;
  /** Uploads bytes; resolves with the `mxc:` address. */
  upload(bytes: Uint8Array<ArrayBuffer>, contentType: string): Promise<string>;
  logout(): Promise<void>;
}

const part = encodeURIComponent;
let transactions = 0;
/** Synapse answers two equal requests with the same sync for two minutes; one from the beginning waits for nothing. */
let syncs = 0;

/** Signs in with a password, on the given device. */
export async function createTestUser(
  baseUrl: string,
  userId: string,
  password: string,
  deviceId: string,
): Promise<TestUser> {
  const { access_token: token } = await matrixRequest<{ access_token: string }>(
    baseUrl,
    'POST',
    '/_matrix/client/v3/login',
    {
      body: {
        type: 'm.login.password',
        identifier: { type: 'm.id.user', user: userId },
        password,
        device_id: deviceId,
      },
    },
  );
  const request: TestUser['request'] = (method, path, body, query) =>
    matrixRequest(baseUrl, method, `/_matrix/client/${path}`, {
      token,
      ...(body === undefined ? {} : { body }),
      ...(query === undefined ? {} : { query }),
    });
  const room = (roomId: string): string => `v3/rooms/${part(roomId)}`;

  const send: TestUser['send'] = async (roomId, content, type = 'm.room.message', transactionId) => {
    const id = transactionId ?? `test-${process.pid}-${(transactions += 1)}`;
    const path = `${room(roomId)}/send/${part(type)}/${part(id)}`;
    return (await request<{ event_id: string }>('PUT', path, content)).event_id;
  };

  return {
    baseUrl,
    userId,
    password,
    deviceId,
    accessToken: token,
    request,
    send,
    sendText: (roomId, body) => send(roomId, { msgtype: 'm.text', body }),
    setDisplayName: async (displayname) =>
      void (await request('PUT', `v3/profile/${part(userId)}/displayname`, { displayname })),
    createRoom: async (body = {}) => (await request<{ room_id: string }>('POST', 'v3/createRoom', body)).room_id,
    join: async (roomId) => void (await request('POST', `v3/join/${part(roomId)}`, {})),
    invite: async (roomId, invited) => void (await request('POST', `${room(roomId)}/invite`, { user_id: invited })),
    sendState: async (roomId, type, content, stateKey = '') => {
      const path = `${room(roomId)}/state/${part(type)}/${part(stateKey)}`;
      return (await request<{ event_id: string }>('PUT', path, content)).event_id;
    },
    redact: async (roomId, eventId) =>
      void (await request('PUT', `${room(roomId)}/redact/${part(eventId)}/test-${(transactions += 1)}`, {})),
    async allEvents(roomId) {
      const events: MatrixEvent[] = [];
      let from: string | undefined;
      do {
        const page: { chunk: MatrixEvent[]; end?: string } = await request('GET', `${room(roomId)}/messages`, undefined, {
          dir: 'f',
          limit: 500,
          from,
        });
        events.push(...page.chunk);
        from = page.end;
      } while (from !== undefined);
      return events;
    },
    sync: (since, timeout = since === undefined ? (syncs += 1) : 0) => request('GET', 'v3/sync', undefined, { since, timeout }),
    async upload(bytes, contentType) {
      const response = await fetch(new URL('/_matrix/media/v3/upload', baseUrl), {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': contentType },
        body: bytes,
      });
      return ((await response.json()) as { content_uri: string }).content_uri;
    },
    logout: async () => void (await request('POST', 'v3/logout', {})),
  };
}
