import { createHmac, randomBytes } from 'node:crypto';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestUser } from '../client.ts';
import { freePort } from '../processes.ts';
import { registerOn, type SynapseAddress } from '../synapse.ts';
import { createAuthority, type Authority } from '../tls.ts';
import { startChild } from './child.ts';
import { startCoturn, sumUsage, type RelayedTraffic } from './coturn.ts';
import type { FocusSettings } from './focus/settings.ts';
import type { ServedLibrary } from './library.ts';
import { startProsody } from './prosody/prosody.ts';
import { startWeb, type WebRequest } from './web.ts';

export interface JitsiOptions {
  /** Whose members may join; its OpenID endpoint and room memberships are asked at every connection. */
  readonly synapse: SynapseAddress;
  /** `jitsi.einklang.test` unless given. */
  readonly host?: string;
  /** Issues the web server's certificate; an own one, which goes with the deployment, unless given. */
  readonly authority?: Authority;
  /** `none`: an open deployment, without `/.well-known/element/jitsi` and for everybody. */
  readonly auth?: 'openidtoken-jwt' | 'none';
  readonly library?: ServedLibrary;
  /**
   * With so many people a conference has the bridge (3 unless given); with fewer there is only a direct connection.
   * Jicofo has 2, where two people have both at once: builds of 2021 stumble over that in today's Chromium.
   */
  readonly bridgeFrom?: number;
  /** So long after a lost connection others still see the person, who can come back as before; 60 as in deployments. */
  readonly resumeWithinSeconds?: number;
  /** How clients are told to reach the relay (XEP-0215); `[]`: there is none. */
  readonly turn?: readonly ('udp' | 'tcp')[];
}

/** One of the deployment's processes that a test can take away. */
interface Part {
  stop(signal?: NodeJS.Signals): Promise<void>;
  start(): Promise<void>;
}

/** A Jitsi deployment on the loopback. Everything runs when `startJitsi` resolves. */
export interface Jitsi {
  readonly host: string;
  /** `https://<host>`: where its pages and its WebSockets are, for a browser that has `resolverRules`. */
  readonly url: string;
  /** Of the web server, on the loopback. */
  readonly port: number;
  readonly authority: Authority;
  /** For `resolverRules` of `tests/servers/tls.ts`: `[host, port]`. */
  readonly name: readonly [host: string, port: number];
  readonly requests: readonly WebRequest[];
  /** What is served from now on. */
  serveLibrary(library: ServedLibrary): void;
  /** While false, nobody's token is good enough. */
  acceptTokens(accept: boolean): Promise<void>;
  readonly prosody: Part;
  readonly bridge: Part;
  readonly focus: Part;
  /** Resolves when Prosody and the focus are back. An orderly end (SIGTERM, unless given) also ends the bridge's sessions. */
  restartProsody(signal?: NodeJS.Signals): Promise<void>;
  restartBridge(signal?: NodeJS.Signals): Promise<void>;
  /** Cuts all WebSockets to Prosody (`/xmpp-websocket`) or to the bridge (`/colibri-ws/`) once. */
  cut(path: '/xmpp-websocket' | '/colibri-ws/'): void;
  /** `address:port` of coturn; undefined where there is none. */
  readonly relay: string | undefined;
  /** Takes the network away between everybody and the deployment, the bridge's media too; what it returns gives it back. */
  loseNetwork(): () => void;
  /** What went through coturn so far, counted as `Coturn.relayed` says: exactly once the clients have hung up. */
  relayed(): RelayedTraffic;
  /** What all parts logged, for the report of a failed test. */
  log(): Promise<string>;
  /** Ends everything and removes it. `keepLogs`: copies the folder there before. */
  dispose(keepLogs?: string): Promise<void>;
}

const secret = (): string => randomBytes(24).toString('hex');

/**
 * The account by which the deployment looks up who is in which room, as the verification service of real ones has it.
 * One for all deployments of a homeserver, made by the first. Nobody finds it among the people.
 */
async function adminToken(synapse: SynapseAddress): Promise<string> {
  const { url, serverName, sharedSecret } = synapse;
  const password = createHmac('sha256', sharedSecret).update('jitsi').digest('hex');
  const signIn = async (): Promise<string> =>
    (await createTestUser(url, `@jitsi:${serverName}`, password, `JITSI${randomBytes(4).toString('hex')}`)).accessToken;
  return signIn().catch(async () => {
    // Another deployment may be just as far.
    await registerOn(synapse, 'jitsi', { admin: true, type: 'support', password, displayName: 'Jitsi' }).catch(() => undefined);
    return signIn();
  });
}

/**
 * Starts Debian's Prosody and coturn, a web server, and a focus and an SFU that stand for Jicofo and the videobridge,
 * each in a process of its own on free ports of the loopback.
 */
export async function startJitsi(options: JitsiOptions): Promise<Jitsi> {
  const { synapse, host = 'jitsi.einklang.test', auth = 'openidtoken-jwt', turn = ['udp', 'tcp'], bridgeFrom = 3 } = options;
  const folder = await mkdtemp(join(tmpdir(), 'einklang-jitsi-'));
  const endings: (() => Promise<unknown>)[] = [];
  const dispose = async (keepLogs?: string): Promise<void> => {
    for (const ending of endings.splice(0).reverse()) await ending();
    if (keepLogs !== undefined) await cp(folder, keepLogs, { recursive: true });
    await rm(folder, { recursive: true, force: true });
  };
  const ended = <T extends { stop(): Promise<unknown> }>(part: T): T => {
    endings.push(() => part.stop());
    return part;
  };

  try {
    const authority = options.authority ?? (await createAuthority('Einklang Test Jitsi CA'));
    if (!options.authority) endings.push(() => authority.dispose());
    const coturn = turn.length === 0 ? undefined : ended(await startCoturn(folder, secret(), host));
    const focusSecret = secret();
    const refusalFile = join(folder, 'refuse-tokens');
    const matrix = { url: synapse.url, serverName: synapse.serverName, refusalFile };
    const prosody = ended(
      await startProsody({
        host,
        folder,
        focusSecret,
        resumeWithinSeconds: options.resumeWithinSeconds ?? 60,
        ...(auth === 'none' ? {} : { matrix: { ...matrix, adminToken: await adminToken(synapse) } }),
        ...(coturn && { turn: { host: coturn.host, port: coturn.port, secret: coturn.secret, transports: turn } }),
      }),
    );
    const [bridgePort, bridgeSecret] = [await freePort(), secret()];
    const bridge = ended(await startChild('bridge/main.ts', [String(bridgePort), bridgeSecret], join(folder, 'bridge.log')));
    const settings: FocusSettings = {
      host,
      componentPort: prosody.componentPort,
      secret: focusSecret,
      bridgeUrl: `ws://127.0.0.1:${bridgePort}/control?secret=${bridgeSecret}`,
      bridgeFrom,
    };
    const focus = ended(await startChild('focus/main.ts', [JSON.stringify(settings)], join(folder, 'focus.log')));
    const certificate = await authority.issue(host);
    const library = options.library ?? 'deployed';
    const web = ended(await startWeb({ host, certificate, prosodyPort: prosody.httpPort, bridgePort, auth, library }));
    const startProsodyAgain = async (): Promise<void> => {
      const focusIsBack = focus.nextReady();
      await prosody.start();
      await focusIsBack;
    };
    const restart = async (part: Part, signal?: NodeJS.Signals): Promise<void> => {
      await part.stop(signal);
      await part.start();
    };

    return {
      host,
      url: `https://${host}`,
      port: web.port,
      authority,
      name: [host, web.port],
      requests: web.requests,
      serveLibrary: (next) => void (web.library = next),
      acceptTokens: (accept) => (accept ? rm(refusalFile, { force: true }) : writeFile(refusalFile, '')),
      prosody: { stop: prosody.stop, start: startProsodyAgain },
      bridge,
      focus,
      restartProsody: (signal) => restart({ stop: prosody.stop, start: startProsodyAgain }, signal),
      restartBridge: (signal) => restart(bridge, signal),
      cut: web.cut,
      relay: coturn && `${coturn.host}:${coturn.port}`,
      loseNetwork() {
        const pid = bridge.pid();
        const signal = (name: NodeJS.Signals): void => void (pid !== undefined && process.kill(pid, name));
        web.isReachable = false;
        signal('SIGSTOP');
        return () => {
          signal('SIGCONT');
          web.isReachable = true;
        };
      },
      relayed: () => coturn?.relayed() ?? sumUsage(''),
      async log() {
        const parts = { prosody: await prosody.log(), focus: await focus.log(), bridge: await bridge.log(), coturn: coturn?.log() ?? '' };
        return Object.entries(parts).map(([name, text]) => `── ${name}\n${text}`).join('\n');
      },
      dispose,
    };
  } catch (error) {
    await dispose();
    throw error;
  }
}
