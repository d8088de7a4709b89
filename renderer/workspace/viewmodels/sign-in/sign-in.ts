import { batch, computed, signal, type ReadonlySignal } from '@preact/signals';
import { toFailure, type Failure } from '../../../base/failure.ts';
import type { DesktopBridge, DiscoveredServer, Managed } from '../../../../preload/contract.ts';
import type { Clock } from '../clock.ts';
import { createCountdown } from '../countdown.ts';
import { askDesktop } from '../desktop.ts';
import { requestThrough, type Engine } from '../engine.ts';
import { placeOf, type FailurePlace } from './failure-place.ts';

/** What stands at one place of the form: a failure, or that something must be entered. */
export type Complaint = { readonly kind: 'failure'; readonly failure: Failure } | { readonly kind: 'empty' };

export interface SignInModel {
  readonly server: ReadonlySignal<string>;
  /** The organisation gives the server; the person does not choose. */
  readonly serverGiven: boolean;
  /** Undefined until discovery has found it: only then names and passwords are asked for, unless the server is given. */
  readonly found: ReadonlySignal<DiscoveredServer | undefined>;
  readonly user: ReadonlySignal<string>;
  readonly password: ReadonlySignal<string>;
  readonly busy: ReadonlySignal<'no' | 'searching' | 'signing-in'>;
  readonly complaints: ReadonlySignal<Readonly<Partial<Record<FailurePlace, Complaint>>>>;
  /** Milliseconds until the server takes another try. */
  readonly wait: ReadonlySignal<number | undefined>;
  readonly setServer: (server: string) => void;
  readonly setUser: (user: string) => void;
  readonly setPassword: (password: string) => void;
  readonly search: () => void;
  /** Back to the choice of a server; undefined where there is none. */
  readonly change: ReadonlySignal<(() => void) | undefined>;
  readonly submit: () => void;
  readonly dispose: () => void;
}

/** When the server does not say how long to wait. */
const defaultWaitMs = 30_000;

export function createSignInModel({
  engine,
  desktop,
  given,
  clock,
}: {
  readonly engine: Engine;
  readonly desktop: DesktopBridge;
  readonly given: Managed<string> | undefined;
  readonly clock: Clock;
}): SignInModel {
  const server = signal(given?.value ?? '');
  const found = signal<DiscoveredServer | undefined>(undefined);
  const user = signal('');
  const password = signal('');
  const busy = signal<'no' | 'searching' | 'signing-in'>('no');
  const complaints = signal<SignInModel['complaints']['value']>({});
  const countdown = createCountdown(clock);

  const complain = (place: FailurePlace, complaint: Complaint): void => void (complaints.value = { [place]: complaint });
  const settle = (place: FailurePlace): void => {
    const { [place]: gone, form, ...rest } = complaints.peek();
    if (gone || form) complaints.value = rest;
  };

  const fail = (error: unknown, fallback: FailurePlace): void => {
    const failure = toFailure(error);
    const place = placeOf(failure);
    // A server that was chosen and found has no field any more: what is wrong with it by now stands above the button.
    const gone = place === 'server' && given === undefined && found.peek() !== undefined;
    complain(gone ? 'form' : place === 'form' ? fallback : place, { kind: 'failure', failure });
    if (failure.code === 'too-many-tries') countdown.start(failure.retryAfterMs ?? defaultWaitMs);
  };

  let searching: Promise<DiscoveredServer | undefined> | undefined;

  const search = (): Promise<DiscoveredServer | undefined> =>
    (searching ??= discover().finally(() => void (searching = undefined)));

  const discover = async (): Promise<DiscoveredServer | undefined> => {
    const asked = server.peek().trim();
    if (asked === '') {
      complain('server', { kind: 'empty' });
      return undefined;
    }
    batch(() => {
      busy.value = 'searching';
      complaints.value = {};
    });
    try {
      return (found.value = await askDesktop(desktop, 'discovery.resolve', { server: asked }));
    } catch (error) {
      fail(error, 'server');
      return undefined;
    } finally {
      busy.value = 'no';
    }
  };

  const submit = async (): Promise<void> => {
    if (busy.peek() === 'signing-in' || countdown.left.peek() !== undefined) return;
    const name = user.peek().trim();
    if (name === '') return complain('user', { kind: 'empty' });
    if (password.peek() === '') return complain('password', { kind: 'empty' });
    const homeserver = found.peek() ?? (await search());
    if (!homeserver) return;
    batch(() => {
      busy.value = 'signing-in';
      complaints.value = {};
    });
    try {
      const { serverName, baseUrl } = homeserver;
      await requestThrough(engine, 'session.signIn', {
        homeserver: { serverName, baseUrl },
        user: name,
        password: password.peek(),
      });
      password.value = '';
    } catch (error) {
      fail(error, 'form');
    } finally {
      busy.value = 'no';
    }
  };

  if (given) void search();

  return {
    server,
    serverGiven: given !== undefined,
    found,
    user,
    password,
    busy,
    complaints,
    wait: countdown.left,
    setServer: (next) => {
      server.value = next;
      settle('server');
    },
    setUser: (next) => {
      user.value = next;
      settle('user');
    },
    setPassword: (next) => {
      password.value = next;
      settle('password');
    },
    search: () => void search(),
    change: computed(() => (given === undefined && found.value && busy.value === 'no' ? () => void (found.value = undefined) : undefined)),
    submit: () => void submit(),
    dispose: countdown.dispose,
  };
}
