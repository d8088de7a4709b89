import type { JsonObject, MinimalEvent, RawEvent } from '../api/events.ts';

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function stringAt(object: JsonObject | undefined, key: string): string | undefined {
  const value = object?.[key];
  return typeof value === 'string' ? value : undefined;
}

export function objectAt(object: JsonObject | undefined, key: string): JsonObject | undefined {
  const value = object?.[key];
  return isObject(value) ? value : undefined;
}

/** A row's JSON, which this store has written. */
export const parseObject = (json: string): JsonObject => JSON.parse(json) as JsonObject;

/** Far above what a server may send (65,536 bytes an event plus what it adds in `unsigned`). */
const maxEventChars = 1_000_000;

/** The JSON of an event of a timeline, undefined where it is none that could be stored. */
export function eventJson(event: RawEvent): string | undefined {
  if (!isMinimal(event) || !isId(event.event_id) || !isId(event.sender)) return undefined;
  if (!Number.isSafeInteger(event.origin_server_ts)) return undefined;
  if (event.unsigned !== undefined && !isObject(event.unsigned)) return undefined;
  return bounded(event);
}

/** The JSON of an event without a place in a timeline. */
export const minimalEventJson = (event: MinimalEvent): string | undefined => (isMinimal(event) ? bounded(event) : undefined);

function isMinimal(event: unknown): event is MinimalEvent {
  if (!isObject(event) || typeof event['type'] !== 'string' || !isObject(event['content'])) return false;
  return event['state_key'] === undefined || typeof event['state_key'] === 'string';
}

const isId = (value: unknown): boolean => typeof value === 'string' && value.length > 0 && value.length <= 255;

function bounded(event: MinimalEvent): string | undefined {
  const json = JSON.stringify(event);
  return json.length <= maxEventChars ? json : undefined;
}
