import { isObject, numberAt, textAt, type Json } from '../session/json.ts';
import type { MinimalEvent, RawEvent } from '../store/api.ts';

/*
 * Events come from servers and people that may be hostile. Whatever is not of the specification's shape is left out
 * here, before the SDK or the store sees it; the rest of the response goes on.
 */

/** Identifiers have at most 255 bytes, an event 65,536; servers add `unsigned` with bundled relations to that. */
const maxId = 255;
const maxEvent = 512 * 1024;
const maxDepth = 100;
const unsafe: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

const isName = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= maxId && !unsafe.has(value);

/** The Rust crypto throws on a server name it cannot parse, and takes the whole response with it. */
const serverName = '(?:[A-Za-z0-9.-]+|\\[[\\da-fA-F:.]+\\])(?::\\d{1,5})?';
const userIdPattern = new RegExp(`^@[^:\\s]*:${serverName}$`);

export const isUserId = (value: unknown): value is string => isName(value) && userIdPattern.test(value);
export const isRoomId = (value: unknown): value is string => isName(value) && /^!\S+$/.test(value);

/** True where the value is no deeper and no longer than an event may be. */
function isModest(value: Json): boolean {
  let budget = maxEvent;
  const visit = (part: unknown, depth: number): boolean => {
    if (typeof part === 'string') budget -= part.length;
    budget -= 4;
    if (budget < 0 || depth > maxDepth) return false;
    if (Array.isArray(part)) return part.every((item) => visit(item, depth + 1));
    if (!isObject(part)) return true;
    return Object.keys(part).every((key) => {
      budget -= key.length;
      return visit(part[key], depth + 1);
    });
  };
  return visit(value, 0);
}

/** A room event with ID, sender and time; undefined where it is none. */
export function readRawEvent(value: unknown): RawEvent | undefined {
  if (!isObject(value) || !isModest(value)) return undefined;
  const { type, content, event_id, sender, state_key, unsigned, redacts } = value;
  const origin_server_ts = numberAt(value, 'origin_server_ts');
  if (!isName(type) || !isObject(content) || !isName(event_id) || !isUserId(sender) || origin_server_ts === undefined) return undefined;
  if (state_key !== undefined && !isStateKey(state_key)) return undefined;
  return {
    type,
    content,
    event_id,
    sender,
    origin_server_ts,
    ...(state_key === undefined ? {} : { state_key }),
    ...(isObject(unsigned) ? { unsigned } : {}),
    ...(typeof redacts === 'string' ? { redacts } : {}),
  };
}

/** Account data, stripped state or an ephemeral event. */
export function readMinimalEvent(value: unknown): MinimalEvent | undefined {
  if (!isObject(value) || !isModest(value)) return undefined;
  const { type, content, state_key } = value;
  const sender = textAt(value, 'sender');
  if (!isName(type) || !isObject(content)) return undefined;
  if (state_key !== undefined && !isStateKey(state_key)) return undefined;
  return {
    type,
    content,
    ...(isUserId(sender) ? { sender } : {}),
    ...(state_key === undefined ? {} : { state_key }),
  };
}

const isStateKey = (value: unknown): value is string => value === '' || isName(value);

/** Reads a list, leaving out what `read` does not know; `skipped` counts those. */
export function readList<T>(
  values: readonly unknown[],
  read: (value: unknown) => T | undefined,
  skipped: { count: number },
): readonly T[] {
  return values.flatMap((value) => {
    const item = read(value);
    if (item === undefined) skipped.count += 1;
    return item === undefined ? [] : [item];
  });
}
