import type { Reaction } from '../contract/timeline.ts';
import { objectAt, textAt } from '../session/json.ts';
import type { StoredEvent, StoredRelation } from '../store/api.ts';

/** What other events say about one. */
export interface About {
  readonly edit: StoredEvent | undefined;
  readonly reactions: readonly Reaction[];
}

const longestSymbol = 64;

/**
 * Whether an edit counts (client-server API, "Validity of replacement events"): same sender and type, new content,
 * not a state event, not in plain text where the message was encrypted.
 */
export const isValidEdit = (original: StoredEvent, edit: StoredEvent): boolean =>
  edit.sender === original.sender &&
  edit.type === original.type &&
  edit.stateKey === undefined && original.stateKey === undefined &&
  !edit.redacted &&
  textAt(objectAt(original.content, 'm.relates_to'), 'rel_type') !== 'm.replace' &&
  Object.keys(objectAt(edit.content, 'm.new_content')).length > 0 &&
  (original.encryption === 'none' || edit.encryption === 'decrypted');

/** Of several edits the spec takes the latest by `origin_server_ts`, then by event ID. */
const isLater = (a: StoredEvent, b: StoredEvent | undefined): boolean =>
  b === undefined || a.ts > b.ts || (a.ts === b.ts && a.eventId > b.eventId);

function reactionsOf(relations: readonly StoredRelation[], own: string): readonly Reaction[] {
  const bySymbol = new Map<string, Set<string>>();
  for (const { relType, key, event } of relations) {
    if (relType !== 'm.annotation' || event.type !== 'm.reaction' || event.redacted) continue;
    if (!key || key.length > longestSymbol) continue;
    const senders = bySymbol.get(key) ?? new Set();
    bySymbol.set(key, senders.add(event.sender));
  }
  return [...bySymbol].map(([symbol, senders]) => ({ symbol, count: senders.size, own: senders.has(own) }));
}

/** Edits and reactions of the given events, by the event they are about. */
export function aboutEvents(
  events: readonly StoredEvent[],
  relations: readonly StoredRelation[],
  own: string,
): ReadonlyMap<string, About> {
  const byTarget = Map.groupBy(relations, (relation) => relation.targetId);
  const about = new Map<string, About>();
  for (const event of events) {
    const those = byTarget.get(event.eventId);
    if (!those) continue;
    let edit: StoredEvent | undefined;
    for (const relation of those)
      if (relation.relType === 'm.replace' && isValidEdit(event, relation.event) && isLater(relation.event, edit))
        edit = relation.event;
    about.set(event.eventId, { edit, reactions: reactionsOf(those, own) });
  }
  return about;
}
