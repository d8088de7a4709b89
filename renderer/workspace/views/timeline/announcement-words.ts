import type { CallRecord, Person } from '../../../engine/contract.ts';
import type { Texts } from '../../../ui/index.ts';
import type { Announcement } from '../../viewmodels/timeline/announcements.ts';
import { callTitle } from '../words/call-words.ts';

/** So much of a message is read aloud by itself; the rest is in the log. */
const spokenLength = 300;

/** What the live region says about something new in the open chat. */
export function announcementText(announcement: Announcement, texts: Texts): string {
  const { t } = texts;
  if (announcement.kind === 'count') return t('chat:timeline.spoken-count', { count: announcement.count });
  if (announcement.kind === 'sent') return t('chat:timeline.spoken-sent');
  const { item } = announcement;
  if (item.kind === 'gap') return '';
  const { name } = item.sender;
  if (item.kind === 'message') return t('chat:timeline.spoken', { name, text: item.text.slice(0, spokenLength) });
  if (item.kind === 'attachment') return t('chat:timeline.spoken-attachment', { name, file: item.name });
  if (item.kind === 'call') return callText(item.call, item.sender, texts);
  return t('chat:timeline.spoken-other', { name });
}

/** Who calls, and whose call was missed; what else became of a call is said in the words of its card. */
function callText(call: CallRecord, { name }: Person, texts: Texts): string {
  const { t } = texts;
  const isRoom = call.kind === 'room';
  switch (call.outcome) {
    case 'ringing':
    case 'running':
      return t(isRoom ? 'calls:card.spoken-room' : 'calls:card.spoken', { name });
    case 'missed':
      return t(isRoom ? 'calls:card.spoken-room-missed' : 'calls:card.spoken-missed', { name });
    default:
      return `${name}: ${callTitle(call, texts)}`;
  }
}
