import { signal } from '@preact/signals';
import type { CallSnapshot, CurrentCall, IncomingCall } from '../../preload/contract/calls.ts';
import type { PickerSnapshot, PickerSource } from '../../preload/contract/picker.ts';
import { storyNow, type Stories, type Story } from '../ui/index.ts';
import { noCall, type RingModel } from './ring-model.ts';
import { RingWindow, type RingView } from './ring-window.tsx';

/* The small windows of a call. */

const nothing = (): void => undefined;

const holger = { userId: '@holger.steinbach:land.example', name: 'Holger Steinbach', avatar: undefined };

const incoming: IncomingCall = {
  callId: 'story-call',
  roomId: '!direct:land.example',
  title: 'Holger Steinbach',
  kind: 'direct',
  media: 'audio',
  peer: holger,
  caller: holger,
  expiresTs: storyNow + 30_000,
  confirmed: true,
};

const current: CurrentCall = {
  callId: 'story-call',
  roomId: '!room:land.example',
  title: 'Haushaltsklausur Kapitel 03',
  kind: 'room',
  media: 'video',
  peer: undefined,
  phase: 'joined',
  outgoing: false,
  placement: 'stage',
  connectedTs: storyNow - 900_000,
  muted: false,
  camera: true,
  sharing: 'Anmeldung_2027_Kap03.xlsx',
  handRaised: false,
  moderates: false,
  participants: 8,
  direct: false,
};

/** A PNG of one pixel: thumbnails are pictures like any other. */
const pixel = (colour: 'paper' | 'ink'): Uint8Array =>
  Uint8Array.from(
    atob(
      colour === 'paper'
        ? 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP48vE1AAV0At9CAjGKAAAAAElFTkSuQmCC'
        : 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGNQMXECAAEnAJvGwjwaAAAAAElFTkSuQmCC',
    ),
    (sign) => sign.charCodeAt(0),
  );

const source = (id: string, kind: PickerSource['kind'], name: string, colour: 'paper' | 'ink' = 'paper'): PickerSource => ({ id, kind, name, picture: pixel(colour) });

const sources: readonly PickerSource[] = [
  source('screen:1', 'screen', 'Bildschirm 1', 'ink'),
  source('screen:2', 'screen', 'Bildschirm 2', 'ink'),
  source('window:1', 'window', 'Anmeldung_2027_Kap03.xlsx – LibreOffice Calc'),
  source('window:2', 'window', 'Vermerk Fortbildung E-Akte, Entwurf.odt – LibreOffice Writer'),
  source('window:3', 'window', 'Intranet'),
  source('window:4', 'window', 'Rechner'),
];

interface Shown {
  readonly call?: Partial<CallSnapshot>;
  readonly picker?: PickerSnapshot;
}

const model = ({ call, picker }: Shown): RingModel => ({
  environment: signal(undefined),
  call: signal({ ...noCall, ...call }),
  picker: signal(picker),
  answer: nothing,
  decline: nothing,
  mute: nothing,
  stopSharing: nothing,
  choose: nothing,
});

const small = (name: string, view: RingView, shown: Shown, window: Story['window'], more: Partial<Story> = {}): Story => ({
  name,
  draw: () => <RingWindow view={view} model={model(shown)} now={() => storyNow} sound={undefined} />,
  ...(window && { window }),
  ...more,
});

const click = (selector: string) => (root: HTMLElement) => root.querySelector<HTMLElement>(selector)?.click();

export const ringStories: readonly Stories[] = [
  {
    area: 'ring',
    stories: [
      small('ringing', 'ringing', { call: { ringing: incoming } }, 'ringing'),
      small('ringing-video', 'ringing', { call: { ringing: { ...incoming, media: 'video', confirmed: false, caller: { ...holger, avatar: 'mxc://land.example/holger' } } } }, 'ringing'),
      small(
        'ringing-room',
        'ringing',
        { call: { ringing: { ...incoming, kind: 'room', title: 'Stab Hochwasserschutz Musterstadt-Nord', caller: { ...holger, name: 'Dr. Friederike Nolte-Schwarzenberger' } } } },
        'ringing',
      ),
      small('ringing-forced-colours', 'ringing', { call: { ringing: incoming } }, 'ringing', { forcedColors: true }),
      small('quick-reply', 'ringing', { call: { ringing: incoming } }, 'ringing', { act: click('.ringing-more .btn') }),
      small('presenting', 'presenting', { call: { current } }, 'bar'),
      small('presenting-muted', 'presenting', { call: { current: { ...current, muted: true, sharing: '' } } }, 'bar'),
      small('picker', 'picker', { picker: { sources, audioPossible: true } }, 'picker', { act: click('.picker-source:nth-child(1)') }),
      small('picker-unchosen', 'picker', { picker: { sources, audioPossible: false } }, 'picker'),
      small('picker-loading', 'picker', {}, 'picker'),
      small('picker-empty', 'picker', { picker: { sources: [], audioPossible: false } }, 'picker'),
    ],
  },
];
