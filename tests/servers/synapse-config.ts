import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

export interface SynapseOptions {
  /** The part after the colon in user IDs. */
  readonly serverName?: string;
  /** Keeps everything here and starts from what is there; without it a fresh folder that goes with the server. */
  readonly folder?: string;
  /** A free one where it is not given. */
  readonly port?: number;
  /** Answers `/.well-known/matrix/client` with this base URL. */
  readonly wellKnown?: string;
  /** Laid over the configuration's top level, for tests of limits and of missing features. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** Laid over this process's environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Made once for a data folder and kept in it, so that a later start is the same server. */
export interface SynapseIdentity {
  readonly serverName: string;
  readonly port: number;
  readonly sharedSecret: string;
  readonly macaroonSecret: string;
  readonly signingKey: string;
  /** Token of an application service that may act as any user and set times (`?user_id=…&ts=…`). */
  readonly serviceToken: string;
}

const secret = (): string => randomBytes(24).toString('hex');

export function newIdentity(serverName: string, port: number): SynapseIdentity {
  const seed = randomBytes(32).toString('base64').replace(/=+$/, '');
  return {
    serverName,
    port,
    sharedSecret: secret(),
    macaroonSecret: secret(),
    signingKey: `ed25519 a_test ${seed}\n`,
    serviceToken: secret(),
  };
}

const unlimited = { per_second: 10_000, burst_count: 10_000 };

const rateLimits = {
  rc_message: unlimited,
  rc_registration: unlimited,
  rc_login: { address: unlimited, account: unlimited, failed_attempts: unlimited },
  rc_joins: { local: unlimited, remote: unlimited },
  rc_joins_per_room: unlimited,
  rc_key_requests: unlimited,
  rc_invites: { per_room: unlimited, per_user: unlimited, per_issuer: unlimited },
  rc_media_create: unlimited,
  rc_presence: { per_user: unlimited },
  rc_room_creation: unlimited,
  rc_user_directory: unlimited,
  rc_profile: unlimited,
  rc_delayed_event_mgmt: unlimited,
};

/** The whole configuration; JSON is YAML. Only the loopback, no federation, nothing that calls elsewhere. */
export function homeserverConfig(folder: string, identity: SynapseIdentity, options: SynapseOptions): object {
  return {
    server_name: identity.serverName,
    public_baseurl: options.wellKnown ?? `http://127.0.0.1:${identity.port}/`,
    serve_client_wellknown: options.wellKnown !== undefined,
    listeners: [
      {
        type: 'http',
        port: identity.port,
        bind_addresses: ['127.0.0.1'],
        tls: false,
        x_forwarded: true,
        resources: [{ names: ['client', 'openid'], compress: false }], // openid: a Jitsi deployment asks it who somebody is
      },
    ],
    database: { name: 'sqlite3', args: { database: join(folder, 'homeserver.db') } },
    media_store_path: join(folder, 'media'),
    log_config: join(folder, 'log.yaml'),
    pid_file: join(folder, 'homeserver.pid'),
    signing_key_path: join(folder, 'signing.key'),
    app_service_config_files: [join(folder, 'service.yaml')],
    registration_shared_secret: identity.sharedSecret,
    macaroon_secret_key: identity.macaroonSecret,
    form_secret: identity.macaroonSecret,
    report_stats: false,
    trusted_key_servers: [],
    suppress_key_server_warning: true,
    federation_domain_whitelist: [],
    url_preview_enabled: false,
    enable_registration: false,
    bcrypt_rounds: 4,
    presence: { enabled: true },
    user_directory: { enabled: true, search_all_users: true },
    experimental_features: { msc3026_enabled: true },
    ...rateLimits,
    ...options.config,
  };
}

export const serviceConfig = ({ serviceToken }: SynapseIdentity): object => ({
  id: 'history',
  url: null,
  as_token: serviceToken,
  hs_token: `${serviceToken}-hs`,
  sender_localpart: 'history',
  rate_limited: false,
  namespaces: { users: [{ regex: '@.*', exclusive: false }], rooms: [], aliases: [] },
});

export const logConfig = (folder: string): object => ({
  version: 1,
  disable_existing_loggers: false,
  formatters: { line: { format: '%(asctime)s %(levelname)s %(name)s %(request)s %(message)s' } },
  filters: { context: { '()': 'synapse.logging.context.LoggingContextFilter', request: '' } },
  handlers: {
    file: {
      class: 'logging.FileHandler',
      formatter: 'line',
      filters: ['context'],
      filename: join(folder, 'homeserver.log'),
      encoding: 'utf8',
    },
  },
  root: { level: 'WARNING', handlers: ['file'] },
});
