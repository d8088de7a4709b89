/** What Prosody has to know of the rest of the deployment. */
export interface ProsodySettings {
  readonly host: string;
  /** Its configuration, data and log are in here. */
  readonly folder: string;
  /** Where the package is unpacked: `<parts>/usr/lib/prosody`. */
  readonly modules: readonly string[];
  readonly httpPort: number;
  readonly componentPort: number;
  readonly focusSecret: string;
  /** Who lost the connection is in the room that long and can come back into the same session (XEP-0198). */
  readonly resumeWithinSeconds: number;
  /** Absent: everybody may connect, without a token. */
  readonly matrix?: {
    readonly url: string;
    readonly serverName: string;
    readonly adminToken: string;
    /** While this file exists, every token is refused. */
    readonly refusalFile: string;
  };
  /** Handed to clients by XEP-0215. */
  readonly turn?: { readonly host: string; readonly port: number; readonly secret: string; readonly transports: readonly ('udp' | 'tcp')[] };
}

/** JSON strings are Lua strings for everything that is written here. */
const lua = (text: string): string => JSON.stringify(text);
const list = (entries: readonly string[]): string => `{ ${entries.join(', ')} }`;

function externalServices({ host, port, secret, transports }: NonNullable<ProsodySettings['turn']>): string {
  const at = `host = ${lua(host)}, port = ${port}`;
  const turn = transports.map((transport) => `{ type = "turn", ${at}, transport = ${lua(transport)}, secret = ${lua(secret)}, ttl = 86400 }`);
  const stun = transports.includes('udp') ? [`{ type = "stun", ${at}, transport = "udp" }`] : [];
  return list([...stun, ...turn]);
}

/** Prosody's configuration: the modules that a Jitsi deployment has, without `mod_limits` (it slows the joining down). */
export function prosodyConfig(settings: ProsodySettings): string {
  const { host, folder, matrix, turn } = settings;
  return `
pidfile = ${lua(`${folder}/prosody.pid`)}
data_path = ${lua(`${folder}/data`)}
plugin_paths = ${list(settings.modules.map(lua))}
certificates = ${lua(folder)}
installer_plugin_path = ${lua(`${folder}/plugins`)}
admin_socket = ${lua(`${folder}/prosody.sock`)}
log = { { levels = { min = "info" }, to = "file", filename = ${lua(`${folder}/prosody.log`)} } }
storage = "memory"
run_as_root = true
daemonize = false

interfaces = { "127.0.0.1" }
c2s_ports = {}
s2s_ports = {}
https_ports = {}
http_ports = { ${settings.httpPort} }
http_interfaces = { "127.0.0.1" }
http_default_host = ${lua(host)}
component_ports = { ${settings.componentPort} }
component_interfaces = { "127.0.0.1" }
-- TLS ends at the web server in front, as in every deployment
consider_websocket_secure = true
allow_unencrypted_plain_auth = true
c2s_require_encryption = false

modules_enabled = { "disco", "saslauth", "ping", "websocket", "smacks", "external_services", "own_origin" }
modules_disabled = { "s2s", "offline" }
smacks_max_unacked_stanzas = 5
smacks_hibernation_time = ${settings.resumeWithinSeconds}
${turn === undefined ? '' : `external_services = ${externalServices(turn)}`}

VirtualHost ${lua(host)}
  authentication = "matrix_openid"
${matrix === undefined ? '' : `  matrix_homeserver = ${lua(matrix.url)}
  matrix_server_name = ${lua(matrix.serverName)}
  matrix_admin_token = ${lua(matrix.adminToken)}
  refusal_file = ${lua(matrix.refusalFile)}`}
  disco_items = { { ${lua(`conference.${host}`)}, "rooms" }, { ${lua(`focus.${host}`)}, "focus" } }

Component ${lua(`conference.${host}`)} "muc"
  restrict_room_creation = false
  muc_room_locking = false
  muc_room_default_public_jids = true -- clients know the focus by its real address
  muc_room_default_persistent = false
  muc_room_default_history_length = 20
  muc_tombstones = false
  admins = { ${lua(`focus@focus.${host}`)} }

Component ${lua(`focus.${host}`)}
  component_secret = ${lua(settings.focusSecret)}
`;
}
