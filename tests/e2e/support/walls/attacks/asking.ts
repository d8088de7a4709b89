import type { Attack } from '../attack.ts';

/* What a page may have only with somebody's leave; whoever gets it tells the canary. */

const asking = (name: string, act: Attack['act']): Attack => ({ name, from: 'workspace', walls: ['permissions'], act });

export const askingLeave: readonly Attack[] = [
  asking('camera', async (address) => {
    const stream = await navigator.mediaDevices.getUserMedia({ video: true });
    for (const track of stream.getTracks()) track.stop();
    await fetch(address, { mode: 'no-cors' });
  }),
  asking('microphone', async (address) => {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    for (const track of stream.getTracks()) track.stop();
    await fetch(address, { mode: 'no-cors' });
  }),
  asking('notification', async (address) => {
    if ((await Notification.requestPermission()) === 'granted') await fetch(address, { mode: 'no-cors' });
  }),
  asking('location-of-person', async (address) => {
    const { state } = await navigator.permissions.query({ name: 'geolocation' });
    if (state === 'granted') await fetch(address, { mode: 'no-cors' });
  }),
  asking('clipboard-read', async (address) => {
    const { state } = await navigator.permissions.query({ name: 'clipboard-read' as PermissionName });
    if (state === 'granted') await fetch(address, { mode: 'no-cors' });
  }),
  asking('idle', async (address) => {
    const { state } = await navigator.permissions.query({ name: 'idle-detection' as PermissionName });
    if (state === 'granted') await fetch(address, { mode: 'no-cors' });
  }),
  asking('midi', async (address) => {
    const { state } = await navigator.permissions.query({ name: 'midi', sysex: true } as unknown as PermissionDescriptor);
    if (state === 'granted') await fetch(address, { mode: 'no-cors' });
  }),
];
