import type { Session, WebContents, WebPreferences } from 'electron';

/** Who a page is. Each role has a session, an origin and a preload of its own. */
export type PageRole = 'workspace' | 'engine' | 'ring' | 'call';

/** Where a page stands. */
export interface Place {
  readonly role: PageRole;
  /** `app://<role>`; a call's page stands at its deployment's own. */
  readonly origin: string;
  /** Hosts that a call's page may open WebSockets to. */
  readonly sockets: readonly string[];
  /** Of a call: media only through the deployment's TURN servers. */
  readonly relayOnly: boolean;
}

/** A message of a page as it came in: nothing of it is to be believed yet. */
export interface IncomingMessage {
  /** `hello` has neither name nor arguments. */
  readonly kind: 'hello' | 'request';
  /** The role of the webContents that sent it; `undefined` where main has made none such. */
  readonly role: PageRole | undefined;
  readonly mainFrame: boolean;
  readonly origin: string | undefined;
  readonly name: unknown;
  readonly args: unknown;
}

/**
 * One thing that keeps a page in, in whichever places it has to stand. `createWalls` lists them all; each must hold
 * without the others, which the attack tests prove by composing the program from the same list with one left out.
 */
export interface Wall {
  readonly name: string;
  /** Before the app is ready. */
  early?(): void;
  /** Of a page; a later wall's win over an earlier one's. */
  readonly preferences?: WebPreferences;
  /** Response headers of what main serves to a page. */
  headers?(place: Place, document: boolean): Readonly<Record<string, string>>;
  /** Of every session as it comes into being, whoever makes it; pages' own sessions get `session` besides. */
  anySession?(session: Session): void;
  session?(session: Session, place: Place): void;
  page?(contents: WebContents, place: Place): void;
  /** Throws a failure, or returns what goes on: the same, or with arguments that have been checked. */
  message?(message: IncomingMessage): IncomingMessage;
}
