import type { VNode } from 'preact';
import type { RoomDetails } from '../../../engine/contract.ts';
import { Button, IconButton, Phone, useTexts, Users, Video } from '../../../ui/index.ts';
import type { CallsModel } from '../../viewmodels/calls/calls.ts';
import { obstacleWords } from '../words/call-words.ts';
import './calls.css';

export interface CallButtonsProps {
  readonly calls: CallsModel;
  readonly details: RoomDetails;
}

/** In a conversation's header: calls the person, or begins a meeting in the room. A call that runs stands below it. */
export function CallButtons({ calls, details: { roomId, kind, membership, peer, conference } }: CallButtonsProps): VNode | null {
  const { t } = useTexts();
  const running = calls.inRoom(roomId);
  if (membership !== 'join' || (running && running.kind !== 'elsewhere')) return null;
  const obstacle = calls.obstacle.value;
  const unavailable = obstacle && t(obstacleWords[obstacle]);
  const busy = calls.start.busy.value;
  if (kind === 'room') {
    // The line below says how one comes into it.
    if (conference !== undefined && !running) return null;
    return (
      <div class="call-buttons">
        <Button icon={Users} busy={busy} unavailable={unavailable} onClick={() => calls.start.run(roomId, 'video')}>
          {t('calls:workspace.meet')}
        </Button>
      </div>
    );
  }
  // Nobody is there who could be called.
  if (!peer) return null;
  return (
    <div class="call-buttons">
      <Button variant="primary" icon={Phone} busy={busy} unavailable={unavailable} onClick={() => calls.start.run(roomId, 'audio')}>
        {t('calls:workspace.call')}
      </Button>
      <IconButton
        icon={Video}
        label={t('calls:workspace.video')}
        unavailable={unavailable}
        onClick={() => calls.start.run(roomId, 'video')}
      />
    </div>
  );
}
