/** What the focus and the bridge say to each other, as JSON over a WebSocket: in the place of Jitsi's Colibri. */

/** The only codecs and header extension of all sessions: packets can be forwarded as they came. */
export const payloadTypes = { opus: 111, vp8: 100, vp9: 101 } as const;
export const audioLevelExtension = 1;

/** One stream that somebody sends. */
export interface Source {
  readonly media: 'audio' | 'video';
  readonly ssrc: number;
  readonly msid: string | undefined;
  /** Names of sources and `desktop` for a shared screen come from newer clients only. */
  readonly name: string | undefined;
  readonly videoType: string | undefined;
  /** The occupant's full address in the conference's room. */
  readonly owner: string;
}

export interface IceCandidate {
  readonly foundation: string;
  readonly component: number;
  readonly protocol: string;
  readonly priority: number;
  readonly ip: string;
  readonly port: number;
  readonly type: string;
}

/** One side of an ICE and DTLS transport. */
export interface Transport {
  readonly ufrag: string;
  readonly pwd: string;
  readonly fingerprint: { readonly hash: string; readonly value: string };
  readonly setup: string;
  readonly candidates: readonly IceCandidate[];
}

/** The bridge's side, with the password of the endpoint's channel (`/colibri-ws/<conference>/<endpoint>?pwd=…`). */
export interface Allocation extends Transport {
  readonly channelPassword: string;
}

interface OfEndpoint {
  readonly conference: string;
  readonly endpoint: string;
}

/** `allocate` is answered with an `Allocation`, everything else with `null`. */
export type BridgeRequest =
  | (OfEndpoint & { readonly kind: 'allocate' | 'expire' })
  | (OfEndpoint & { readonly kind: 'connect'; readonly transport: Transport })
  | (OfEndpoint & { readonly kind: 'candidates'; readonly candidates: readonly IceCandidate[] })
  | (OfEndpoint & { readonly kind: 'sources'; readonly sources: readonly Source[] });

export interface BridgeCall {
  readonly id: number;
  readonly request: BridgeRequest;
}

export interface BridgeAnswer {
  readonly id: number;
  readonly result?: Allocation | null;
  readonly error?: string;
}
