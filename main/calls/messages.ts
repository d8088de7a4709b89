import { fail, toFailure } from '../../renderer/base/failure.ts';
import { createTurns } from '../atomic-file.ts';
import type { Log } from '../log.ts';
import type { CallEngine } from './engine.ts';
import { meetingLink } from './deployment/meeting-link.ts';
import type { CallEffect } from './machine/events.ts';
import type { Announcement } from './machine/state.ts';

type Ring = Extract<CallEffect, { do: 'ring' }>;

/** So long it is tried to tell a room what has become of a call. */
const insistMs = 60_000;

export interface MessageParts {
  readonly engine: CallEngine;
  readonly now: () => number;
  readonly log: Log;
}

/** What rooms are told of calls, in the order in which it happened. */
export interface CallMessages {
  /** Rejects where nobody could be told. A ring that comes late is worse than none: only a restart of the engine is waited for. */
  ring(ring: Ring): Promise<void>;
  decline(roomId: string, callId: string, reason: 'declined' | 'busy'): void;
  announce(announcement: Announcement): void;
  /** `empty`: nobody else is in its conference any more. */
  retract(announcement: Announcement, empty: boolean): void;
  say(roomId: string, text: string): void;
  /** An engine has come that takes the calls of the one before for broken off. */
  again(): void;
  /** Resolves when everything has been told, or given up. */
  settled(): Promise<void>;
}

export function createCallMessages({ engine, now, log }: MessageParts): CallMessages {
  const inTurn = createTurns();
  /** The newest word on each call: for an older one that could not be said it is not tried again. */
  const newest = new Map<string, Announcement>();
  /** Calls whose ring reached nobody. */
  const unheard = new Set<string>();
  const tell = (name: string, work: () => Promise<unknown>): void =>
    void inTurn(work).catch((error: unknown) => log.warn(`calls: ${name}: ${toFailure(error).code}`));
  const announce = (announcement: Announcement): void => {
    const { roomId, callId, endpointId } = announcement;
    newest.set(callId, announcement);
    const isNewest = (): boolean => newest.get(callId) === announcement;
    tell('joined', async () => {
      // Said once even so: the engine takes back what it was told, and a ring that others heard must be taken back.
      if (unheard.has(callId)) return;
      const args = { roomId, callId, ...(endpointId === undefined ? {} : { endpointId }) };
      await engine.insist('call.joined', args, now() + insistMs, isNewest);
    });
  };
  return {
    announce,
    again: () => [...newest.values()].forEach(announce),
    ring: ({ subject, place, untilTs }) =>
      inTurn(async () => {
        const { roomId, callId, media, kind } = subject;
        if (roomId === undefined) return;
        if (!newest.has(callId)) return void unheard.add(callId); // given up before it was this ring's turn
        const conference = { domain: place.domain, id: place.id, ...(place.auth === undefined ? {} : { auth: place.auth }) };
        const url = kind === 'direct' ? {} : { url: meetingLink(place.domain, place.id) };
        const ask = () => engine.request('call.ring', { roomId, callId, media, conference, ...url });
        try {
          if (now() >= untilTs) throw fail('offline', 'the ring would come too late');
          await ask().catch((error: unknown) => {
            if (toFailure(error).code !== 'engine-restarted' || now() >= untilTs) throw error;
            return ask();
          });
        } catch (error) {
          // Of a call that nobody heard of nobody need hear that one is in it.
          unheard.add(callId);
          newest.delete(callId);
          throw error;
        }
      }),
    decline: (roomId, callId, reason) =>
      tell('decline', () => engine.insist('call.decline', { roomId, callId, reason }, now() + insistMs)),
    retract: ({ roomId, callId }, empty) => {
      newest.delete(callId);
      tell('left', () => engine.insist('call.left', { roomId, callId, ...(empty ? { empty } : {}) }, now() + insistMs, () => !newest.has(callId)));
    },
    say: (roomId, text) =>
      tell('message', () => engine.request('message.send', { txnId: crypto.randomUUID(), roomId, text })),
    settled: () => inTurn(() => Promise.resolve()),
  };
}
