import { z } from 'zod';
import type { StoredEvent } from '../store/api.ts';
import { numberAt } from '../session/json.ts';
import { sentTsKey } from '../sync/arrival.ts';
import { callIdOf, callTypes } from './event-types.ts';

/*
 * Events about calls as others wrote them. What has not this shape is no event about a call; extra fields are passed
 * over, so that later versions may add some.
 */

export interface RungConference {
  readonly domain: string;
  readonly id: string;
  readonly auth: string | undefined;
}

interface Base {
  readonly eventId: string;
  readonly callId: string;
  readonly sender: string;
  /** UTC milliseconds by the sender's server. */
  readonly ts: number;
}

export interface Ring extends Base {
  readonly kind: 'ring';
  readonly media: 'audio' | 'video';
  readonly notification: 'ring' | 'notification';
  /**
   * By the sender's clock, or by its server's where the two are too far apart; put right by what is known of this
   * machine's clock. UTC milliseconds.
   */
  readonly startedTs: number;
  readonly lifetimeMs: number;
  /** Whom it is for; undefined: everybody. */
  readonly mentions: readonly string[] | undefined;
  readonly conference: RungConference | undefined;
  /** Encrypted by a device that its owner has confirmed. */
  readonly confirmed: boolean;
}

export interface Join extends Base {
  readonly kind: 'join';
  readonly deviceId: string;
  readonly endpointId: string | undefined;
  /** Encrypted by a device that its owner has confirmed. */
  readonly confirmed: boolean;
}

export type CallEvent =
  | Ring
  | (Base & { readonly kind: 'decline'; readonly reason: 'declined' | 'busy' })
  | Join
  | (Base & { readonly kind: 'leave'; readonly deviceId: string });

export const ringLifetimeMs = 30_000;
const longestLifetimeMs = 60_000;
/** Clocks that are further apart than this are not trusted (MSC4075). */
const clockToleranceMs = 20_000;

/** A host name as a conference has it, with a port where the deployment is not at 443. */
export const conferenceDomain = z.string().max(255).regex(/^(?=.{1,255}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*(?::\d{1,5})?$/i);
/** The name of a conference: the local part of a chat room's address, which becomes part of a path. */
export const conferenceId = z.string().min(1).max(255).regex(/^[^\s/?#@&:"'<>\\\p{Cc}]+$/u);
const deviceId = z.string().min(1).max(255);

const ringContent = z.object({
  notification_type: z.enum(['ring', 'notification']),
  intent: z.enum(['audio', 'video']),
  sender_ts: z.number().int().optional(),
  lifetime: z.number().positive().optional(),
  'm.mentions': z.object({ user_ids: z.array(z.string()).max(1_000).optional(), room: z.boolean().optional() }).optional(),
  conference: z.object({ domain: conferenceDomain, id: conferenceId, auth: z.string().max(60).optional() }).optional(),
});
const declineContent = z.object({ reason: z.enum(['declined', 'busy']) });
const joinContent = z.object({ device_id: deviceId, endpoint_id: z.string().min(1).max(64).optional() });
const leaveContent = z.object({ device_id: deviceId });

/** An event about a call; undefined for any other and for one that is malformed, redacted or not readable. */
export function readCallEvent(event: StoredEvent): CallEvent | undefined {
  if (event.redacted || event.stateKey !== undefined) return undefined;
  const { type, content, eventId, sender, ts } = event;
  const callId = callIdOf(type, content);
  if (callId === undefined) return undefined;
  const base: Base = { eventId, callId, sender, ts };
  switch (type) {
    case callTypes.ring:
      return readRing(base, event);
    case callTypes.decline: {
      const { data } = declineContent.safeParse(content);
      return data && { ...base, kind: 'decline', reason: data.reason };
    }
    case callTypes.join: {
      const { data } = joinContent.safeParse(content);
      return data && { ...base, kind: 'join', deviceId: data.device_id, endpointId: data.endpoint_id, confirmed: isConfirmed(event) };
    }
    case callTypes.leave: {
      const { data } = leaveContent.safeParse(content);
      return data && { ...base, kind: 'leave', deviceId: data.device_id };
    }
    default:
      return undefined;
  }
}

const isConfirmed = ({ encryption, shield }: StoredEvent): boolean => encryption === 'decrypted' && shield === undefined;

/** How far this machine's clock is ahead of the sender's server, as the event's arrival told; 0 within the tolerance. */
function clockOffset({ raw, ts }: StoredEvent): number {
  const sent = numberAt(raw.unsigned, sentTsKey);
  return sent !== undefined && Math.abs(sent - ts) > clockToleranceMs ? sent - ts : 0;
}

function readRing(base: Base, event: StoredEvent): Ring | undefined {
  const { content } = event;
  const { data } = ringContent.safeParse(content);
  if (!data) return undefined;
  const { sender_ts = base.ts, lifetime = ringLifetimeMs, 'm.mentions': mentions, conference } = data;
  return {
    ...base,
    kind: 'ring',
    media: data.intent,
    notification: data.notification_type,
    startedTs: (Math.abs(sender_ts - base.ts) > clockToleranceMs ? base.ts : sender_ts) + clockOffset(event),
    lifetimeMs: Math.min(lifetime, longestLifetimeMs),
    mentions: !mentions || mentions.room === true ? undefined : (mentions.user_ids ?? []),
    conference: conference && { domain: conference.domain.toLowerCase(), id: conference.id, auth: conference.auth },
    confirmed: isConfirmed(event),
  };
}
