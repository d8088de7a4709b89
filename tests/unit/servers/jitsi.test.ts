import { describe, expect, it } from 'vitest';
import { createSpeakers } from '../../servers/jitsi/bridge/speakers.ts';
import { sumUsage } from '../../servers/jitsi/coturn.ts';
import { conferenceOf } from '../../servers/jitsi/token.ts';

describe('the dominant speaker', () => {
  const speak = (speakers: ReturnType<typeof createSpeakers>, who: string, level: number): void => {
    for (let packet = 0; packet < 50; packet += 1) speakers.heard(who, level);
  };

  it('is nobody in silence, and stays who it was in the pause after', () => {
    const speakers = createSpeakers();
    speak(speakers, 'anna', 127);
    expect(speakers.dominant()).toBeUndefined();
    speak(speakers, 'anna', 30);
    expect(speakers.dominant()).toBe('anna');
    speak(speakers, 'anna', 127);
    expect(speakers.dominant()).toBe('anna');
  });

  it('changes to who is clearly louder, and not to who is as loud', () => {
    const speakers = createSpeakers();
    speak(speakers, 'anna', 40);
    expect(speakers.dominant()).toBe('anna');
    speak(speakers, 'anna', 40);
    speak(speakers, 'bert', 38);
    expect(speakers.dominant()).toBe('anna');
    speak(speakers, 'anna', 40);
    speak(speakers, 'bert', 20);
    expect(speakers.dominant()).toBe('bert');
    speakers.forget('bert');
    speak(speakers, 'anna', 40);
    expect(speakers.dominant()).toBe('anna');
  });
});

describe('what coturn has relayed', () => {
  it('is the sum of what it says of its clients, without what it says of their peers', () => {
    const log = [
      '3: : session 001: new, realm=<r>, username=<1>, lifetime=600',
      '3: : session 002: new, realm=<r>, username=<2>, lifetime=600',
      '12: : session 001: usage: realm=<r>, username=<1>, rp=1007, rb=310339, sp=1049, sb=403027',
      '24: : session 001: usage: realm=<r>, username=<1>, rp=8, rb=816, sp=8, sb=776',
      '24: : session 001: peer usage: realm=<r>, username=<1>, rp=1, rb=64, sp=1, sb=96',
      '24: : session 001: delete: realm=<r>, username=<1>',
    ].join('\n');
    expect(sumUsage(log)).toEqual({ openAllocations: 1, receivedPackets: 1015, receivedBytes: 311_155, sentPackets: 1057, sentBytes: 403_803 });
  });
});

describe('the conference of a room', () => {
  it('is named by its ID in unpadded base32 (RFC 4648, section 10)', () => {
    const vectors = { f: 'my', fo: 'mzxq', foo: 'mzxw6', foob: 'mzxw6yq', fooba: 'mzxw6ytb', foobar: 'mzxw6ytboi' };
    for (const [text, encoded] of Object.entries(vectors)) expect(conferenceOf(text)).toBe(encoded);
  });
});
