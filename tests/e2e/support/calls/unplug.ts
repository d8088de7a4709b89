import type { Caller } from './caller.ts';

/*
 * Chromium's own fake microphones and cameras cannot be pulled out, so that is faked at the edge of the call's page, in
 * `MediaDevices.prototype` (the product lends streams over the instance): what is out is not listed, is not opened, and
 * its tracks have ended. Whether the page is told is a step of its own.
 */

interface Sockets {
  pull(labels: readonly string[]): void;
  plugIn(labels: readonly string[]): void;
  /** As Chromium does: what has ended says so, and the list has changed; which comes first is not promised. */
  tell(first: 'ended' | 'devicechange'): void;
  /** The labels of what is open. */
  open(): readonly string[];
}

const within = async <T>(caller: Caller, act: (sockets: Sockets, given: { readonly labels: readonly string[]; readonly first: 'ended' | 'devicechange' }) => T, labels: readonly string[] = [], first: 'ended' | 'devicechange' = 'ended'): Promise<T> =>
  // As source: a function cannot cross by itself.
  (await caller.callPage()).evaluate(`(${act.toString()})(window.sockets, ${JSON.stringify({ labels, first })})`);

/** In all pages of calls that open from now on. */
export const giveSockets = ({ app }: Caller): Promise<unknown> => app.context().addInitScript(installSockets);

/** Pulls these devices out; the page is not told yet. */
export const pull = (caller: Caller, ...labels: readonly string[]): Promise<void> => within(caller, (sockets, given) => sockets.pull(given.labels), labels);

/** Tells the page what has been pulled out. */
export const tellOfIt = (caller: Caller, first: 'ended' | 'devicechange'): Promise<void> => within(caller, (sockets, given) => sockets.tell(given.first), [], first);

/** Plugs these devices in, and tells the page. */
export const plugIn = (caller: Caller, ...labels: readonly string[]): Promise<void> =>
  within(
    caller,
    (sockets, given) => {
      sockets.plugIn(given.labels);
      sockets.tell('devicechange');
    },
    labels,
  );

/** The devices that the page has open now, by their labels. */
export const openDevices = (caller: Caller): Promise<readonly string[]> => within(caller, (sockets) => sockets.open());

function installSockets(): void {
  const { enumerateDevices, getUserMedia } = MediaDevices.prototype;
  const out = new Set<string>();
  const opened = new Set<MediaStreamTrack>();
  const ended = new Set<MediaStreamTrack>();

  MediaDevices.prototype.enumerateDevices = async function () {
    return (await enumerateDevices.call(this)).filter(({ label }) => !out.has(label));
  };
  MediaDevices.prototype.getUserMedia = async function ({ audio = false, video = false } = {}) {
    const listed = await this.enumerateDevices();
    const mend = (kind: MediaDeviceKind, wanted: boolean | MediaTrackConstraints): boolean | MediaTrackConstraints => {
      if (wanted === false) return false;
      const plugged = listed.filter((device) => device.kind === kind);
      const [first] = plugged;
      if (!first) throw new DOMException('Requested device not found', 'NotFoundError');
      const constraints = wanted === true ? {} : wanted;
      const { ideal } = (constraints.deviceId ?? {}) as { readonly ideal?: string };
      const { deviceId } = plugged.find((device) => device.deviceId === ideal) ?? first;
      return deviceId === '' ? wanted : { ...constraints, deviceId: { exact: deviceId } };
    };
    const stream = await getUserMedia.call(this, { audio: mend('audioinput', audio), video: mend('videoinput', video) });
    for (const track of stream.getTracks()) opened.add(track);
    return stream;
  };

  const sockets: Sockets = {
    pull(labels) {
      for (const label of labels) out.add(label);
      for (const track of opened) {
        if (track.readyState !== 'live' || !out.has(track.label)) continue;
        track.stop();
        ended.add(track);
      }
    },
    plugIn: (labels) => labels.forEach((label) => out.delete(label)),
    tell(first) {
      const tellEnds = (): void => ended.forEach((track) => track.dispatchEvent(new Event('ended')));
      if (first === 'ended') tellEnds();
      navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
      if (first !== 'ended') tellEnds();
      ended.clear();
    },
    open: () => [...opened].flatMap(({ readyState, label }) => (readyState === 'live' ? [label] : [])).sort(),
  };
  Object.assign(window, { sockets });
}
