import { describe, expect, it } from 'vitest';
import type { CallEffect, CallEvent } from '../../../../main/calls/machine/events.ts';
import type { RunningCall } from '../../../../renderer/engine/contract/calls.ts';
import type { CallReport } from '../../../../renderer/call/contract.ts';
import { amir, callPetra, drive, meetInRoom, member, openLink, petra, place, report, ring, roomCall, type Driver } from './support.ts';

/** mulberry32: the same numbers from the same seed, so that a failure can be run again. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const phases: readonly CallReport['phase'][] = ['loading', 'prejoin', 'connecting', 'joined', 'joined', 'joined', 'reconnecting', 'left'];
const commands = ['mute', 'camera-on', 'share', 'hang-up', 'raise-hand'] as const;

/** Anything that may happen, in any order, of few calls, so that they meet. */
function happen(calls: Driver, random: () => number): void {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const chance = (of: number): boolean => random() < of;
  const { state } = calls;
  const view = chance(0.9) ? (state().current?.view ?? 0) : Math.floor(random() * 5);
  const someCall = (): RunningCall => {
    const callId = pick(['call-1', 'call-2', 'call-3', 'call-own', 'call-meet']);
    const base = { callId, own: chance(0.2), over: chance(0.15), startedTs: calls.now(), ringUntilTs: calls.now() + random() * 40_000 - 5_000 };
    const more: Partial<RunningCall> = {
      ...base,
      elsewhere: chance(0.05),
      answer: pick([undefined, undefined, undefined, 'joined-elsewhere', 'declined', 'joined-here'] as const),
      peerLeft: pick([false, false, true]),
      peerAnswer: pick([undefined, undefined, 'joined', 'declined', 'busy'] as const),
      members: chance(0.5) ? [member(petra)] : [],
    };
    return chance(0.3) ? roomCall(more) : ring({ ...more, caller: pick([petra, amir]), roomId: pick(['!direct:land.example', '!other:land.example']) });
  };
  const events: readonly (() => CallEvent)[] = [
    () => ({ type: 'calls', calls: chance(0.2) ? [] : [someCall(), someCall()].slice(0, chance(0.5) ? 1 : 2) }),
    () => ({ type: 'begin', plan: pick([callPetra(pick(['call-own', 'call-0', 'call-9'])), meetInRoom(), meetInRoom(false), openLink]) }),
    () => ({ type: 'answer', callId: pick(['call-1', 'call-2', 'call-3']), camera: chance(0.5) }),
    () => ({ type: 'decline', callId: pick(['call-1', 'call-2', 'call-3']), message: chance(0.3) ? 'später' : undefined }),
    () => ({ type: pick(['rejoin', 'dismiss', 'suspend', 'resume', 'tick'] as const) }),
    () => ({ type: 'command', command: pick(commands) }),
    () => ({ type: 'place', placement: pick(['stage', 'window', 'compact'] as const) }),
    () => ({ type: 'prepared', view, place: chance(0.8) ? place : { ...place, id: 'andere' } }),
    () => ({ type: 'prepared', view, place }),
    () => ({ type: 'failed', view, failure: { code: 'offline' } }),
    () => ({
      type: 'report',
      view,
      report: report(pick(phases), {
        others: Math.floor(random() * 3),
        ...(chance(0.2) ? { sharing: 'Bildschirm' } : {}),
        ...(chance(0.5) ? { endpointId: pick(['aaaa', 'bbbb', 'cccc']) } : {}),
        ...(chance(0.1) ? { failure: { code: pick(['call-unreachable', 'call-removed'] as const) } } : {}),
      }),
    }),
    () => ({ type: 'report', view, report: report('joined', { others: 1 }) }),
    () => ({ type: chance(0.1) ? 'signed-out' : 'tick' }),
    () => (chance(0.2) ? { type: 'crashed', view, reason: 'gone' } : { type: 'quiet', quiet: chance(0.1) }),
  ];
  if (chance(0.3)) calls.pass(random() * 8_000);
  else calls.send(pick(events)());
}

/** Ends whatever is there, as a person and time would. */
function comeToRest(calls: Driver): void {
  calls.send({ type: 'signed-out' });
  calls.pass(2_000);
  calls.send({ type: 'signed-out' });
  calls.pass(60_000);
}

/** What the desktop looks like after effects, as the runner would have made it; throws where one does not fit. */
function desktop(effects: readonly CallEffect[]) {
  const now = { open: undefined as number | undefined, presence: 'none', awake: false, inRooms: new Set<string>(), wake: undefined as number | undefined };
  for (const effect of effects) {
    if (effect.do === 'open') {
      if (now.open !== undefined) throw new Error('a second page');
      now.open = effect.view;
    } else if (effect.do === 'close') {
      if (now.open !== effect.view) throw new Error('another page closed');
      now.open = undefined;
    } else if (effect.do === 'command') {
      if (now.open === undefined) throw new Error('a command to nobody');
    } else if (effect.do === 'presence') now.presence = effect.presence;
    else if (effect.do === 'awake') now.awake = effect.awake;
    else if (effect.do === 'ring') now.inRooms.add(effect.subject.callId);
    else if (effect.do === 'announce') now.inRooms.add(effect.announcement.callId);
    else if (effect.do === 'retract') now.inRooms.delete(effect.announcement.callId);
    else if (effect.do === 'wake') now.wake = effect.atTs;
  }
  return now;
}

describe('whatever happens, in whatever order', () => {
  it.each(Array.from({ length: 150 }, (_each, seed) => seed))('one call at most, and all undone at the end (seed %i)', (seed) => {
    const calls = drive();
    const random = numbers(seed);
    for (let i = 0; i < 150; i += 1) {
      happen(calls, random);
      const { state, snapshot } = calls;
      const seen = desktop(calls.all);
      expect(seen.open).toBe(state().current?.place ? state().current?.view : undefined);
      expect(seen.presence === 'none' || state().current?.hasJoined).toBe(true);
      expect(seen.inRooms.size).toBeLessThanOrEqual(1);
      expect(state().offers.filter(({ callId }) => state().settled.includes(callId))).toEqual([]);
      expect(new Set(state().offers.map(({ callId }) => callId)).size).toBe(state().offers.length);
      if (snapshot().current) expect(snapshot().ringing).toBeUndefined();
      if (seen.wake === undefined) expect(state().offers).toEqual([]);
    }
    comeToRest(calls);
    expect(calls.snapshot()).toEqual({ ringing: undefined, waiting: undefined, current: undefined, ended: undefined });
    expect(desktop(calls.all)).toMatchObject({ open: undefined, presence: 'none', awake: false, wake: undefined });
    expect([...desktop(calls.all).inRooms]).toEqual([]);
  });

  it('the desktop of this test sees a page too many, a command to nobody, and what stays behind', () => {
    expect(() => desktop([{ do: 'open', view: 1 }, { do: 'open', view: 2 }])).toThrow('second page');
    expect(() => desktop([{ do: 'command', command: 'mute' }])).toThrow('nobody');
    expect(desktop([{ do: 'presence', presence: 'call' }, { do: 'awake', awake: true }])).toMatchObject({ presence: 'call', awake: true });
  });

  it('no page makes anything ring, sends a message or begins a call by what it reports', () => {
    const calls = drive();
    calls.connected();
    calls.forget();
    const random = numbers(7);
    for (let i = 0; i < 3_000 && calls.state().current; i += 1) {
      const phase = phases[Math.floor(random() * (phases.length - 1))] ?? 'joined';
      calls.report(phase, { others: Math.floor(random() * 9), endpointId: `e${Math.floor(random() * 99)}`, ...(random() < 0.5 ? { sharing: 'x' } : {}) });
    }
    expect(new Set(calls.all.map((effect) => effect.do))).toEqual(new Set(['snapshot', 'presence', 'announce', 'wake']));
    expect(calls.done('announce')).toHaveLength(1);
  });
});
