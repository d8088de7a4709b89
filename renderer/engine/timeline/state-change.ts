import { othersStateTypes } from '../calls/event-types.ts';
import { isJitsiWidget, isLasting, widgetType } from '../calls/widget.ts';
import type { Person } from '../contract/rooms.ts';
import type { StateChange } from '../contract/timeline.ts';
import { cleanLine, mxcOf, personOf } from '../people/names.ts';
import { objectAt, textAt } from '../session/json.ts';
import type { JsonObject, StoredEvent } from '../store/api.ts';

export type FindPerson = (userId: string) => Person;

/** A change of state that says something, one that says nothing to a person (`quiet`), or one that is not known. */
export type StatePlace = StateChange | 'quiet' | 'unsupported';

const previous = (event: StoredEvent): JsonObject => objectAt(event.raw.unsigned, 'prev_content');

function profileChange(event: StoredEvent, target: string): StatePlace {
  const before = previous(event);
  const person = personOf(target, { displayName: textAt(event.content, 'displayname'), avatar: textAt(event.content, 'avatar_url') });
  const from = cleanLine(before['displayname']) || target;
  if (from !== person.name) return { what: 'renamed', person, from };
  if (mxcOf(before['avatar_url']) !== person.avatar) return { what: 'portrait', person };
  return 'quiet';
}

/** What a membership event did, from what it replaced and from who sent it (client-server API, "Room membership"). */
export function membershipChange(event: StoredEvent, find: FindPerson): StatePlace {
  const target = event.stateKey ?? '';
  if (target === '') return 'unsupported';
  const before = textAt(previous(event), 'membership');
  const byThemself = event.sender === target;
  const known = find(target);
  // Who has gone long ago may be known no more; the event says who it was.
  const profile = [event.content, previous(event)].find((content) => textAt(content, 'displayname') !== undefined);
  const person = known.name === target ? { ...known, name: cleanLine(profile?.['displayname']) || target } : known;
  switch (textAt(event.content, 'membership')) {
    case 'join':
      return before === 'join' ? profileChange(event, target) : { what: 'joined', person };
    case 'invite':
      return before === 'invite' ? 'quiet' : { what: 'invited', person };
    case 'ban':
      return before === 'ban' ? 'quiet' : { what: 'banned', person };
    case 'leave':
      if (before === 'leave') return 'quiet';
      if (byThemself) return { what: before === 'invite' ? 'declined' : 'left', person };
      return { what: before === 'invite' ? 'withdrawn' : before === 'ban' ? 'unbanned' : 'removed', person };
    default:
      return 'unsupported';
  }
}

/** What our calls write for their own time says nothing more: their cards do. */
function widgetChange(event: StoredEvent): StatePlace {
  const { stateKey, content } = event;
  if (isJitsiWidget(content)) return isLasting(stateKey, content) ? { what: 'conference' } : 'quiet';
  if (Object.keys(content).length > 0) return 'unsupported';
  const before = previous(event);
  return isJitsiWidget(before) && isLasting(stateKey, before) ? { what: 'conference-removed' } : 'quiet';
}

/** The place of every state event. What is not named here is shown as unsupported. */
export function stateChange(event: StoredEvent, find: FindPerson): StatePlace {
  switch (event.type) {
    case 'm.room.member':
      return membershipChange(event, find);
    case 'm.room.create':
      return { what: 'created' };
    case 'm.room.name':
      return { what: 'name', text: cleanLine(event.content['name']) };
    case 'm.room.topic':
      return { what: 'topic', text: cleanLine(event.content['topic'], 500) };
    case 'm.room.avatar':
      return { what: 'avatar' };
    case 'm.room.encryption':
      return { what: 'encrypted' };
    case 'm.room.power_levels':
      return { what: 'permissions' };
    case 'm.room.history_visibility':
      return { what: 'history-visibility' };
    case 'm.room.join_rules':
      return { what: 'join-rules' };
    case 'm.room.pinned_events':
      return { what: 'pinned' };
    case widgetType:
      return widgetChange(event);
    case 'm.room.tombstone':
      return { what: 'moved' };
    case 'm.room.guest_access':
    case 'm.room.canonical_alias':
    case 'm.room.aliases':
    case 'm.room.server_acl':
    case 'm.room.third_party_invite':
    case 'm.space.child':
    case 'm.space.parent':
      return 'quiet';
    default:
      return othersStateTypes.has(event.type) ? 'quiet' : 'unsupported';
  }
}
