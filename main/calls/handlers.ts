import type { callRequests, CallMedia } from '../../preload/contract/calls.ts';
import { fail, FailureError } from '../../renderer/base/failure.ts';
import type { RingingHandlers, WorkspaceHandlers } from '../answer.ts';
import type { CallHosts } from './deployment/hosts.ts';
import { onTheWire, parseMeetingLink } from './deployment/meeting-link.ts';
import type { CallEngine } from './engine.ts';
import { snapshotOf } from './machine/snapshot.ts';
import type { CallState, Current, Plan } from './machine/state.ts';
import type { MuteKeyTeller } from './mute-key.ts';
import type { CallView } from './parts.ts';
import type { CallPictures } from './pictures.ts';
import { joinable, planBegin, planJoin, planLink, titleOf } from './plans.ts';
import { preference } from './prepare.ts';
import type { CallRunner } from './runner.ts';

/** What main does when a window asks something about calls. */
export type CallHandlers = Pick<WorkspaceHandlers, keyof typeof callRequests> & RingingHandlers;

export interface CallHandlerParts {
  readonly runner: CallRunner;
  readonly engine: CallEngine;
  readonly hosts: CallHosts;
  readonly pictures: Pick<CallPictures, 'read'>;
  readonly muteKey: (teller: MuteKeyTeller) => void;
  readonly view: Pick<CallView, 'stage' | 'focus'>;
  /** Ends a call, and then closes the window. */
  readonly closeWindow: () => Promise<void>;
  /** Brings the workspace before the person's eyes. */
  readonly showWorkspace: () => void;
}

/** Resolves when the call that is meant has its page; rejects with why it did not come so far. */
function underWay(runner: CallRunner, isMeant: (call: Current) => boolean): Promise<null> {
  return new Promise((resolve, reject) => {
    const look = ({ current, ended }: CallState): boolean => {
      // One that is being left makes room for the one that is meant.
      if (current?.leaving?.next || (current && isMeant(current) && !current.leaving && !current.place)) return false;
      if (!current && ended?.failure) reject(new FailureError(ended.failure));
      else resolve(null);
      return true;
    };
    if (look(runner.state())) return;
    const stop = runner.watch((state) => {
      if (look(state)) stop();
    });
  });
}

export function createCallHandlers(parts: CallHandlerParts): CallHandlers {
  const { runner, engine, hosts, pictures, muteKey, view, closeWindow, showWorkspace } = parts;
  const { send, state } = runner;
  const done = (_sent: unknown): null => null;

  const begin = async (plan: Plan): Promise<null> => {
    const { roomId, callId } = plan.subject;
    const isMeant = ({ subject }: Current): boolean =>
      subject.callId === callId || (roomId !== undefined && subject.roomId === roomId);
    const { current } = state();
    if (current && !current.leaving && !isMeant(current)) throw fail('call-already', callId);
    send({ type: 'begin', plan });
    return underWay(runner, isMeant);
  };

  const start = async (roomId: string, media: CallMedia): Promise<null> => {
    const running = joinable(state(), roomId);
    if (running) return begin(planJoin(running, media));
    const room = await engine.room(roomId);
    if (!room) throw fail('not-found', roomId);
    return begin(planBegin(room, media, crypto.randomUUID()));
  };

  const join = async (roomId: string, callId: string | undefined, media: CallMedia): Promise<null> => {
    if (callId === undefined) return start(roomId, media);
    if (state().offers.some((offer) => offer.callId === callId)) return answer(callId, media === 'video');
    if (state().running.some((call) => call.callId === callId && call.elsewhere)) throw fail('call-elsewhere', callId);
    const running = joinable(state(), roomId, callId);
    if (!running) throw fail('call-over', callId);
    return begin(planJoin(running, media));
  };

  const answer = async (callId: string, camera: boolean): Promise<null> => {
    if (state().offers.some((offer) => offer.callId === callId)) {
      send({ type: 'answer', callId, camera });
      return underWay(runner, ({ subject }) => subject.callId === callId);
    }
    const running = state().running.find((call) => call.callId === callId && !call.over && !call.elsewhere);
    if (!running) throw fail('call-over', callId);
    return begin(planJoin(running, running.media, camera));
  };

  const openLink = async (url: string): Promise<null> => {
    const meeting = parseMeetingLink(url);
    if (!meeting) throw fail('link-refused', 'no meeting');
    const host = await hosts.admit(meeting.host);
    const running = state().running.find(
      ({ conference, over, elsewhere }) =>
        conference?.domain === host && onTheWire(conference.id) === meeting.conference && !over && !elsewhere,
    );
    if (running) return begin(planJoin(running, running.media));
    const room = meeting.roomId === undefined ? undefined : await engine.room(meeting.roomId);
    if (room?.kind === 'room') return start(room.roomId, 'video');
    // Nobody is rung by a link that somebody else wrote: a direct chat's is opened like any other.
    const title = (room && titleOf(room.name)) || meeting.title;
    return begin(planLink({ ...meeting, host, title }, crypto.randomUUID()));
  };

  return {
    'call.read': () => snapshotOf(state()),
    'call.start': ({ roomId, media }) => start(roomId, media),
    'call.join': ({ roomId, callId, media }) => join(roomId, callId, media),
    'call.rejoin': () => {
      if (!state().ended?.canRejoin) throw fail('call-over');
      send({ type: 'rejoin' });
      return underWay(runner, () => true);
    },
    'call.answer': ({ callId, camera }) => {
      // The stage of what was answered in the small window stands in the workspace, which may be out of sight.
      showWorkspace();
      return answer(callId, camera);
    },
    'call.switch': ({ callId, camera }) => answer(callId, camera),
    'call.decline': ({ callId, message }) => done(send({ type: 'decline', callId, message })),
    'call.openLink': ({ url }) => openLink(url),
    'call.picture': async ({ callId }) => {
      const { ringing } = snapshotOf(state());
      return { picture: ringing?.callId === callId ? await pictures.read(ringing.caller.avatar) : undefined };
    },
    'call.command': ({ command }) => done(send({ type: 'command', command })),
    'call.muteKey': () => done(muteKey('page')),
    'call.place': ({ placement }) => done(send({ type: 'place', placement })),
    'call.stage': ({ bounds }) => done(view.stage(bounds)),
    'call.focus': ({ direction }) => done(view.focus(direction)),
    'call.keep': async ({ roomId, keep }) => {
      await engine.request('call.keepConference', { roomId, keep, ...(keep ? await preference(hosts) : {}) });
      return null;
    },
    'call.dismiss': () => done(send({ type: 'dismiss' })),
    'window.close': async () => done(await closeWindow()),
  };
}
