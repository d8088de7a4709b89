import { kept } from '../../../base/same.ts';
import type { DeviceChoice } from '../../contract.ts';
import type { Device, DeviceKind, Devices } from '../model.ts';

export type DeviceLists = Readonly<Record<DeviceKind, readonly Device[]>>;
export type AllDevices = Readonly<Record<DeviceKind, Devices>>;

/** Not taken from the contract: its schemas stay out of the page. */
export const deviceKinds: readonly DeviceKind[] = ['audioinput', 'audiooutput', 'videoinput'];

/** One of Chromium's aliases for another entry; the other, `default`, is what follows the system. */
const isAlias = ({ id }: Device): boolean => id === 'communications';

/** Of a kind that the person has not allowed yet Chromium tells only that there is something, without ID and label. */
export const isNameless = ({ id }: Device): boolean => id === '';

/** The machine's devices by kind, without repetitions. */
export async function listDevices(source: Pick<MediaDevices, 'enumerateDevices'>): Promise<DeviceLists> {
  const all = await source.enumerateDevices();
  const of = (kind: DeviceKind): readonly Device[] =>
    all
      .filter((device) => device.kind === kind)
      .map(({ deviceId, label }) => ({ id: deviceId, label }))
      .filter((device) => !isAlias(device));
  return { audioinput: of('audioinput'), audiooutput: of('audiooutput'), videoinput: of('videoinput') };
}

/**
 * Which device is used: the wanted one, by its label, since IDs of a partition in memory are new each time; where it is
 * not plugged in, the system's default, until it comes back.
 */
export function pickDevice(available: readonly Device[], wantedLabel: string | undefined): Devices {
  const wanted = wantedLabel === undefined ? undefined : available.find(({ label }) => label === wantedLabel);
  const chosen = wanted ?? available.find(({ id }) => id === 'default') ?? available[0];
  const isMissing = wantedLabel !== undefined && !wanted && !available.some(isNameless);
  return { available, chosenId: chosen?.id, missingLabel: isMissing ? wantedLabel : undefined };
}

/** What has not changed stays the same object. */
export function pickDevices(before: AllDevices, lists: DeviceLists, wanted: DeviceChoice): AllDevices {
  const entries = deviceKinds.map((kind) => [kind, kept(before[kind], pickDevice(lists[kind], wanted[kind]?.label))] as const);
  return entries.every(([kind, devices]) => before[kind] === devices) ? before : (Object.fromEntries(entries) as AllDevices);
}

const none: Devices = { available: [], chosenId: undefined, missingLabel: undefined };
export const noDevices: AllDevices = { audioinput: none, audiooutput: none, videoinput: none };

export const labelOf = ({ available, chosenId }: Devices): string => available.find(({ id }) => id === chosenId)?.label ?? '';
