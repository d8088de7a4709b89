import type { OutgoingMessage } from '../store/api.ts';

/** What a room's queue does next. */
export type Step =
  | { readonly do: 'nothing' }
  /** Milliseconds since 1970 at which to ask again. */
  | { readonly do: 'wait'; readonly until: number }
  /** Whether the server has it already is not known, and the same transaction ID would not tell: look before repeating. */
  | { readonly do: 'look-up'; readonly message: OutgoingMessage }
  | { readonly do: 'send'; readonly message: OutgoingMessage };

/** How a room's queue stands in this run of the program. */
export interface RoomRun {
  /** A request or a look-up is under way. */
  readonly busy: boolean;
  /** No request before this time, UTC milliseconds. */
  readonly notBefore: number;
  /** The message that was looked up and is not at the server. */
  readonly lookedUp: string | undefined;
}

/** Synapse keeps transaction IDs for 24 hours (decisions, "Two truths"); an hour less, for clocks that differ. */
export const serverRemembersMs = 23 * 60 * 60 * 1_000;

/** Whether the server would take a repetition for a new message: it forgot the transaction ID, or never knew it. */
export const mustLookUp = (message: OutgoingMessage, deviceId: string, now: number): boolean =>
  message.firstAttemptAt !== undefined &&
  (message.deviceId !== deviceId || now - message.firstAttemptAt >= serverRemembersMs || now < message.firstAttemptAt);

/**
 * The next step for the messages of one room, by sequence. One request at a time, so that the order is kept; a message
 * that was refused for good does not hold up the rest.
 */
export function nextStep(messages: readonly OutgoingMessage[], run: RoomRun, deviceId: string, now: number): Step {
  if (run.busy) return { do: 'nothing' };
  const message = messages.find(({ state }) => state === 'queued' || state === 'sending');
  if (!message) return { do: 'nothing' };
  if (now < run.notBefore) return { do: 'wait', until: run.notBefore };
  const look = run.lookedUp !== message.txnId && mustLookUp(message, deviceId, now);
  return { do: look ? 'look-up' : 'send', message };
}
