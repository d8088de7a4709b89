import type { CallBrief } from '../contract.ts';
import { callFailure } from './failure.ts';
import type { JitsiLibrary, LibraryConference } from './library/api.ts';
import type { ConferenceFailure } from './model.ts';
import { mayPass, openSession, type Session, type SessionEvents, type SessionLimits } from './session.ts';
import type { StateStore } from './store.ts';

/** Milliseconds. */
export interface CourseLimits extends SessionLimits {
  /** So long media may be interrupted before a new connection is made. */
  readonly interruptedMs: number;
  /** So long a lost conference is tried again. */
  readonly reconnectMs: number;
  /** Before the first try and the following ones; the last goes on. */
  readonly pausesMs: readonly number[];
  /** Others who lost the conference as well get so long to come back before it is called joined without them. */
  readonly graceMs: number;
}

export interface CourseOptions {
  readonly store: StateStore;
  readonly brief: () => CallBrief;
  readonly library: () => Promise<JitsiLibrary>;
  readonly token: () => Promise<string | undefined>;
  /** Of a locked conference: what a page before this one has left, and what the next one may need. Never rejects. */
  readonly password: {
    readonly recall: () => Promise<string | undefined>;
    readonly keep: (password: string | undefined) => void;
  };
  readonly limits: CourseLimits;
  readonly prepare: (library: JitsiLibrary, conference: LibraryConference) => Promise<void>;
  readonly joined: () => void;
  /** The conference is gone, for now at least. */
  readonly lost: () => void;
  /** It is over: microphone and camera are to be released. */
  readonly left: () => void;
  /** Cuts a pause short: the network is back. */
  readonly whenOnline: (listener: () => void) => () => void;
  /** Why a connection is renewed, or was given up; in the library's own words, without names. */
  readonly log: (text: string) => void;
}

/** The way into a conference and back into it: what phase it is in. */
export interface Course {
  /** Connects and joins; in `left` again after the end. */
  join(): Promise<void>;
  leave(): Promise<void>;
  /** What lets one back into a conference that is locked: nobody is asked for what is known. */
  rememberPassword(password: string | undefined): void;
  /** Makes a new connection in the place of this one. */
  renew(): void;
}

export function createCourse(options: CourseOptions): Course {
  const { store, limits } = options;
  let session: Session | undefined;
  /** Counts up with every change of mind: what was under way before is over. */
  let life = 0;
  let remembered: string | undefined;
  let hasJoined = false;
  let interruption: ReturnType<typeof setTimeout> | undefined;

  const logged = (what: string, { code, detail = '' }: ConferenceFailure): void => options.log(`${what}: ${code} ${detail}`.trim());
  const setPhase = (phase: 'connecting' | 'joined' | 'reconnecting'): void => store.set({ phase, failure: undefined });

  function dropSession(): Promise<void> {
    clearTimeout(interruption);
    const leaving = session?.leave();
    session = undefined;
    options.lost();
    store.set({ password: undefined, isDirect: false });
    return leaving ?? Promise.resolve();
  }

  function leftBy(failure: ConferenceFailure | undefined): Promise<void> {
    store.set({ phase: 'left', failure });
    const leaving = dropSession();
    options.left();
    return leaving;
  }

  /** Until somebody else is there again, or the grace is over. */
  const othersBack = (mine: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(end, limits.graceMs);
      const stop = store.listen(({ phase, participants }) => {
        if (mine !== life || phase !== 'reconnecting' || participants.length > 0) end();
      });
      function end(): void {
        clearTimeout(timer);
        stop();
        resolve();
      }
    });

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(end, ms);
      const stop = options.whenOnline(end);
      function end(): void {
        clearTimeout(timer);
        stop();
        resolve();
      }
    });

  const askPassword = (mine: number): SessionEvents['password'] => {
    let wasTyped = false;
    const ask = (): Promise<string | undefined> =>
      new Promise((resolve) => {
        const answer = (password: string): void => {
          wasTyped = true;
          store.set({ password: undefined });
          remembered = password;
          resolve(password);
        };
        store.set({ password: { wasWrong: wasTyped, lockedMeanwhile: hasJoined, answer } });
      });
    return async (again) => {
      const known = again ? undefined : (remembered ?? (await options.password.recall()));
      if (mine !== life) return undefined;
      if (known === undefined) return ask();
      return (remembered = known);
    };
  };

  async function connect(mine: number): Promise<void> {
    const [library, jwt] = await Promise.all([options.library(), options.token()]);
    if (mine !== life) return;
    const ask = askPassword(mine);
    const way = { wasLocked: false };
    const events: SessionEvents = {
      prepare: (conference) => options.prepare(library, conference),
      password: (again) => {
        way.wasLocked = true;
        return ask(again);
      },
      ended: (failure) => {
        if (mine === life) onEnd(failure);
      },
      interrupted: (now) => {
        if (mine === life) onInterrupted(now);
      },
    };
    const hadOthers = store.get().participants.length > 0;
    const opened = await openSession(library, options.brief(), jwt, limits, events);
    if (mine !== life) return void opened.leave();
    session = opened;
    hasJoined = true;
    // The library tells of changes only, and thinks that whoever came by a password has been told.
    if (way.wasLocked) {
      store.set({ isLocked: true });
      options.password.keep(remembered);
    }
    options.joined();
    if (hadOthers && store.get().participants.length === 0) await othersBack(mine);
    if (mine === life) setPhase('joined');
  }

  function onEnd(failure: ConferenceFailure): void {
    if (mayPass(failure.code)) void reconnect(failure);
    else {
      life += 1;
      void leftBy(failure);
    }
  }

  function onInterrupted(now: boolean): void {
    clearTimeout(interruption);
    setPhase(now ? 'reconnecting' : 'joined');
    if (now) options.log('media are interrupted');
    if (now) interruption = setTimeout(() => void reconnect({ code: 'call-media-blocked', detail: 'interrupted' }), limits.interruptedMs);
  }

  async function reconnect(why: ConferenceFailure): Promise<void> {
    const mine = ++life;
    logged('connects anew', why);
    setPhase('reconnecting');
    await dropSession();
    const until = Date.now() + limits.reconnectMs;
    let failure = why;
    for (let round = 0; Date.now() < until; round += 1) {
      await pause(limits.pausesMs[Math.min(round, limits.pausesMs.length - 1)] ?? 0);
      if (mine !== life) return;
      try {
        return await connect(mine);
      } catch (error) {
        if (mine !== life) return;
        failure = callFailure(error);
        logged(`try ${round + 1} failed`, failure);
        if (!mayPass(failure.code)) break;
      }
    }
    life += 1;
    void leftBy(failure);
  }

  return {
    rememberPassword(password) {
      remembered = password;
      options.password.keep(password);
    },
    async join() {
      const mine = ++life;
      setPhase('connecting');
      try {
        await connect(mine);
      } catch (error) {
        if (mine === life) void leftBy(callFailure(error));
      }
    },
    async leave() {
      life += 1;
      await leftBy(undefined);
    },
    renew: () => void reconnect({ code: 'call-unreachable', detail: 'held' }),
  };
}
