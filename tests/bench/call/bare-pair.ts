import type { Entry } from '../../e2e/jitsi/probe.ts';
import type { Jitsi } from '../../servers/jitsi/jitsi.ts';
import { admission } from '../../servers/jitsi/token.ts';
import type { Synapse } from '../../servers/synapse.ts';
import { camera, type BareApp, type BarePage } from './bare.ts';

/** The same as two programs do, in two bare pages, each in an Electron of its own. */
export interface BarePair {
  readonly first: BarePage;
  readonly second: BarePage;
  /** Both come in, one after the other; resolves with the milliseconds from the second one's coming in. */
  meet(media: 'audio' | 'video'): Promise<{ readonly frame: number; readonly sound: number; readonly bothHear: number }>;
  part(): Promise<void>;
}

interface BarePairParts {
  readonly synapse: Synapse;
  readonly jitsi: Jitsi;
}

export async function createBarePair({ synapse, jitsi }: BarePairParts, apps: readonly [BareApp, BareApp]): Promise<BarePair> {
  const [first, second] = apps.map(({ pages: [page] }) => page) as [BarePage, BarePage];
  const users = [await synapse.register('bare-first'), await synapse.register('bare-second')] as const;
  const roomId = await users[0].createRoom({ preset: 'public_chat' });
  await users[1].join(roomId);
  return {
    first,
    second,
    async meet(media) {
      const devices: Entry['devices'] = media === 'video' ? ['audio', 'video'] : ['audio'];
      const entries = await Promise.all(
        users.map(async (user): Promise<Entry> => ({ host: jitsi.host, ...(await admission(user, roomId, jitsi.host)), ...camera, devices })),
      );
      const [one, other] = entries as [Entry, Entry];
      await Promise.all([first.fresh(), second.fresh()]);
      await first.join(one);
      const beganTs = await second.join(other);
      const [sound, heard] = [await first.moment('firstSoundTs'), await second.moment('firstSoundTs')];
      const frameTs = media === 'video' ? await second.moment('firstFrameTs') : NaN;
      return { frame: frameTs - beganTs, sound: sound - beganTs, bothHear: Math.max(sound, heard) - beganTs };
    },
    part: async () => void (await Promise.all([first.leave(), second.leave()])),
  };
}
