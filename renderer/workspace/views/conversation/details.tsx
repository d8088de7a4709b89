import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { Button, IconButton, LogOut, Note, ShieldAlert, ShieldCheck, useKey, UserPlus, useTexts, X } from '../../../ui/index.ts';
import type { CallsModel } from '../../viewmodels/calls/calls.ts';
import type { ConversationModel } from '../../viewmodels/conversation/conversation.ts';
import { ConferenceChoice } from '../calls/conference-choice.tsx';
import { InviteDialog } from '../dialogs/invite.tsx';
import { LeaveDialog } from '../dialogs/leave.tsx';
import { roomName } from '../words/room-words.ts';
import { Members } from './members.tsx';
import './details.css';

export interface DetailsProps {
  readonly model: ConversationModel;
  readonly calls: CallsModel;
}

/** Beside the conversation: who is in it, and what one can do with it. */
export function Details({ model, calls }: DetailsProps): VNode | null {
  const texts = useTexts();
  const { t } = texts;
  const [dialog, setDialog] = useState<'invite' | 'leave'>();
  useKey('Escape', model.detailsShown.value ? model.toggleDetails : undefined);
  const details = model.details.value;
  if (!details || !model.detailsShown.value || details.membership === 'invite') return null;
  const room = roomName(details.name, texts);
  const joined = details.membership === 'join';
  return (
    <aside class="details" aria-label={t('chat:details.title')} data-region="details">
      <div class="head">
        <h2>{t('chat:details.title')}</h2>
        <IconButton icon={X} label={t('chat:conversation.details-close')} onClick={model.toggleDetails} />
      </div>
      <section class="scroll" tabIndex={0} aria-label={t('chat:details.content')}>
        <div class="sec">
          {details.encrypted ? (
            <Note quiet tone="ok" icon={ShieldCheck} title={t('chat:details.encrypted.title')}>
              <p>{t('chat:details.encrypted.text')}</p>
            </Note>
          ) : (
            <Note quiet tone="warn" icon={ShieldAlert} title={t('chat:details.open.title')}>
              <p>{t('chat:details.open.text')}</p>
            </Note>
          )}
        </div>
        {details.topic && (
          <div class="sec">
            <h3>{t('chat:details.topic')}</h3>
            <p dir="auto">{details.topic}</p>
          </div>
        )}
        <div class="sec">
          <div class="row">
            <h3 class="grow">{t('chat:details.members', { count: details.memberCount })}</h3>
            {details.canInvite && (
              <IconButton size="small" icon={UserPlus} label={t('chat:details.invite')} popup="dialog" onClick={() => setDialog('invite')} />
            )}
          </div>
          <Members members={model.members.value} me={model.me.value} calls={calls} />
        </div>
        {joined && <ConferenceChoice calls={calls} details={details} />}
        {joined && (
          <div class="sec">
            <Button icon={LogOut} onClick={() => setDialog('leave')}>
              {t(details.kind === 'direct' ? 'chat:details.leave-direct' : 'chat:details.leave-room')}
            </Button>
          </div>
        )}
      </section>
      {dialog === 'invite' && <InviteDialog model={model} close={() => setDialog(undefined)} />}
      {dialog === 'leave' && <LeaveDialog leave={model.leave} room={room} close={() => setDialog(undefined)} />}
    </aside>
  );
}
