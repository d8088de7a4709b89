import type { Environment } from '../../preload/contract.ts';
import type { CallSubject } from '../../preload/contract/calls.ts';
import type { Unsubscribe } from '../../renderer/base/listen.ts';
import type { PortClient } from '../../renderer/base/port-client.ts';
import type { CallBrief, CallGround } from '../../renderer/call/contract.ts';
import type { EngineContract } from '../../renderer/engine/contract.ts';
import type { Log } from '../log.ts';
import type { Ask } from '../network/request.ts';
import type { ResolvedPolicies } from '../policy/resolve.ts';
import type { Quiet } from '../quiet/quiet.ts';
import { briefOf } from './brief.ts';
import { followCallRoom } from './call-room.ts';
import { deploymentAt, hostOf } from './deployment/deployment.ts';
import { createCallHosts, type CallHosts } from './deployment/hosts.ts';
import { onTheWire, roomOfConference } from './deployment/meeting-link.ts';
import { matrixAuth, signIn } from './deployment/token.ts';
import { createCallEngine, type CallEngine } from './engine.ts';
import { createKeptPassword } from './kept-password.ts';
import type { Place } from './machine/state.ts';
import { createCallMessages } from './messages.ts';
import { createMuteKey, type MuteKeyTeller } from './mute-key.ts';
import type { CallSurfaces, CallView, TellWorkspace } from './parts.ts';
import { createCallPictures, type CallPictures } from './pictures.ts';
import { preparePlace } from './prepare.ts';
import { createPresence } from './presence.ts';
import { createReadiness } from './ready.ts';
import { openRemembered } from './remembered.ts';
import { createCallRunner, type CallRunner } from './runner.ts';

export interface ComposeParts {
  /** UTC milliseconds. */
  readonly now: () => number;
  readonly after: (ms: number, then: () => void) => Unsubscribe;
  /** Main's own port to the engine. */
  readonly client: PortClient<EngineContract>;
  readonly view: CallView;
  readonly surfaces: Pick<CallSurfaces, 'show' | 'notify'>;
  readonly quiet: Pick<Quiet, 'isQuiet' | 'doNotDisturb' | 'listen'>;
  readonly tell: TellWorkspace;
  readonly ask: Ask;
  readonly policies: ResolvedPolicies;
  readonly environment: () => Pick<Environment, 'language'>;
  readonly theme: () => CallBrief['theme'];
  readonly keepAwake: (awake: boolean) => void;
  /** File of the profile for the choice of devices. */
  readonly remembered: string;
  readonly log: Log;
}

/** The calls of a program, without what only Electron has. */
export interface ComposedCalls {
  readonly runner: CallRunner;
  readonly engine: CallEngine;
  readonly hosts: CallHosts;
  readonly pictures: CallPictures;
  readonly muteKey: (teller: MuteKeyTeller) => void;
  /** Main's port leads to another engine now. */
  engineCame(): void;
  /** Resolves when a call that was there is over, and others have been told or cannot be. */
  endCall(): Promise<void>;
}

/** So long others are waited for to hear that a call is over. */
const farewellMs = 3_000;

export function composeCalls(parts: ComposeParts): ComposedCalls {
  const { now, after, client, surfaces, quiet, tell, ask, policies, log } = parts;
  const engine = createCallEngine(
    { client, after, now },
    {
      calls: (calls) => runner.send({ type: 'calls', calls }),
      doNotDisturb: quiet.doNotDisturb,
      signedOut: () => runner.send({ type: 'signed-out' }),
    },
  );
  const domain = policies['calls.domain']?.value;
  const remembered = openRemembered(parts.remembered, log);
  const hosts = createCallHosts({
    ask,
    now,
    domain,
    hosts: policies['calls.hosts']?.value,
    serverName: () => engine.account()?.userId.replace(/^[^:]*:/, ''),
    heard: { current: () => remembered.current().preferred, change: (preferred) => remembered.change({ preferred }) },
  });
  const isPrescribed = (host: string): boolean => domain !== undefined && hostOf(domain) === host;
  const deploymentOf = (host: string) =>
    isPrescribed(host) ? deploymentAt(host, policies['calls.xmpp']?.value, policies['calls.relays']?.value) : deploymentAt(host);
  const ground = (host: string): CallGround => ({ deployment: deploymentOf(host), relayOnly: policies['calls.relayOnly']?.value ?? false });
  const prepare = (subject: CallSubject, place: Place | undefined) => preparePlace({ engine, hosts, after }, subject, place);
  const token = async ({ roomId }: CallSubject, place: Place): Promise<string | undefined> => {
    if (place.auth !== matrixAuth) return undefined;
    const openId = await engine.request('call.openIdToken', {});
    return signIn(deploymentOf(place.domain), roomId ?? roomOfConference(place.id) ?? '', openId);
  };
  const pictures = createCallPictures(engine, () => runner.refresh());
  const messages = createCallMessages({ engine, now, log });
  const password = createKeptPassword();
  const presence = createPresence({
    allowed: policies['calls.presence']?.value ?? true,
    set: (state) => engine.request('presence.call', { state }),
    after,
    failed: (error) => {
      log.warn(`calls: presence: ${String(error)}`);
      return engine.account() !== undefined;
    },
  });

  const muteKey = createMuteKey(now, () => runner.send({ type: 'command', command: 'toggle-mute' }));

  const runner: CallRunner = createCallRunner({
    now,
    after,
    view: parts.view,
    surfaces,
    messages,
    presence,
    password,
    log,
    readiness: createReadiness({ now, prepare, ground, view: parts.view, token, log }),
    prepare,
    token,
    brief: (call, place) =>
      briefOf({
        call,
        ground: ground(place.domain),
        conference: onTheWire(place.id),
        running: runner.state().running.find(({ callId }) => callId === call.subject.callId),
        selfName: engine.account()?.displayName ?? engine.account()?.userId ?? '',
        selfAvatar: engine.account()?.avatar,
        language: parts.environment().language,
        theme: parts.theme(),
        remembered: remembered.current(),
        room: room(),
        pictureOf: pictures.keyOf,
      }),
    page: {
      remember: remembered.change,
      muteKey: () => muteKey('page'),
      chat: () => {
        const roomId = runner.state().current?.subject.roomId;
        if (roomId !== undefined) tell('callChat', { roomId });
      },
      focusLeft: (direction) => tell('stageLeft', { direction }),
      foreignIce: () => undefined,
      pictures: pictures.follow,
    },
    keepAwake: parts.keepAwake,
    changed: (snapshot) => tell('call', snapshot),
  });
  const room = followCallRoom(runner, engine);
  runner.watch((state) => {
    password.follow(state);
    if (!state.current) pictures.forget();
  });
  const tellQuiet = (): void => runner.send({ type: 'quiet', quiet: quiet.isQuiet() });
  tellQuiet();
  quiet.listen(tellQuiet);

  const over = (): Promise<void> =>
    new Promise((resolve) => {
      const stop = runner.watch(({ current }) => {
        if (current) return;
        stop();
        resolve();
      });
    });

  return {
    runner,
    engine,
    hosts,
    pictures,
    muteKey,
    engineCame: () => {
      messages.again();
      presence.again();
    },
    endCall: async () => {
      if (!runner.state().current) return;
      const told = over().then(() => Promise.all([messages.settled(), presence.settled()]));
      runner.send({ type: 'command', command: 'hang-up' });
      await Promise.race([told, new Promise<void>((resolve) => void after(farewellMs, resolve))]);
    },
  };
}
