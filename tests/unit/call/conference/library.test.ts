import { describe, expect, it, vi } from 'vitest';
import type { JitsiLibrary } from '../../../../renderer/call/conference/library/api.ts';
import { mendDescriptions, withoutIdleNames } from '../../../../renderer/call/conference/library/descriptions.ts';
import { lackOf, loadLibrary, type LibraryPage } from '../../../../renderer/call/conference/library/load.ts';
import { connectionOptions } from '../../../../renderer/call/conference/library/options.ts';
import { createTrackMaker, type MediaSource } from '../../../../renderer/call/conference/library/tracks.ts';
import { askFor } from '../../../../renderer/call/conference/receive.ts';
import { fakeLibrary, fakeTrack } from './fake-library.ts';
import { fakeStream } from './fake-media.ts';
import { brief } from './world.ts';

describe('loading', () => {
  /** A page whose script element ends as `how` says, with this library on the window afterwards. */
  function page(how: 'load' | 'error' | 'never', library?: unknown, answer: number | Error = 200): LibraryPage {
    const script = Object.assign(new EventTarget(), { src: '', remove: () => undefined });
    return {
      document: {
        createElement: () => script,
        head: { append: () => void (how !== 'never' && queueMicrotask(() => script.dispatchEvent(new Event(how)))) },
      } as unknown as Document,
      fetch: async () => {
        if (answer instanceof Error) throw answer;
        return { ok: answer < 400, status: answer };
      },
      global: { JitsiMeetJS: library },
    };
  }
  const load = (of: LibraryPage): Promise<JitsiLibrary> => loadLibrary(of, 'https://meet.example.org/libs/lib-jitsi-meet.min.js', 50);

  it('takes builds of both generations, and starts them without anything for third parties', async () => {
    for (const generation of ['current', 'of 2021'] as const) {
      const { library } = fakeLibrary(generation);
      const init = vi.spyOn(library, 'init');
      expect(await load(page('load', library))).toBe(library);
      expect(init).toHaveBeenCalledWith(expect.objectContaining({ disableThirdPartyRequests: true, enableAnalyticsLogging: false }));
    }
  });

  it.each([
    ['is not there', page('error', undefined, 404), 'call-library-missing'],
    ['is out of reach', page('error', undefined, new TypeError('Failed to fetch')), 'call-unreachable'],
    ['never comes', page('never'), 'call-unreachable'],
    ['does not run', page('load'), 'call-library-broken'],
    ['is no library', page('load', { version: '1' }), 'call-library-too-old'],
  ])('says so when it %s', async (_what, of, code) => {
    await expect(load(of)).rejects.toMatchObject({ failure: { code } });
  });

  it('names what a build lacks', () => {
    const { library } = fakeLibrary('of 2021');
    expect(lackOf(library)).toBeUndefined();
    const { P2P_STATUS: _, ...conference } = library.events.conference;
    expect(lackOf({ ...library, events: { ...library.events, conference } })).toBe('P2P_STATUS');
    expect(lackOf({ ...library, init: undefined })).toBe('init');
    expect(lackOf({ ...library, errors: undefined })).toBe('events');
  });
});

describe('what differs between builds', () => {
  it('makes tracks of streams where a build can', async () => {
    const { library } = fakeLibrary('current');
    const create = vi.fn((infos: readonly object[]) => infos.map((info) => fakeTrack((info as { stream: MediaStream }).stream, 'desktop')));
    const stream = fakeStream('video');
    const make = createTrackMaker({ ...library, createLocalTracksFromMediaStreams: create }, {} as MediaSource, {});
    expect((await make(stream, 'desktop')).getOriginalStream()).toBe(stream);
    expect(create).toHaveBeenCalledWith([{ stream, sourceType: 'device', mediaType: 'video', videoType: 'desktop' }]);
  });

  it('lends its streams to a build that asks for media itself, one after the other, and gives the real functions back', async () => {
    const real = { getUserMedia: () => Promise.reject(new Error('real')), getDisplayMedia: () => Promise.reject(new Error('real')) };
    const source = Object.create(real) as MediaSource;
    const global: Parameters<typeof createTrackMaker>[2] = {};
    const library: JitsiLibrary = {
      ...fakeLibrary('of 2021').library,
      // As the build does it: the screen under Electron by its picker and getUserMedia, all else by getUserMedia.
      createLocalTracks: async (options) => {
        const { devices } = options as { readonly devices: readonly string[] };
        const isScreen = devices.includes('desktop');
        if (isScreen) await new Promise<void>((resolve) => global.JitsiMeetScreenObtainer?.openDesktopPicker({}, () => resolve(), () => undefined));
        const stream = await source.getUserMedia({});
        return [fakeTrack(stream, isScreen ? 'desktop' : devices.includes('audio') ? 'microphone' : 'camera')];
      },
    };
    const make = createTrackMaker(library, source, global);
    const [voice, screen] = [fakeStream('audio'), fakeStream('video')];
    const [one, two] = await Promise.all([make(voice, 'microphone'), make(screen, 'desktop')]);
    expect([one.getOriginalStream(), two.getOriginalStream()]).toEqual([voice, screen]);
    expect(source.getUserMedia).toBe(real.getUserMedia);
    expect(source.getDisplayMedia).toBe(real.getDisplayMedia);
    await expect(make(voice, 'camera').then(() => make(fakeStream('audio'), 'camera'))).resolves.toBeDefined();
  });

  it('switches off what builds of 2021 stumble over in today’s Chromium, and nothing in current ones', () => {
    expect(connectionOptions(fakeLibrary('of 2021').library, brief)).toMatchObject({ disableRtx: true, disableSimulcast: true });
    expect(connectionOptions(fakeLibrary('current').library, brief)).not.toHaveProperty('disableSimulcast');
    expect(connectionOptions(fakeLibrary('current').library, { ...brief, relayOnly: true })).toMatchObject({ p2p: { iceTransportPolicy: 'relay' } });
  });

  it('asks for what is seen, in the heights that are sent, by source or by endpoint', () => {
    const seen = [{ key: 'bert-v0', height: 600 }, { key: 'clara-v0', height: 100 }];
    const constraints = { 'bert-v0': { maxHeight: 720 }, 'clara-v0': { maxHeight: 180 } };
    for (const [generation, stage] of [['current', { onStageSources: ['bert-v0'] }], ['of 2021', { onStageEndpoints: ['bert-v0'] }]] as const) {
      const { library } = fakeLibrary(generation);
      const setReceiverConstraints = vi.fn();
      askFor(library, { setReceiverConstraints } as never, seen);
      expect(setReceiverConstraints).toHaveBeenCalledWith(expect.objectContaining({ lastN: -1, defaultConstraints: { maxHeight: 0 }, constraints, ...stage }));
    }
  });
});

describe('a session description', () => {
  const section = (mid: number, direction: string, ...lines: readonly string[]): string =>
    ['m=audio 9 UDP/TLS/RTP/SAVPF 111', `a=mid:${mid}`, ...lines, `a=${direction}`, ''].join('\r\n');
  const head = 'v=0\r\na=msid-semantic: WMS *\r\n';
  const anna = 'a=msid:anna-audio-1 track';
  const bert = 'a=msid:bert-audio-1 track';

  it('has no stream twice: the idle section gives its name away', () => {
    const twice = head + section(0, 'sendrecv') + section(1, 'inactive', anna) + section(2, 'inactive', bert) + section(3, 'sendonly', anna);
    expect(withoutIdleNames(twice)).toBe(
      head + section(0, 'sendrecv') + section(1, 'inactive') + section(2, 'inactive', bert) + section(3, 'sendonly', anna),
    );
    const thrice = head + section(1, 'inactive', anna) + section(2, 'inactive', anna) + section(3, 'sendonly', anna);
    expect(withoutIdleNames(thrice)).toBe(head + section(1, 'inactive') + section(2, 'inactive') + section(3, 'sendonly', anna));
  });

  it('stays as it is otherwise, also where two sections that send have one name: that is not ours to judge', () => {
    for (const sdp of ['', head, head + section(0, 'inactive', anna) + section(1, 'sendonly', bert), head + section(0, 'sendonly', anna) + section(1, 'sendonly', anna)]) {
      expect(withoutIdleNames(sdp)).toBe(sdp);
    }
  });

  it('is mended on its way into a connection', async () => {
    const given: RTCSessionDescriptionInit[] = [];
    const connection = { setRemoteDescription: async (description: RTCSessionDescriptionInit) => void given.push(description) };
    mendDescriptions(connection);
    await connection.setRemoteDescription({ type: 'offer', sdp: head + section(1, 'inactive', anna) + section(2, 'sendonly', anna) });
    expect(given).toEqual([{ type: 'offer', sdp: head + section(1, 'inactive') + section(2, 'sendonly', anna) }]);
  });
});
