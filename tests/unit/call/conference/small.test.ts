import { describe, expect, it, vi } from 'vitest';
import { cleanIce, guardPeerConnections, iceHost, ownHosts, type IceRules } from '../../../../renderer/call/conference/ice.ts';
import { captureFailure, openDevice } from '../../../../renderer/call/conference/media/capture.ts';
import { listDevices, pickDevice } from '../../../../renderer/call/conference/media/devices.ts';
import { ownQuality, theirQuality, toSample } from '../../../../renderer/call/conference/quality.ts';
import { toReport } from '../../../../renderer/call/conference/report.ts';
import { readSaid, sayReaction, sayText } from '../../../../renderer/call/conference/talk.ts';
import { callReport } from '../../../../renderer/call/contract.ts';
import { fakeStream, isLive } from './fake-media.ts';
import { brief, openWorld } from './world.ts';

describe('media connections', () => {
  const rules = (relayOnly = false): IceRules & { readonly refused: string[] } => {
    const refused: string[] = [];
    return {
      relayOnly,
      refused,
      isOwn: ownHosts({ ...brief.deployment, relays: ['198.51.100.7'] }),
      foreign: (hosts) => refused.push(...hosts),
      opened: () => undefined,
    };
  };

  it.each([
    ['stun:stun.example.org:3478', 'stun.example.org'],
    ['turns:TURN.example.org:443?transport=tcp', 'turn.example.org'],
    ['turn:[2001:db8::1]:3478', '2001:db8::1'],
    ['turn:198.51.100.7', '198.51.100.7'],
    ['https://example.org', undefined],
    ['turn:user@example.org:3478:9', undefined],
  ])('reads %s', (address, host) => expect(iceHost(address)).toBe(host));

  it('keeps the deployment’s own servers and those that policy names, and tells of the rest', () => {
    const own = rules();
    const servers = [
      { urls: 'turn:meet.example.org:3478', username: 'a', credential: 'b' },
      { urls: ['turn:turn.meet.example.org', 'stun:stun.l.example.com:19302'] },
      { urls: 'stun:notmeet.example.org' },
      { urls: 'turn:198.51.100.7' },
      { urls: 'nonsense' },
    ];
    expect(cleanIce({ iceServers: servers }, own)).toEqual({
      iceServers: [{ urls: ['turn:meet.example.org:3478'], username: 'a', credential: 'b' }, { urls: ['turn:turn.meet.example.org'] }, { urls: ['turn:198.51.100.7'] }],
    });
    expect(own.refused).toEqual(['stun.l.example.com', 'notmeet.example.org', 'nonsense']);
  });

  it('holds every connection of the page to it, also when it changes its mind', () => {
    const made: (RTCConfiguration | undefined)[] = [];
    class Native {
      constructor(configuration?: RTCConfiguration) {
        made.push(configuration);
      }
      setConfiguration(configuration?: RTCConfiguration): void {
        made.push(configuration);
      }
    }
    const page = { RTCPeerConnection: Native as unknown as typeof RTCPeerConnection };
    guardPeerConnections(page, rules(true));
    const connection = new page.RTCPeerConnection({ iceTransportPolicy: 'all', iceServers: [{ urls: 'stun:evil.example.com' }] });
    connection.setConfiguration({ iceTransportPolicy: 'all' });
    expect(made).toEqual([{ iceTransportPolicy: 'relay', iceServers: [] }, { iceTransportPolicy: 'relay', iceServers: [] }]);
    expect(connection).toBeInstanceOf(Native);
    expect(() => (page.RTCPeerConnection = Native as unknown as typeof RTCPeerConnection)).toThrow(TypeError);
  });
});

describe('devices', () => {
  const [builtIn, headset] = [{ id: 'default', label: 'Built-in' }, { id: 'b', label: 'Headset' }];

  it('takes the remembered one by its name, else the system’s', () => {
    expect(pickDevice([builtIn, headset], 'Headset')).toMatchObject({ chosenId: 'b', missingLabel: undefined });
    expect(pickDevice([headset, builtIn], 'Gone')).toMatchObject({ chosenId: 'default', missingLabel: 'Gone' });
    expect(pickDevice([headset], undefined)).toMatchObject({ chosenId: 'b', missingLabel: undefined });
    expect(pickDevice([], 'Headset')).toMatchObject({ chosenId: undefined, missingLabel: 'Headset' });
  });

  it('lists them by kind without aliases, a kind that is not allowed yet without a name', async () => {
    const device = (kind: string, deviceId: string): object => ({ kind, deviceId, label: deviceId });
    const all = [device('audioinput', 'default'), device('audioinput', 'communications'), device('videoinput', ''), device('audiooutput', 'a')];
    const lists = await listDevices({ enumerateDevices: async () => all as MediaDeviceInfo[] });
    expect([lists.audioinput.length, lists.audiooutput.length, lists.videoinput.map(({ id }) => id)]).toEqual([1, 1, ['']]);
    expect(pickDevice(lists.videoinput, 'Webcam')).toMatchObject({ chosenId: '', missingLabel: undefined });
  });

  it('gives up on a device that does not answer, and releases it should it come after all', async () => {
    const late = fakeStream('video');
    let give: (stream: MediaStream) => void = () => undefined;
    const source = { getUserMedia: () => new Promise<MediaStream>((resolve) => (give = resolve)) };
    await expect(openDevice(source, { kind: 'videoinput', deviceId: undefined, noiseSuppression: true }, 5)).rejects.toMatchObject({ failure: { code: 'call-camera-busy' } });
    give(late);
    await vi.waitFor(() => expect(isLive(late)).toBe(false));
    expect(captureFailure('audioinput', 'strange').code).toBe('call-internal');
  });

  it('keeps echo out always, noise as the person wants it, and the picture at 720 lines', async () => {
    const getUserMedia = vi.fn(async () => fakeStream('audio'));
    const headset = { kind: 'audioinput', deviceId: 'headset', noiseSuppression: true } as const;
    await openDevice({ getUserMedia }, headset, 100);
    await openDevice({ getUserMedia }, { ...headset, noiseSuppression: false }, 100);
    await openDevice({ getUserMedia }, { ...headset, kind: 'videoinput', deviceId: undefined }, 100);
    expect(getUserMedia.mock.calls).toMatchObject([
      [{ audio: { deviceId: { ideal: 'headset' }, echoCancellation: true, noiseSuppression: true, autoGainControl: true } }],
      [{ audio: { deviceId: { ideal: 'headset' }, echoCancellation: true, noiseSuppression: false, autoGainControl: true } }],
      [{ video: { height: { ideal: 720 } } }],
    ]);
  });
});

describe('quality', () => {
  const sample = (at: number, packets: number, lost: number, bytes: number, roundTrip = 0.02, fractionLost = 0) =>
    toSample(at, [
      { type: 'inbound-rtp', trackIdentifier: 'voice', packetsReceived: packets, packetsLost: lost, bytesReceived: bytes },
      { type: 'outbound-rtp', bytesSent: bytes },
      { type: 'remote-inbound-rtp', fractionLost },
      { type: 'candidate-pair', nominated: true, currentRoundTripTime: roundTrip },
      { type: 'candidate-pair', currentRoundTripTime: 9 },
    ]);

  it.each([
    ['good', sample(2_000, 200, 0, 50_000)],
    ['fair', sample(2_000, 195, 5, 50_000)],
    ['poor', sample(2_000, 150, 50, 50_000)],
    ['poor', sample(2_000, 200, 0, 50_000, 0.6)],
    ['fair', sample(2_000, 200, 0, 50_000, 0.4)],
    ['lost', sample(2_000, 100, 0, 25_000)],
  ])('calls it %s', (expected, after) => {
    expect(theirQuality(sample(1_000, 100, 0, 25_000), after, ['voice'], true)?.class).toBe(expected);
  });

  it('measures in kilobits a second, percent and milliseconds; knows nothing of tracks that were not there', () => {
    const [before, after] = [sample(1_000, 100, 0, 25_000), sample(2_000, 195, 5, 50_000, 0.05, 0.02)];
    expect(theirQuality(before, after, ['voice'], true)).toEqual({ class: 'fair', roundTripMs: 50, lossPercent: 5, receivedKbps: 200, sentKbps: undefined });
    expect(ownQuality(before, after)).toEqual({ class: 'good', roundTripMs: 50, lossPercent: 2, receivedKbps: undefined, sentKbps: 200 });
    expect(theirQuality(before, after, ['another'], true)).toBeUndefined();
    expect(theirQuality(before, before, ['voice'], false)?.class).toBe('good');
  });
});

describe('what is said', () => {
  const said = (say: (conference: never) => void): unknown => {
    const messages: object[] = [];
    say({ sendMessage: (message: object) => messages.push(message) } as never);
    return messages[0];
  };

  it('says reactions so that Jitsi Meet understands them, and reads its own and theirs', () => {
    const message = said((conference) => sayReaction(conference, '👍'));
    expect(message).toMatchObject({ name: 'endpoint-reaction', reactions: ['like'], emoji: '👍' });
    expect(readSaid(message)).toEqual({ kind: 'reaction', emoji: '👍' });
    expect(readSaid({ name: 'endpoint-reaction', reactions: ['laugh'] })).toEqual({ kind: 'reaction', emoji: '😂' });
    expect(readSaid({ name: 'endpoint-reaction', emoji: '<b>', reactions: ['boo'] })).toBeUndefined();
  });

  it('takes text only as text, and never more than fits', () => {
    expect(readSaid(said((conference) => sayText(conference, 'Guten T')))).toEqual({ kind: 'text', text: 'Guten T' });
    expect(readSaid({ name: 'de.einklang.live-text', text: 'x'.repeat(9_000) })).toEqual({ kind: 'text', text: 'x'.repeat(2_000) });
    for (const junk of [null, 'text', 1, {}, { name: 'de.einklang.live-text', text: 5 }, { name: 'endpoint-reaction' }]) {
      expect(readSaid(junk)).toBeUndefined();
    }
  });
});

it('reports what the contract allows, whatever names and errors are like', () => {
  const { conference } = openWorld({ brief: { prejoin: true } });
  const state = conference.state();
  const long = 'x'.repeat(5_000);
  const share = { name: long, kind: 'screen', stream: fakeStream('video'), sound: undefined } as const;
  const report = toReport({ ...state, self: { ...state.self, share, id: 'me' }, failure: { code: 'call-internal', detail: long } });
  expect(callReport.parse(report)).toEqual(report);
  expect(report.endpointId).toBeUndefined();
});
