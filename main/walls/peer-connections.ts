import type { Wall } from './wall.ts';

/**
 * ICE is no request: neither the policy's `connect-src` nor the request filter sees its packets. Where there is no
 * proxy for UDP this policy lets none of them out.
 */
export const peerConnections: Wall = {
  name: 'peer-connections',
  page: (contents) => contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp'),
};
