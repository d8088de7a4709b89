import { fail } from '../../../renderer/base/failure.ts';
import type { Ask } from '../../network/request.ts';
import { hostOf } from './deployment.ts';
import { askAuth, askPreferredHost } from './well-known.ts';

/** What was learnt from a server holds so long. */
const keptMs = 10 * 60_000;

export interface HostParts {
  readonly ask: Ask;
  readonly now: () => number;
  /** Policies `callDomain` and `callHosts`. */
  readonly domain: string | undefined;
  readonly hosts: readonly string[] | undefined;
  /** Of the account that is signed in. */
  readonly serverName: () => string | undefined;
  /** What a homeserver said last, kept from one run to the next. */
  readonly heard: { current(): Heard | undefined; change(next: Heard): void };
}

/** The deployment that a homeserver prefers. */
export interface Heard {
  readonly serverName: string;
  readonly host: string;
}

/** Which deployments there may be calls on. */
export interface CallHosts {
  /** Where a call takes place that may take place anywhere: by policy, else where the homeserver prefers. */
  preferred(): Promise<string | undefined>;
  /** The host as it is written in addresses; throws `call-host-not-allowed` or `call-no-server`. */
  admit(host: string): Promise<string>;
  /** Whether it is allowed by what is known already: a link that is clicked makes nobody be asked. */
  knows(host: string): boolean;
  /** What the homeserver of this name prefers was heard when it was asked for something else. */
  hear(serverName: string, host: string | undefined): void;
  /** How one signs in there, `undefined`: not at all. Throws `call-unreachable`. */
  auth(host: string): Promise<string | undefined>;
}

/** The answers to a question, one for each key, kept for a while; a failure is not kept. */
function createMemory<T>(now: () => number) {
  const answers = new Map<string, { readonly answer: Promise<T>; readonly untilTs: number }>();
  return (key: string, ask: () => Promise<T>): Promise<T> => {
    const known = answers.get(key);
    if (known && known.untilTs > now()) return known.answer;
    const answer = ask();
    answers.set(key, { answer, untilTs: now() + keptMs });
    answer.catch(() => answers.delete(key));
    return answer;
  };
}

export function createCallHosts({ ask, now, domain, hosts, serverName, heard }: HostParts): CallHosts {
  const preferredBy = createMemory<string | undefined>(now);
  const authOf = createMemory<string | undefined>(now);
  const prescribed = domain === undefined ? undefined : hostOf(domain);
  const listed = hosts?.map(hostOf).filter((host) => host !== undefined);

  const hear: CallHosts['hear'] = (name, host) => {
    if (host !== undefined) heard.change({ serverName: name, host });
  };
  const preferred = async (): Promise<string | undefined> => {
    const name = serverName();
    if (prescribed !== undefined || name === undefined) return prescribed;
    return preferredBy(name, async () => {
      const host = await askPreferredHost(ask, name);
      hear(name, host);
      return host;
    });
  };
  const isAllowed = (host: string, preferredHost: string | undefined): boolean =>
    host === prescribed || (listed ? listed.includes(host) : host === preferredHost);

  return {
    preferred,
    admit: async (text) => {
      const host = hostOf(text);
      if (host === undefined) throw fail('call-host-not-allowed', text.slice(0, 255));
      const preferredHost = listed || host === prescribed ? undefined : await preferred();
      if (!isAllowed(host, preferredHost)) throw fail('call-host-not-allowed', host);
      return host;
    },
    knows: (text) => {
      const [host, said] = [hostOf(text), heard.current()];
      return host !== undefined && isAllowed(host, said?.serverName === serverName() ? said?.host : undefined);
    },
    hear,
    auth: (host) => authOf(host, () => askAuth(ask, host)),
  };
}
