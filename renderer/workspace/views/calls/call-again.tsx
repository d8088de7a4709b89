import type { VNode } from 'preact';
import type { CallRecord } from '../../../engine/contract.ts';
import { Button, useTexts, type ButtonProps, type TextKey } from '../../../ui/index.ts';
import type { CallsModel } from '../../viewmodels/calls/calls.ts';
import { isMissed } from '../../viewmodels/calls/history.ts';
import { mediaIcon, obstacleWords } from '../words/call-words.ts';

/** What it takes to go on from a call that was. */
export type CallWays = Pick<CallsModel, 'current' | 'obstacle' | 'start' | 'join' | 'goTo'>;

export interface CallAgainProps {
  readonly call: CallRecord;
  readonly ways: CallWays;
  readonly size?: ButtonProps['size'];
  readonly variant?: ButtonProps['variant'];
}

/** The one thing to do with a call: go to it, join it while it runs, or call again. */
export function CallAgain({ call, ways, size = 'small', variant = 'default' }: CallAgainProps): VNode {
  const { t } = useTexts();
  const { roomId, callId, media, outcome } = call;
  if (ways.current.value?.callId === callId) {
    return (
      <Button size={size} variant={variant} onClick={ways.goTo}>
        {t('calls:workspace.to-call')}
      </Button>
    );
  }
  const obstacle = ways.obstacle.value;
  const running = outcome === 'running';
  return (
    <Button
      size={size}
      variant={variant}
      icon={mediaIcon(call.kind === 'room' ? 'video' : 'audio')}
      unavailable={obstacle && t(obstacleWords[obstacle])}
      onClick={() => (running ? ways.join.run(roomId, callId, media) : ways.start.run(roomId, call.kind === 'room' ? 'video' : 'audio'))}
    >
      {t(wordFor(call))}
    </Button>
  );
}

function wordFor(call: CallRecord): TextKey {
  if (call.outcome === 'running') return 'calls:workspace.join';
  if (call.kind === 'room') return 'calls:workspace.meet-again';
  return isMissed(call) ? 'calls:workspace.call-back' : 'calls:workspace.call-again';
}
