import { FailureError } from '../../../base/failure.ts';
import type { CallFailureCode } from '../../contract.ts';
import type { ConferenceFailure, DeviceKind } from '../model.ts';

export type CaptureKind = Exclude<DeviceKind, 'audiooutput'>;

const codes: Readonly<Record<CaptureKind, Readonly<Record<'none' | 'busy', CallFailureCode>>>> = {
  audioinput: { none: 'call-no-microphone', busy: 'call-microphone-busy' },
  videoinput: { none: 'call-no-camera', busy: 'call-camera-busy' },
};

/** Why a device could not be had, in the contract's words (names of the Media Capture specification, 10.2.2). */
export function captureFailure(kind: CaptureKind, error: unknown): ConferenceFailure {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const detail = `${name}: ${message}`;
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return { code: 'call-permission', detail };
    case 'NotFoundError':
    case 'OverconstrainedError':
      return { code: codes[kind].none, detail };
    case 'NotReadableError':
    case 'AbortError':
    case 'TimeoutError':
      return { code: codes[kind].busy, detail };
    default:
      return { code: 'call-internal', detail };
  }
}

export interface Wanted {
  readonly kind: CaptureKind;
  readonly deviceId: string | undefined;
  /** Of a microphone. Echo and loudness are never a person's own affair: the others bear them. */
  readonly noiseSuppression: boolean;
}

/** `ideal`, so that a device that has just gone is no failure: another one is used. */
const constraints = ({ kind, deviceId, noiseSuppression }: Wanted): MediaStreamConstraints => {
  const device = deviceId === undefined || deviceId === '' ? {} : { deviceId: { ideal: deviceId } };
  return kind === 'audioinput'
    ? { audio: { ...device, echoCancellation: true, noiseSuppression, autoGainControl: true } }
    : { video: { ...device, width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30, max: 30 } } };
};

const stop = (stream: MediaStream): void => stream.getTracks().forEach((track) => track.stop());

/** A microphone or a camera. Rejects with a failure of the contract; a device that does not answer counts as busy. */
export async function openDevice(
  source: Pick<MediaDevices, 'getUserMedia'>,
  wanted: Wanted,
  timeoutMs: number,
): Promise<MediaStream> {
  const opening = source.getUserMedia(constraints(wanted));
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      opening.then(stop, () => undefined);
      reject(new DOMException(`nothing within ${timeoutMs} ms`, 'TimeoutError'));
    }, timeoutMs);
  });
  try {
    return await Promise.race([opening, late]);
  } catch (error) {
    throw new FailureError(captureFailure(wanted.kind, error));
  } finally {
    clearTimeout(timer);
  }
}
