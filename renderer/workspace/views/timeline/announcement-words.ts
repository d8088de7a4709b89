import type { Translate } from '../../../ui/index.ts';
import type { Announcement } from '../../viewmodels/timeline/announcements.ts';

/** So much of a message is read aloud by itself; the rest is in the log. */
const spokenLength = 300;

/** What the live region says about something new in the open chat. */
export function announcementText(announcement: Announcement, t: Translate): string {
  if (announcement.kind === 'count') return t('chat:timeline.spoken-count', { count: announcement.count });
  if (announcement.kind === 'sent') return t('chat:timeline.spoken-sent');
  const { item } = announcement;
  if (item.kind === 'gap') return '';
  const { name } = item.sender;
  if (item.kind === 'message') return t('chat:timeline.spoken', { name, text: item.text.slice(0, spokenLength) });
  if (item.kind === 'attachment') return t('chat:timeline.spoken-attachment', { name, file: item.name });
  return t('chat:timeline.spoken-other', { name });
}
