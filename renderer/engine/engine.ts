import { fail } from '../base/failure.ts';
import type { Unsubscribe } from '../base/listen.ts';
import type { PortService } from '../base/port-server.ts';
import { engineRequests, engineTopics, type EngineContract } from './contract.ts';
import type { ConversationParts } from './conversations.ts';
import type { Life } from './session/life.ts';
import type { OpenSession } from './session/open-session.ts';

/** What of the conversations is there while an account's stores are open. */
export interface OpenEngine {
  readonly session: OpenSession;
  readonly parts: ConversationParts;
}

/** The engine's answers to every window. Without an open account requests reject with `not-signed-in`. */
export function createEngineService(
  life: Life,
  open: () => OpenEngine | undefined,
  opened: (listener: () => void) => Unsubscribe,
): PortService<EngineContract> {
  /** A window that asks right after a restart waits until it is known who is signed in. */
  const need = async (): Promise<OpenEngine> => {
    await life.topic.settled();
    const engine = open();
    if (!engine) throw fail('not-signed-in');
    return engine;
  };

  /** A topic of the open account: quiet until there is one, and from the start again when another takes its place. */
  const followOpen = (follow: (engine: OpenEngine) => Unsubscribe): Unsubscribe => {
    let current: OpenEngine | undefined;
    let stop: Unsubscribe = () => undefined;
    const enter = (): void => {
      const next = open();
      if (next === current) return;
      stop();
      current = next;
      stop = next ? follow(next) : () => undefined;
    };
    enter();
    const stopListening = opened(enter);
    return () => {
      stopListening();
      stop();
    };
  };

  return {
    requestSchemas: engineRequests,
    topicSchemas: engineTopics,
    requests: {
      ...life.requests,
      'room.create': async (args) => (await need()).session.rooms['room.create'](args),
      'room.direct': async (args) => (await need()).session.rooms['room.direct'](args),
      'room.invite': async (args) => (await need()).session.rooms['room.invite'](args),
      'room.join': async (args) => (await need()).session.rooms['room.join'](args),
      'room.leave': async (args) => (await need()).session.rooms['room.leave'](args),
      'room.opened': async (args) => (await need()).session.rooms['room.opened'](args),
      'message.send': async (args) => (await need()).parts.sendQueue.send(args),
      'message.retry': async (args) => (await need()).parts.sendQueue.retry(args),
      'message.discard': async (args) => (await need()).parts.sendQueue.discard(args),
      'draft.read': async (args) => (await need()).parts.sendQueue.readDraft(args),
      'draft.write': async (args) => (await need()).parts.sendQueue.writeDraft(args),
      'timeline.older': async (args) => (await need()).parts.timeline.older(args),
      'timeline.seen': async ({ roomId, eventId }) => {
        (await need()).session.receipts.seen(roomId, eventId);
        return null;
      },
      'people.search': async ({ query }) => (await need()).parts.searchPeople(query),
      'media.open': async ({ mxc, size }) => (await need()).session.media(mxc, size),
      'call.conference': async (args) => (await need()).parts.calls.requests['call.conference'](args),
      'call.openIdToken': async (args) => (await need()).parts.calls.requests['call.openIdToken'](args),
      'call.ring': async (args) => (await need()).parts.calls.requests['call.ring'](args),
      'call.decline': async (args) => (await need()).parts.calls.requests['call.decline'](args),
      'call.joined': async (args) => (await need()).parts.calls.requests['call.joined'](args),
      'call.left': async (args) => (await need()).parts.calls.requests['call.left'](args),
      'call.keepConference': async (args) => (await need()).parts.calls.requests['call.keepConference'](args),
      'presence.call': async (args) => (await need()).parts.calls.requests['presence.call'](args),
      'presence.doNotDisturb': async (args) => (await need()).parts.calls.requests['presence.doNotDisturb'](args),
      'callHistory.seen': async (args) => (await need()).parts.calls.requests['callHistory.seen'](args),
    },
    topics: {
      session: (_params, sink) => life.topic.follow(sink),
      ownPresence: (params, sink) => followOpen(({ parts }) => parts.calls.ownPresence(params, sink)),
      roomList: (params, sink) => followOpen(({ parts }) => parts.roomList.follow(params, sink)),
      room: (params, sink) => followOpen(({ parts }) => parts.room.follow(params, sink)),
      timeline: (params, sink) => followOpen(({ parts }) => parts.timeline.follow(params, sink)),
      calls: (params, sink) => followOpen(({ parts }) => parts.calls.running(params, sink)),
      callHistory: (params, sink) => followOpen(({ parts }) => parts.calls.history(params, sink)),
    },
  };
}
