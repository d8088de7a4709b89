import type { ComponentChildren, VNode } from 'preact';
import { Button, Icon, Info, Phone, useNow, useTexts, Users, type LucideIcon } from '../../../ui/index.ts';
import type { CallsModel } from '../../viewmodels/calls/calls.ts';
import { obstacleWords } from '../words/call-words.ts';
import './calls.css';

export interface RoomCallBarProps {
  readonly calls: CallsModel;
  readonly roomId: string;
  readonly kind: 'direct' | 'room';
}

/** Under a conversation's header: a call is going on here, and how one comes into it. */
export function RoomCallBar({ calls, roomId, kind }: RoomCallBarProps): VNode | null {
  const { t, format } = useTexts();
  const now = useNow();
  const state = calls.inRoom(roomId);
  if (!state) return null;
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
  const obstacle = calls.obstacle.value;
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
        unavailable={obstacle && t(obstacleWords[obstacle])}
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
