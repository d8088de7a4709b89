import { assertNever } from '../../../base/assert-never.ts';
import type { StateItem } from '../../../engine/contract.ts';
import type { Translate } from '../../../ui/index.ts';

/** A change of the room's state as one sentence. People are named, oneself too: "Sie hat" would be wrong. */
export function changeText({ change, sender }: StateItem, t: Translate): string {
  const { name } = sender;
  switch (change.what) {
    case 'created':
      return t('chat:change.created', { name });
    case 'encrypted':
      return t('chat:change.encrypted', { name });
    case 'avatar':
      return t('chat:change.avatar', { name });
    case 'permissions':
      return t('chat:change.permissions', { name });
    case 'history-visibility':
      return t('chat:change.history-visibility', { name });
    case 'join-rules':
      return t('chat:change.join-rules', { name });
    case 'pinned':
      return t('chat:change.pinned', { name });
    case 'conference':
      return t('chat:change.conference', { name });
    case 'conference-removed':
      return t('chat:change.conference-removed', { name });
    case 'call-elsewhere':
      return t('chat:change.call-elsewhere', { name });
    case 'name':
      return change.text === '' ? t('chat:change.name-removed', { name }) : t('chat:change.name', { name, text: change.text });
    case 'topic':
      return change.text === '' ? t('chat:change.topic-removed', { name }) : t('chat:change.topic', { name, text: change.text });
    case 'joined':
      return t('chat:change.joined', { person: change.person.name });
    case 'left':
      return t('chat:change.left', { person: change.person.name });
    case 'invited':
      return t('chat:change.invited', { name, person: change.person.name });
    case 'declined':
      return t('chat:change.declined', { person: change.person.name });
    case 'removed':
      return t('chat:change.removed', { name, person: change.person.name });
    case 'banned':
      return t('chat:change.banned', { name, person: change.person.name });
    case 'unbanned':
      return t('chat:change.unbanned', { name, person: change.person.name });
    case 'withdrawn':
      return t('chat:change.withdrawn', { name, person: change.person.name });
    case 'renamed':
      return t('chat:change.renamed', { from: change.from, person: change.person.name });
    case 'portrait':
      return t('chat:change.portrait', { person: change.person.name });
    case 'moved':
      return t('chat:change.moved', { name });
    default:
      return assertNever(change, 'change');
  }
}
