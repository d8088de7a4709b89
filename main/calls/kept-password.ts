import type { CallState, Current, Place } from './machine/state.ts';

/**
 * The password of the current call's conference: in memory alone, and no longer than the call or the way back to it
 * lasts. It is not part of the machine's state, which is told and looked at in many places.
 */
export interface KeptPassword {
  keep(call: Current, place: Place, password: string | undefined): void;
  of(call: Current, place: Place): string | undefined;
  /** To be called after each transition. */
  follow(state: CallState): void;
}

const nameOf = ({ subject }: Pick<Current, 'subject'>, { domain, id }: Place): string => JSON.stringify([subject.callId, domain, id]);

export function createKeptPassword(): KeptPassword {
  let kept: { readonly callId: string; readonly name: string; readonly password: string } | undefined;
  return {
    keep: (call, place, password) =>
      void (kept = password === undefined ? undefined : { callId: call.subject.callId, name: nameOf(call, place), password }),
    of: (call, place) => (kept?.name === nameOf(call, place) ? kept.password : undefined),
    follow: ({ current, ended }) => {
      const callId = current?.subject.callId ?? (ended?.canRejoin ? ended.subject.callId : undefined);
      if (kept?.callId !== callId) kept = undefined;
    },
  };
}
