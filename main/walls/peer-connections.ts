import type { Wall } from './wall.ts';

/** Nobody listens there. Loopback addresses would go past any proxy but for the rule that says otherwise. */
const nowhere = { mode: 'fixed_servers', proxyRules: '127.0.0.1:1', proxyBypassRules: '<-loopback>' } as const;

/**
 * ICE is no request: neither `connect-src` nor the request filter sees it, and Chromium does not have CSP's `webrtc`
 * switched on. The policy keeps UDP in; TURN over TCP it lets out, to wherever the session's proxy is. A workspace asks
 * nobody anything, so that its proxy can be one that is not there. The engine needs its network: its page is ours
 * alone and shows nothing that came from others. A call is made of ICE: of its packets the policy keeps in only those
 * past the relay, where the organisation wants the relay only (docs/data-protection.md says what remains).
 */
export const peerConnections: Wall = {
  name: 'peer-connections',
  session: (session, { role }) => {
    if (role === 'workspace' || role === 'ring') void session.setProxy(nowhere);
  },
  page: (contents, { role, relayOnly }) =>
    contents.setWebRTCIPHandlingPolicy(role === 'call' && !relayOnly ? 'default' : 'disable_non_proxied_udp'),
};
