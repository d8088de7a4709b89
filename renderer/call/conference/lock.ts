import type { StateStore } from './store.ts';

/**
 * The password of a locked conference, for the way back: nobody is asked for one that they have never typed. Who locks
 * tells it to everybody inside whom Matrix confirms, and to nobody else: a name alone is only claimed, and whoever is put
 * out could come back with it. The server knows the password anyway; it is the one who asks for it.
 */
export interface Lock {
  /** One has locked the conference oneself, or opened it. */
  set(password: string | undefined): void;
  /** Somebody who moderates has told it. */
  told(password: string): void;
  /** It is open to everybody now, whoever has opened it. */
  opened(): void;
}

export interface LockOptions {
  readonly store: StateStore;
  /** What lets one back in. */
  readonly remember: (password: string | undefined) => void;
  /** To one participant alone. */
  readonly tell: (participantId: string, password: string) => void;
}

export function createLock({ store, remember, tell }: LockOptions): Lock {
  let own: string | undefined;
  let informed: ReadonlySet<string> = new Set();

  function share(): void {
    const { phase, participants } = store.get();
    if (own === undefined || phase !== 'joined') return;
    for (const { id, known } of participants) {
      if (!known || informed.has(id)) continue;
      informed = new Set([...informed, id]);
      tell(id, own);
    }
  }
  store.listen(share);

  const set = (password: string | undefined): void => {
    own = password;
    informed = new Set();
    remember(password);
    share();
  };
  return {
    set,
    told: (password) => {
      own = undefined; // somebody else has locked it since
      remember(password);
    },
    opened: () => set(undefined),
  };
}
