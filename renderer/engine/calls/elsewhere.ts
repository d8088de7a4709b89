import { isObject, listAt, numberAt, objectAt, textAt, type Json } from '../session/json.ts';
import type { MinimalEvent, RawEvent, StoredEvent } from '../store/api.ts';
import { isRtcMember, rtcTypes } from './event-types.ts';

/** A device in a MatrixRTC call of another client. */
export interface RtcMember {
  readonly userId: string;
  /** UTC milliseconds. */
  readonly joinedTs: number;
  readonly expiresTs: number;
  readonly media: 'audio' | 'video';
}

/** Defaults of MSC3401 and MSC4354; nobody is believed to be in a call for longer. */
const stateLifetimeMs = 4 * 60 * 60_000;
const stickyLifetimeMs = 60 * 60_000;
/** A call of another client with more people than this is shown with these. */
const most = 500;

type State = MinimalEvent & Partial<RawEvent>;

const memberStates: readonly string[] = rtcTypes.memberState;

/**
 * Who is in the MatrixRTC call of a room: by state events (MSC3401, one for each device, or the older list of
 * memberships) and by sticky events of the timeline (MSC4143), oldest first.
 */
export function rtcMembers(states: readonly State[], sticky: readonly StoredEvent[], now: number): readonly RtcMember[] {
  const members = [...states.flatMap(ofState), ...ofSticky(sticky)].filter(({ expiresTs, joinedTs }) => expiresTs > now && joinedTs <= now + stickyLifetimeMs);
  return members.sort((a, b) => a.joinedTs - b.joinedTs).slice(0, most);
}

function ofState({ type, content, sender, state_key, origin_server_ts = 0 }: State): readonly RtcMember[] {
  // Nobody speaks for others: the key begins with the user ID, where it is not the user ID.
  if (!memberStates.includes(type) || sender === undefined || !isOwnKey(state_key ?? '', sender)) return [];
  const memberships = Array.isArray(content['memberships']) ? listAt(content, 'memberships').filter(isObject) : [content];
  return memberships.flatMap((membership): readonly RtcMember[] => {
    if (textAt(membership, 'application') !== 'm.call') return [];
    const joinedTs = numberAt(membership, 'created_ts') ?? origin_server_ts;
    const lifetime = within(numberAt(membership, 'expires'), stateLifetimeMs);
    return [{ userId: sender, joinedTs, expiresTs: joinedTs + lifetime, media: mediaOf(membership) }];
  });
}

const isOwnKey = (key: string, sender: string): boolean => {
  const bare = key.startsWith('_') ? key.slice(1) : key;
  return bare === sender || bare.startsWith(`${sender}_`);
};

function ofSticky(events: readonly StoredEvent[]): readonly RtcMember[] {
  const latest = new Map<string, StoredEvent>();
  for (const event of events) {
    const key = textAt(event.content, 'sticky_key') ?? textAt(event.content, 'msc4354_sticky_key');
    if (isRtcMember(event.type) && key !== undefined) latest.set(`${event.sender} ${key}`, event);
  }
  return [...latest.values()].flatMap(({ sender, ts, content, raw, redacted }): readonly RtcMember[] => {
    // Who has left sends the key alone.
    if (redacted || textAt(objectAt(content, 'application'), 'type') !== 'm.call') return [];
    const duration = numberAt(objectAt(raw, 'sticky'), 'duration_ms') ?? numberAt(objectAt(raw, 'msc4354_sticky'), 'duration_ms');
    return [{ userId: sender, joinedTs: ts, expiresTs: ts + within(duration, stickyLifetimeMs), media: mediaOf(objectAt(content, 'application')) }];
  });
}

const within = (value: number | undefined, limit: number): number => (value !== undefined && value > 0 ? Math.min(value, limit) : limit);

const mediaOf = (of: Json): RtcMember['media'] => (textAt(of, 'm.call.intent') === 'audio' ? 'audio' : 'video');
