export interface FocusSettings {
  readonly host: string;
  readonly componentPort: number;
  readonly secret: string;
  /** The bridge's control socket. */
  readonly bridgeUrl: string;
  /** With so many people in the room the bridge is used, also beside a direct connection. */
  readonly bridgeFrom: number;
}
