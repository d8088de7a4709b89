import type { CallBrief, CallFailureCode } from '../contract.ts';
import type { JitsiLibrary, LibraryConference, LibraryConnection } from './library/api.ts';
import { failCall } from './library/load.ts';
import { connectionOptions } from './library/options.ts';
import type { ConferenceFailure } from './model.ts';

/** One connection with its conference, until either ends. */
export interface Session {
  readonly conference: LibraryConference;
  /** Ends both; the local tracks stay as they are. Never rejects. */
  leave(): Promise<void>;
}

export interface SessionEvents {
  /** The conference is there, not yet joined: the place to listen and to put one's tracks in. */
  readonly prepare: (conference: LibraryConference) => Promise<void>;
  /** The conference is locked; `undefined` gives up. */
  readonly password: (wasWrong: boolean) => Promise<string | undefined>;
  /** After it was joined: it is over. */
  readonly ended: (failure: ConferenceFailure) => void;
  /** Media are interrupted, or flow again. */
  readonly interrupted: (now: boolean) => void;
}

/** Milliseconds. */
export interface SessionLimits {
  readonly connectMs: number;
  readonly joinMs: number;
}

/** What an error of the library means to a person. Names, not values: they are the same in all builds. */
export const conferenceErrors: Readonly<Record<string, CallFailureCode>> = {
  AUTHENTICATION_REQUIRED: 'call-token-refused',
  NOT_ALLOWED_ERROR: 'call-token-refused',
  CONFERENCE_ACCESS_DENIED: 'call-token-refused',
  MEMBERS_ONLY_ERROR: 'call-locked',
  CONFERENCE_MAX_USERS: 'call-full',
  CONFERENCE_DESTROYED: 'call-destroyed',
  ICE_FAILED: 'call-media-blocked',
  OFFER_ANSWER_FAILED: 'call-internal',
  CONNECTION_ERROR: 'call-unreachable',
  FOCUS_DISCONNECTED: 'call-focus-missing',
  FOCUS_LEFT: 'call-focus-missing',
  VIDEOBRIDGE_NOT_AVAILABLE: 'call-focus-missing',
  GRACEFUL_SHUTDOWN: 'call-unreachable',
  CONFERENCE_RESTARTED: 'call-unreachable',
};

const passing: readonly CallFailureCode[] = ['call-unreachable', 'call-focus-missing', 'call-media-blocked', 'call-internal'];
/** Whether a new connection may help. */
export const mayPass = (code: CallFailureCode): boolean => passing.includes(code);

const nameOf = (names: Readonly<Record<string, string>>, value: unknown): string =>
  Object.entries(names).find(([, known]) => known === value)?.[0] ?? String(value);

const textOf = (detail: unknown): string[] =>
  typeof detail === 'string' ? [detail] : detail instanceof Error ? [detail.message] : [];

const detailOf = (name: string, details: readonly unknown[]): string => [name, ...details.flatMap(textOf)].join(' ').slice(0, 500);

const elapsed = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** One limit at a time. */
function createClock(): { start(ms: number, late: () => void): void; stop(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = (): void => clearTimeout(timer);
  return {
    start(ms, late) {
      stop();
      timer = setTimeout(late, ms);
    },
    stop,
  };
}

function connect(library: JitsiLibrary, jwt: string | undefined, options: object, limitMs: number): Promise<LibraryConnection> {
  const { CONNECTION_ESTABLISHED = '', CONNECTION_FAILED = '' } = library.events.connection;
  const connection = new library.JitsiConnection(null, jwt ?? null, options);
  return new Promise((resolve, reject) => {
    const give = (code: CallFailureCode, detail: string): void => {
      clearTimeout(timer);
      reject(failCall(code, detail));
    };
    const timer = setTimeout(() => {
      give('call-unreachable', `connection: nothing within ${limitMs} ms`);
      void connection.disconnect();
    }, limitMs);
    connection.addEventListener(CONNECTION_ESTABLISHED, () => {
      clearTimeout(timer);
      resolve(connection);
    });
    connection.addEventListener(CONNECTION_FAILED, (error: unknown, ...details: readonly unknown[]) => {
      const name = nameOf(library.errors.connection, error);
      give(name === 'PASSWORD_REQUIRED' ? 'call-token-refused' : 'call-unreachable', detailOf(name, details));
    });
    connection.connect();
  });
}

/**
 * Connects and joins. Rejects with a failure of the contract where it does not come that far; afterwards `ended` tells
 * of the end, once.
 */
export async function openSession(
  library: JitsiLibrary,
  brief: CallBrief,
  jwt: string | undefined,
  limits: SessionLimits,
  events: SessionEvents,
): Promise<Session> {
  const options = connectionOptions(library, brief);
  const connection = await connect(library, jwt, options, limits.connectMs);
  const conference = connection.initJitsiConference(brief.conference, options);
  const { events: { conference: on, connection: onConnection }, errors } = library;
  const clock = createClock();
  let isLeft = false;
  let over: ConferenceFailure | undefined;
  let tellEnd: (failure: ConferenceFailure) => void = () => undefined;

  const end = (code: CallFailureCode, detail: string): void => {
    if (over || isLeft) return;
    over = { code, detail };
    clock.stop();
    tellEnd(over);
  };
  const leave = async (): Promise<void> => {
    isLeft = true;
    clock.stop();
    const leaving = (async () => {
      await conference.leave();
    })();
    await Promise.race([leaving.catch(() => undefined), elapsed(2_000)]);
    await Promise.race([Promise.resolve(connection.disconnect()).catch(() => undefined), elapsed(1_000)]);
  };

  const join = (password?: string): void => {
    clock.start(limits.joinMs, () => end('call-focus-missing', `join: nothing within ${limits.joinMs} ms`));
    conference.join(password);
  };
  let asked = 0;
  async function askForPassword(): Promise<void> {
    clock.stop();
    const password = await events.password(asked++ > 0);
    if (over || isLeft) return;
    if (password === undefined) end('call-locked', '');
    else join(password);
  }
  conference.on(on['CONFERENCE_FAILED'] ?? '', (error: unknown, ...details: readonly unknown[]) => {
    const name = nameOf(errors.conference, error);
    if (name === 'PASSWORD_REQUIRED') return void askForPassword();
    end(conferenceErrors[name] ?? 'call-internal', detailOf(name, details));
  });
  conference.on(on['KICKED'] ?? '', () => end('call-removed', ''));
  conference.on(on['CONNECTION_INTERRUPTED'] ?? '', () => events.interrupted(true));
  conference.on(on['CONNECTION_RESTORED'] ?? '', () => events.interrupted(false));
  const dropped = (error: unknown, ...details: readonly unknown[]): void =>
    end('call-unreachable', detailOf(nameOf(errors.connection, error), details));
  connection.addEventListener(onConnection['CONNECTION_FAILED'] ?? '', dropped);
  connection.addEventListener(onConnection['CONNECTION_DISCONNECTED'] ?? '', () => dropped('disconnected'));

  try {
    await events.prepare(conference);
    await new Promise<void>((resolve, reject) => {
      tellEnd = ({ code, detail }) => reject(failCall(code, detail));
      conference.on(on['CONFERENCE_JOINED'] ?? '', () => {
        clock.stop();
        tellEnd = events.ended;
        resolve();
      });
      if (over) tellEnd(over);
      else join();
    });
  } catch (error) {
    await leave();
    throw error;
  }
  return { conference, leave };
}
