import { describe, expect, it } from 'vitest';
import { parseNetLog } from '../../e2e/support/net-log.ts';

const types = {
  URL_REQUEST_START_JOB: 1,
  HOST_RESOLVER_MANAGER_JOB: 2,
  HOST_RESOLVER_DNS_TASK: 3,
  HOST_RESOLVER_SYSTEM_TASK: 4,
  TCP_CONNECT_ATTEMPT: 5,
  UDP_CONNECT: 6,
  UDP_BYTES_SENT: 7,
};
const event = (name: keyof typeof types, id: number, params: object = {}): string =>
  JSON.stringify({ params, phase: 1, source: { id }, type: types[name] });
const log = (events: readonly string[], end: string): string =>
  `${JSON.stringify({ constants: { logEventTypes: types } }).slice(0, -1)},\n"events": [\n${events.join(',\n')}${end}`;

const events = [
  event('URL_REQUEST_START_JOB', 1, { url: 'https://chat.example/_matrix/client/versions' }),
  event('URL_REQUEST_START_JOB', 2, { url: 'https://chat.example/again' }),
  event('HOST_RESOLVER_MANAGER_JOB', 3, { host: 'https://chat.example' }),
  event('HOST_RESOLVER_DNS_TASK', 3),
  event('HOST_RESOLVER_MANAGER_JOB', 4, { host: 'http://never-asked.example:8008' }),
  event('TCP_CONNECT_ATTEMPT', 5, { address: '127.0.0.1:8008' }),
  event('UDP_CONNECT', 6, { address: '[2001:4860:4860::8888]:443' }),
  event('UDP_CONNECT', 7, { address: '192.0.2.53:53' }),
  event('UDP_BYTES_SENT', 7),
  event('UDP_BYTES_SENT', 8, { address: '198.51.100.7:10000' }),
];

const contacts = {
  requested: ['https://chat.example'],
  resolved: ['chat.example'],
  connected: ['127.0.0.1:8008'],
  datagrams: ['192.0.2.53:53', '198.51.100.7:10000'],
};

describe('parseNetLog', () => {
  it('tells who was asked, looked up and contacted', () => {
    expect(parseNetLog(log(events, '\n]}\n'))).toEqual(contacts);
  });

  it('reads a log that a kill cut in the middle of a line', () => {
    expect(parseNetLog(log(events, ',\n{"params":{"url":"http://cu'))).toEqual(contacts);
  });

  it('throws on what is no log', () => {
    expect(() => parseNetLog('')).toThrow();
  });
});
