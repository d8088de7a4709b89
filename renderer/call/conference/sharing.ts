import type { PortClient } from '../../base/port-client.ts';
import type { CallPageContract } from '../contract.ts';
import type { OwnShare } from './model.ts';

/**
 * Main's picker says what is to be shared, then the browser's own function gives just that. Undefined: the person
 * thought better of it. Rejects as `getDisplayMedia` does.
 */
export async function chooseShare(
  client: PortClient<CallPageContract>,
  mediaDevices: Pick<MediaDevices, 'getDisplayMedia'>,
): Promise<OwnShare | undefined> {
  const { source } = await client.request('screen.choose', { audio: false });
  if (!source) return undefined;
  const stream = await mediaDevices.getDisplayMedia({ video: { frameRate: { ideal: 15, max: 30 } }, audio: false });
  for (const track of stream.getVideoTracks()) track.contentHint = 'detail'; // text stays sharp, motion may suffer
  return { ...source, stream, hasAudio: stream.getAudioTracks().length > 0 };
}
