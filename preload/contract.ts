import { z } from 'zod';
import type { Failure } from '../renderer/base/failure.ts';
import type { Keyed } from '../renderer/base/keyed-list.ts';
import type { ContractOf } from '../renderer/base/port-types.ts';
import { callRequests, ringingRequests, smallCallRequests, type CallEvents, type CallResults, type RingingResults } from './contract/calls.ts';
import { pickerRequests, type PickerResults, type PickerSnapshot } from './contract/picker.ts';

/*
 * What each role may ask of the desktop, one table per role. Main checks the sender (role, frame, origin) and the
 * schema of every message in one place, `main/ipc.ts`. Windows speak over IPC through their preload; the engine's
 * worker speaks over a port that main gave to its page, so that secrets never pass a window that people see.
 */

const none = z.strictObject({});

export const languages = ['de', 'en'] as const;
export type Language = (typeof languages)[number];
export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const timeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'no time from 00:00 to 23:59');

/** By the machine's wall clock; they pass midnight where `from` is the later one. */
export const quietHoursSchema = z.strictObject({ on: z.boolean(), from: timeOfDay, to: timeOfDay });
export type QuietHours = z.infer<typeof quietHoursSchema>;

/** What a person chose on this machine. `language: 'system'` follows the desktop, German where that is neither. */
export const settingsSchema = z.strictObject({
  language: z.enum(['system', ...languages]),
  theme: z.enum(themes),
  /** The operating system's. */
  notifications: z.boolean(),
  ringTone: z.boolean(),
  quietHours: quietHoursSchema,
});
export type Settings = z.infer<typeof settingsSchema>;

/** A value that the organisation prescribes, with where it came from. */
export interface Managed<T> {
  readonly value: T;
  readonly source: 'machine' | 'user';
}

/** A policy that is there but cannot be used; the rest goes on with its default. */
export interface PolicyProblem {
  readonly policy: string;
  readonly source: string;
  readonly detail: string;
}

export interface Environment {
  readonly version: string;
  readonly profile: string;
  readonly platform: 'linux' | 'win32' | 'darwin';
  /** True on a runtime that is for tests only; the window says so. */
  readonly testRuntime: boolean;
  /** Those in force, after the policies. */
  readonly settings: Settings;
  /** The language in force, after settings and system. */
  readonly language: Language;
  /** When the quiet hours end that it is now (UTC milliseconds); undefined outside of them. */
  readonly quietUntilTs: number | undefined;
  readonly policies: {
    readonly homeserver: Managed<string> | undefined;
    readonly 'notifications.show': Managed<boolean> | undefined;
    readonly 'notifications.ringTone': Managed<boolean> | undefined;
    readonly 'notifications.quietHours': Managed<QuietHours> | undefined;
  };
  readonly policyProblems: readonly PolicyProblem[];
}

/** Codes of `discovery.resolve`, each with its own wording. */
export type DiscoveryFailureCode =
  | 'invalid-server-name'
  | 'name-not-found'
  | 'not-a-matrix-server'
  | 'certificate-untrusted'
  | 'insecure-address'
  | 'redirected-too-often'
  | 'server-too-old'
  | 'unsupported-flow'
  | 'unreachable'
  | 'offline';

export interface DiscoveredServer {
  readonly serverName: string;
  readonly baseUrl: string;
  /** Hosts that the way led over besides the typed one, for the person to see. */
  readonly via: readonly string[];
}

/** How the engine stands, as main sees it from outside. `gave-up`: three restarts in five minutes. */
export type EngineLife = 'starting' | 'running' | 'restarting' | 'gave-up';

export const workspaceRequests = {
  'environment.read': none,
  'settings.write': settingsSchema.partial(),
  /** Finds the homeserver behind a server name or an address; asks the typed host and what its well-known names. */
  'discovery.resolve': z.strictObject({ server: z.string().trim().min(1).max(2_000) }),
  /** Opens an https:, mailto: or tel: link in the system's program for it; the link of a meeting here, as a call. */
  'link.open': z.strictObject({ url: z.string().max(8_192) }),
  'clipboard.write': z.strictObject({ text: z.string().max(100_000) }),
  'engine.restart': none,
  'program.quit': none,
  ...callRequests,
} as const;

interface WorkspaceResults extends CallResults {
  readonly 'environment.read': Environment;
  readonly 'settings.write': null;
  readonly 'discovery.resolve': DiscoveredServer;
  readonly 'link.open': null;
  readonly 'clipboard.write': null;
  readonly 'engine.restart': null;
  readonly 'program.quit': null;
}

export type WorkspaceRequestName = keyof typeof workspaceRequests;
export type WorkspaceArgs<K extends WorkspaceRequestName> = z.infer<(typeof workspaceRequests)[K]>;
export type WorkspaceResult<K extends WorkspaceRequestName> = WorkspaceResults[K];

/** What the small windows of a call (who rings, what to share, what one shares) may ask. */
export const ringRequests = {
  'environment.read': none,
  'call.read': callRequests['call.read'],
  ...smallCallRequests,
  ...ringingRequests,
  ...pickerRequests,
} as const;

/** The tables of those roles that ask over IPC. */
export const requestTables = { workspace: workspaceRequests, ring: ringRequests } as const;

/** What main tells a workspace without being asked. */
export interface WorkspaceEvents extends CallEvents {
  readonly environment: Environment;
  readonly engine: EngineLife;
}

/** An answer over IPC; Electron would strip what an Error carries. */
export type Reply<T> = { readonly ok: true; readonly result: T } | { readonly ok: false; readonly failure: Failure };

/**
 * What the workspace's preload puts on `window.desktop`. The port to the engine cannot pass the bridge: it comes as a
 * window message `{ einklang: 'engine-port' }` with the port, again after each restart of the engine.
 */
export interface DesktopBridge {
  request<K extends WorkspaceRequestName>(name: K, args: WorkspaceArgs<K>): Promise<Reply<WorkspaceResult<K>>>;
  listen<K extends keyof WorkspaceEvents>(name: K, listener: (value: WorkspaceEvents[K]) => void): () => void;
  /** Says that the page listens; main answers with a fresh port to the engine. */
  hello(): void;
}

export type RingRequestName = keyof typeof ringRequests;
export type RingResult<K extends RingRequestName> = (WorkspaceResults & RingingResults & PickerResults)[K];
export interface RingEvents extends Pick<WorkspaceEvents, 'environment' | 'call'> {
  readonly picker: PickerSnapshot;
}

/** What the preload of a call's small windows puts on `window.desktop`. */
export interface RingBridge {
  request<K extends RingRequestName>(name: K, args: z.infer<(typeof ringRequests)[K]>): Promise<Reply<RingResult<K>>>;
  listen<K extends keyof RingEvents>(name: K, listener: (value: RingEvents[K]) => void): () => void;
}

/** Names of secrets in the keychain, under the service `einklang/<profile>`. */
export const secretNames = ['access-token', 'store-key', 'crypto-key', 'recovery-key'] as const;
export type SecretName = (typeof secretNames)[number];
const secretName = z.enum(secretNames);

/**
 * Requests of the engine's worker to main. `credentials.*` wait while the keychain waits for a person (topic
 * `keychain` says so meanwhile) and reject with `keychain-missing` or `keychain-refused`.
 */
export const engineHostRequests = {
  'credentials.read': z.strictObject({ name: secretName }),
  'credentials.write': z.strictObject({ name: secretName, value: z.string().min(1).max(2_500) }),
  'credentials.remove': z.strictObject({ name: secretName }),
  /** `keys.json` of the profile: wrapped keys and the mark that a store exists; nothing in it is secret. */
  'keys.read': none,
  'keys.write': z.strictObject({ text: z.string().max(20_000) }),
  'keys.remove': none,
  /** From now on requests of the engine may go to this base URL's host; undefined: to none. */
  'network.homeserver': z.strictObject({ baseUrl: z.url().max(2_000).optional() }),
  /** Why a request to this URL failed: a renderer's fetch only says "Failed to fetch". */
  'network.explain': z.strictObject({ url: z.url().max(8_000) }),
  'environment.read': none,
  /** After sign-out: close the engine, clear its storage and every other trace in the profile, start it anew. */
  'profile.erase': none,
  'log.write': z.strictObject({ level: z.enum(['info', 'warn', 'error']), text: z.string().max(4_000) }),
  /** Heartbeat, each 5 s; the watchdog restarts an engine that is silent for 20 s. */
  'alive': none,
} as const;

interface EngineHostResults {
  readonly 'credentials.read': { readonly value: string | undefined };
  readonly 'credentials.write': null;
  readonly 'credentials.remove': null;
  readonly 'keys.read': { readonly text: string | undefined };
  readonly 'keys.write': null;
  readonly 'keys.remove': null;
  readonly 'network.homeserver': null;
  readonly 'network.explain': Failure;
  readonly 'environment.read': { readonly version: string; readonly profile: string; readonly deviceName: string };
  readonly 'profile.erase': null;
  readonly 'log.write': null;
  readonly 'alive': null;
}

/** `waiting`: a call has been under way for longer than a keychain needs; most often it is locked and asks. */
export type KeychainState = 'ready' | 'waiting' | 'missing' | 'refused';

export const engineHostTopics = {
  keychain: none,
  /** Main's view of the machine: `resumed` counts wake-ups, so that the engine reconnects at once. */
  machine: none,
} as const;

interface EngineHostTopicStates {
  readonly keychain: { readonly head: KeychainState; readonly item: Keyed };
  readonly machine: { readonly head: { readonly online: boolean; readonly resumed: number }; readonly item: Keyed };
}

/** The contract between the engine's worker (client) and main (server), over the port `{ einklang: 'host-port' }`. */
export type EngineHostContract = ContractOf<typeof engineHostRequests, EngineHostResults, typeof engineHostTopics, EngineHostTopicStates>;

/** Window messages that carry a port: from a preload to its page, and from the engine's page to its worker. */
export const portMessages = {
  /** To the page of a call: the port to main (CallPageContract), once. */
  call: 'call-port',
  /** To the workspace: a port to the engine (EngineContract). */
  engine: 'engine-port',
  /** To the engine: the port to main (EngineHostContract). */
  host: 'host-port',
  /** To the engine: a port to one more window (EngineContract). */
  client: 'client-port',
} as const;
