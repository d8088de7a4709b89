import { readFile } from 'node:fs/promises';

/** What a net log of the whole process (`--log-net-log=FILE`) says went out, each list without doubles. */
export interface NetLog {
  /** Origins of requests that reached the network service: one that a wall stopped before does not show here. */
  readonly requested: readonly string[];
  /** Host names that had to be looked up; addresses and what `--host-resolver-rules` maps to one need no look-up. */
  readonly resolved: readonly string[];
  /** `address:port` of every TCP connection that was tried. */
  readonly connected: readonly string[];
  /** `address:port` of everything that got a datagram; a route that was only asked for sends nothing. */
  readonly datagrams: readonly string[];
}

interface NetEvent {
  readonly type: number;
  readonly source?: { readonly id: number };
  readonly params?: { readonly url?: string; readonly host?: string; readonly address?: string };
}

/** The events of a log, whole or cut off by a kill: one event a line, which is how Chromium writes it. */
function readEvents(lines: readonly string[]): readonly NetEvent[] {
  return lines.flatMap((line) => {
    const text = line.trim().replace(/(,|\],?|\]\})$/, '');
    if (!text.startsWith('{"')) return [];
    try {
      return [JSON.parse(text) as NetEvent];
    } catch {
      return []; // the line that a kill cut
    }
  });
}

const unique = (values: readonly string[]): readonly string[] => [...new Set(values)].sort();

/** Reads a log's text. Throws where it is not one, so that an empty file cannot pass for silence. */
export function parseNetLog(text: string): NetLog {
  const [head = '', ...rest] = text.split('\n');
  const { constants } = JSON.parse(`${head.replace(/,\s*$/, '')}}`) as {
    readonly constants: { readonly logEventTypes: Readonly<Record<string, number>> };
  };
  const events = readEvents(rest);
  const named = (name: string): readonly NetEvent[] => {
    const type = constants.logEventTypes[name];
    if (type === undefined) throw new Error(`This Chromium's net log has no event ${name}`);
    return events.filter((event) => event.type === type);
  };
  const hostJobs = [...named('HOST_RESOLVER_DNS_TASK'), ...named('HOST_RESOLVER_SYSTEM_TASK')].map(({ source }) => source?.id);
  const senders = new Set(named('UDP_BYTES_SENT').map(({ source }) => source?.id));
  return {
    requested: unique(named('URL_REQUEST_START_JOB').flatMap(({ params }) => (params?.url ? [new URL(params.url).origin] : []))),
    resolved: unique(
      named('HOST_RESOLVER_MANAGER_JOB').flatMap(({ source, params }) =>
        params?.host && hostJobs.includes(source?.id) ? [params.host.replace(/^\w+:\/\//, '').replace(/:\d+$/, '')] : [],
      ),
    ),
    connected: unique(named('TCP_CONNECT_ATTEMPT').flatMap(({ params }) => params?.address ?? [])),
    // Sockets of WebRTC are not connected: they name an address with each datagram.
    datagrams: unique([
      ...named('UDP_CONNECT').flatMap(({ source, params }) => (params?.address && senders.has(source?.id) ? params.address : [])),
      ...named('UDP_BYTES_SENT').flatMap(({ params }) => params?.address ?? []),
    ]),
  };
}

/** Reads the log of a program that has ended; before that its last events may still be in memory. */
export const readNetLog = async (file: string): Promise<NetLog> => parseNetLog(await readFile(file, 'utf8'));
