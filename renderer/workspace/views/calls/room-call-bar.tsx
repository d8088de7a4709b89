import type { ComponentChildren, VNode } from 'preact';
import type { RoomDetails } from '../../../engine/contract.ts';
import { Button, Icon, Info, Phone, useNow, useTexts, Users, type LucideIcon } from '../../../ui/index.ts';
import type { CallsModel } from '../../viewmodels/calls/calls.ts';
import { obstacleWords } from '../words/call-words.ts';
import './calls.css';

export interface RoomCallBarProps {
  readonly calls: CallsModel;
  readonly details: RoomDetails;
}

/** Under a conversation's header: a call is going on here or a conference is open, and how one comes into it. */
export function RoomCallBar({ calls, details }: RoomCallBarProps): VNode | null {
  const { t, format } = useTexts();
  const now = useNow();
  const { roomId, kind } = details;
  const state = calls.inRoom(roomId);
  const obstacle = calls.obstacle.value;
  const unavailable = obstacle && t(obstacleWords[obstacle]);
  if (!state) {
    if (details.conference === undefined || details.membership !== 'join') return null;
    return (
      <Bar icon={Users} title={t(kind === 'direct' ? 'calls:workspace.conference.chat' : 'calls:workspace.conference.room')} facts={details.conference}>
        <Button size="small" variant="primary" busy={calls.start.busy.value} unavailable={unavailable} onClick={() => calls.start.run(roomId, 'video')}>
          {t('calls:workspace.join')}
        </Button>
      </Bar>
    );
  }
  if (state.kind === 'here') {
    return (
      <Bar icon={Phone} title={t(kind === 'direct' ? 'calls:workspace.running.here' : 'calls:workspace.running.here-room')}>
        <Button size="small" onClick={calls.goTo}>
          {t('calls:workspace.to-call')}
        </Button>
      </Bar>
    );
  }
  const { call, people } = state;
  const facts = [t('calls:workspace.people', { count: people }), format.duration(now - call.startedTs)].join(' · ');
  if (state.kind === 'elsewhere') {
    return (
      <Bar icon={Info} title={t('calls:workspace.running.elsewhere')} facts={facts} text={t('calls:workspace.running.elsewhere-text')} />
    );
  }
  return (
    <Bar
      icon={kind === 'direct' ? Phone : Users}
      title={t(kind === 'direct' ? 'calls:workspace.running.direct' : 'calls:workspace.running.room')}
      facts={facts}
      text={state.device ? t('calls:workspace.running.device') : undefined}
    >
      <Button
        size="small"
        variant="primary"
        busy={calls.join.busy.value}
        unavailable={unavailable}
        onClick={() => calls.join.run(roomId, call.callId, call.media)}
      >
        {t(state.device ? 'calls:workspace.join-here' : 'calls:workspace.join')}
      </Button>
    </Bar>
  );
}

interface BarProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly facts?: string;
  readonly text?: string | undefined;
  readonly children?: ComponentChildren;
}

function Bar({ icon, title, facts, text, children }: BarProps): VNode {
  return (
    <div class="room-call">
      <Icon of={icon} />
      <p class="grow">
        <strong>{title}</strong>
        {facts !== undefined && <span class="num"> · {facts}</span>}
        {text !== undefined && <span class="room-call-text"> {text}</span>}
      </p>
      {children}
    </div>
  );
}
