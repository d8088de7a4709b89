import { nativeTheme, powerMonitor, powerSaveBlocker, type BrowserWindow } from 'electron';
import type { Environment } from '../../preload/contract.ts';
import type { Unsubscribe } from '../../renderer/base/listen.ts';
import type { PortClient } from '../../renderer/base/port-client.ts';
import type { EngineContract } from '../../renderer/engine/contract.ts';
import type { Log } from '../log.ts';
import type { Ask } from '../network/request.ts';
import type { ResolvedPolicies } from '../policy/resolve.ts';
import { after } from '../timer.ts';
import { briefOf } from './brief.ts';
import { createCloseQuestion, type CloseQuestion } from './close-question.ts';
import { deploymentAt, hostOf } from './deployment/deployment.ts';
import { createCallHosts } from './deployment/hosts.ts';
import { parseMeetingLink, roomOfConference } from './deployment/meeting-link.ts';
import { matrixAuth, signIn } from './deployment/token.ts';
import { createCallEngine } from './engine.ts';
import { createCallHandlers, type CallHandlers } from './handlers.ts';
import { createCallMessages } from './messages.ts';
import type { CallSurfaces, CallView, TellWorkspace } from './parts.ts';
import { preparePlace } from './prepare.ts';
import { createPresence } from './presence.ts';
import { openRemembered } from './remembered.ts';
import { createCallRunner } from './runner.ts';
import { placeStage } from './stage-place.ts';

export interface CallsParts {
  /** Main's own port to the engine. */
  readonly client: PortClient<EngineContract>;
  readonly view: CallView;
  readonly surfaces: CallSurfaces;
  readonly window: () => BrowserWindow | undefined;
  readonly tell: TellWorkspace;
  readonly ask: Ask;
  readonly policies: ResolvedPolicies;
  readonly environment: () => Environment;
  /** File of the profile for the choice of devices. */
  readonly remembered: string;
  readonly log: Log;
}

export interface Calls {
  readonly handlers: CallHandlers;
  readonly closing: CloseQuestion;
  /** Whether an address is that of a meeting at an allowed host. */
  isMeeting(url: string): Promise<boolean>;
  /** Language or theme have changed. */
  refresh(): void;
  /** Main's port leads to another engine now. */
  engineCame(): void;
}

/** So long others are waited for to hear that a call is over, before the window closes. */
const farewellMs = 3_000;

/** Everything about calls, put together. */
export function startCalls({ client, surfaces, window, tell, ask, policies, environment, log, ...parts }: CallsParts): Calls {
  const now = (): number => Date.now();
  const engine = createCallEngine(
    { client, after, now },
    {
      calls: (calls) => runner.send({ type: 'calls', calls }),
      signedOut: () => runner.send({ type: 'signed-out' }),
    },
  );
  const domain = policies['calls.domain']?.value;
  const xmpp = policies['calls.xmpp']?.value;
  const hosts = createCallHosts({
    ask,
    now,
    domain,
    hosts: policies['calls.hosts']?.value,
    serverName: () => engine.account()?.userId.replace(/^[^:]*:/, ''),
  });
  const deploymentOf = (host: string) =>
    deploymentAt(host, domain !== undefined && hostOf(domain) === host ? xmpp : undefined);
  const remembered = openRemembered(parts.remembered, log);
  const messages = createCallMessages({ engine, now, log });
  const presence = createPresence({
    allowed: policies['calls.presence']?.value ?? true,
    set: (state) => engine.request('presence.call', { state }),
    after,
    failed: (error) => {
      log.warn(`calls: presence: ${String(error)}`);
      return engine.account() !== undefined;
    },
  });
  const view = placeStage(parts.view);
  let unread = 0;
  let blocker: number | undefined;

  const runner = createCallRunner({
    now,
    after,
    view,
    surfaces,
    messages,
    presence,
    log,
    prepare: (subject, place) => preparePlace({ engine, hosts, after }, subject, place),
    brief: (call, place) =>
      briefOf({
        call,
        deployment: deploymentOf(place.domain),
        conference: place.id.toLowerCase(),
        running: runner.state().running.find(({ callId }) => callId === call.subject.callId),
        selfName: engine.account()?.displayName ?? engine.account()?.userId ?? '',
        language: environment().language,
        theme: nativeTheme.shouldUseDarkColors ? 'dark' : 'light',
        remembered: remembered.current(),
        relayOnly: policies['calls.relayOnly']?.value ?? false,
        unread,
      }),
    page: {
      remember: remembered.change,
      chat: () => {
        const roomId = runner.state().current?.subject.roomId;
        if (roomId !== undefined) tell('callChat', { roomId });
      },
      focusLeft: (direction) => tell('stageLeft', { direction }),
      foreignIce: () => undefined,
    },
    token: async ({ subject }, place) => {
      if (place.auth !== matrixAuth) return undefined;
      const openId = await engine.request('call.openIdToken', {});
      return signIn(deploymentOf(place.domain), subject.roomId ?? roomOfConference(place.id) ?? '', openId);
    },
    keepAwake: (awake) => {
      if (blocker !== undefined) powerSaveBlocker.stop(blocker);
      blocker = awake ? powerSaveBlocker.start('prevent-display-sleep') : undefined;
    },
    changed: (snapshot) => tell('call', snapshot),
  });

  /** The room of the current call, for what is unread in it. */
  let followed: string | undefined;
  let stopFollowing: Unsubscribe = () => undefined;
  runner.watch(({ current }) => {
    const roomId = current?.subject.roomId;
    if (roomId === followed) return;
    followed = roomId;
    stopFollowing();
    unread = 0;
    if (roomId === undefined) return;
    stopFollowing = engine.followRoom(roomId, (room) => {
      unread = room?.unread ?? 0;
      runner.refresh();
    });
  });

  const isBusy = (): boolean => runner.state().current !== undefined;
  const gone = (): Promise<void> =>
    new Promise((resolve) => {
      const stop = runner.watch(({ current }) => {
        if (current) return;
        stop();
        resolve();
      });
    });
  const endCall = async (): Promise<void> => {
    if (!isBusy()) return;
    const over = gone();
    runner.send({ type: 'command', command: 'hang-up' });
    const told = over.then(() => Promise.all([messages.settled(), presence.settled()]));
    await Promise.race([told, new Promise<void>((resolve) => void after(farewellMs, resolve))]);
  };
  const closing = createCloseQuestion({ window, isBusy, ask: () => tell('closeAsked', null), endCall });
  const handlers = createCallHandlers({ runner, engine, hosts, view, closeWindow: closing.close });

  surfaces.events((event) => {
    const failed = (error: unknown): void => log.warn(`calls: ${event.do}: ${String(error)}`);
    switch (event.do) {
      case 'answer':
        return void Promise.resolve(handlers['call.answer'](event)).catch(failed);
      case 'decline':
        return runner.send({ type: 'decline', callId: event.callId, message: event.message });
      case 'command':
        return runner.send({ type: 'command', command: event.command });
      case 'open-room':
        return tell('callChat', { roomId: event.roomId });
    }
  });
  powerMonitor.on('suspend', () => runner.send({ type: 'suspend' }));
  powerMonitor.on('resume', () => {
    runner.send({ type: 'resume' });
    runner.send({ type: 'tick' });
  });
  nativeTheme.on('updated', runner.refresh);

  return {
    handlers,
    closing,
    refresh: runner.refresh,
    engineCame: () => {
      messages.again();
      presence.again();
    },
    isMeeting: async (url) => {
      const meeting = parseMeetingLink(url);
      if (!meeting) return false;
      return hosts.admit(meeting.host).then(
        () => true,
        () => false,
      );
    },
  };
}
