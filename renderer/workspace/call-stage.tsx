import type { VNode } from 'preact';
import type { CurrentCall } from '../../preload/contract/calls.ts';
import { StageArea } from './views/calls/stage-area.tsx';
import { Conversation } from './views/conversation/conversation.tsx';
import type { WindowModels } from './window-models.ts';

export interface CallStageProps {
  readonly models: WindowModels;
  readonly call: CurrentCall;
}

/** The call over list and main, and beside it the chat of its room where that was asked for. */
export function CallStage({ models: { calls, chats, shell }, call }: CallStageProps): VNode {
  const conversation = chats.conversation.value;
  const { chat, closeChat } = calls.stage;
  return (
    <>
      <StageArea key={call.callId} calls={calls} call={call} />
      {conversation && conversation.roomId === chat.value && (
        <Conversation
          key={conversation.roomId}
          model={conversation}
          arrival={chats.roomList.arrival}
          back={closeChat}
          enterKey={() => shell.ask('recover')}
          calls={calls}
          close={closeChat}
        />
      )}
    </>
  );
}
