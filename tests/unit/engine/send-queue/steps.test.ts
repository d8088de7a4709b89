import { describe, expect, it } from 'vitest';
import { mustLookUp, nextStep, type RoomRun } from '../../../../renderer/engine/send-queue/next-step.ts';
import { verdictOn } from '../../../../renderer/engine/send-queue/verdict.ts';
import type { OutgoingMessage } from '../../../../renderer/engine/store/api.ts';
import { hour } from './post-office.ts';

const now = 1_000 * hour;
const outgoing = (txnId: string, more: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  txnId, roomId: '!a:x', sequence: 1, type: 'm.room.message', content: {}, text: '', createdAt: now, state: 'queued', attempts: 0,
  firstAttemptAt: undefined, deviceId: undefined, eventId: undefined, failure: undefined, ...more,
});
const rested: RoomRun = { busy: false, notBefore: 0, lookedUp: undefined };
const step = (messages: readonly OutgoingMessage[], run: Partial<RoomRun> = {}) => {
  const next = nextStep(messages, { ...rested, ...run }, 'D1', now);
  return 'message' in next ? `${next.do} ${next.message.txnId}` : next.do === 'wait' ? `wait ${next.until - now}` : next.do;
};

describe('the next step of a room', () => {
  it.each<[string, readonly OutgoingMessage[], Partial<RoomRun>, string]>([
    ['nothing waits', [], {}, 'nothing'],
    ['one waits', [outgoing('a'), outgoing('b')], {}, 'send a'],
    ['a request is under way', [outgoing('a', { state: 'sending' }), outgoing('b')], { busy: true }, 'nothing'],
    ['one was under way when the program ended', [outgoing('a', { state: 'sending' }), outgoing('b')], {}, 'send a'],
    ['it is not yet time', [outgoing('a')], { notBefore: now + 5 }, 'wait 5'],
    ['the time has come', [outgoing('a')], { notBefore: now }, 'send a'],
    ['the first was refused for good', [outgoing('a', { state: 'failed' }), outgoing('b')], {}, 'send b'],
    ['the first is at the server', [outgoing('a', { state: 'sent' }), outgoing('b')], {}, 'send b'],
    ['all are done', [outgoing('a', { state: 'sent' }), outgoing('b', { state: 'failed' })], {}, 'nothing'],
    ['an answer from this device is missing', [outgoing('a', { firstAttemptAt: now - hour, deviceId: 'D1' })], {}, 'send a'],
    ['an answer from an earlier device is missing', [outgoing('a', { firstAttemptAt: now - hour, deviceId: 'D0' })], {}, 'look-up a'],
    ['an answer has been missing for a day', [outgoing('a', { firstAttemptAt: now - 24 * hour, deviceId: 'D1' })], {}, 'look-up a'],
    ['it was looked for', [outgoing('a', { firstAttemptAt: now - 24 * hour, deviceId: 'D1' })], { lookedUp: 'a' }, 'send a'],
    ['another was looked for', [outgoing('a', { firstAttemptAt: now - 24 * hour, deviceId: 'D1' })], { lookedUp: 'b' }, 'look-up a'],
  ])('where %s', (_name, messages, run, expected) => {
    expect(step(messages, run)).toBe(expected);
  });

  it('does not trust a clock that was set back', () => {
    expect(mustLookUp(outgoing('a', { firstAttemptAt: now + 1, deviceId: 'D1' }), 'D1', now)).toBe(true);
  });
});

describe('the verdict on a failure', () => {
  const verdict = (code: string, tries = 1, retryAfterMs?: number) =>
    verdictOn({ code, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) }, tries, () => 0);
  it.each(['forbidden', 'too-large', 'not-found', 'refused'])('%s is final', (code) => {
    expect(verdict(code)).toEqual({ kind: 'final' });
  });
  it.each(['expired-session', 'account-locked', 'not-ready'])('%s waits for a change', (code) => {
    expect(verdict(code, 1_000)).toEqual({ kind: 'hold', afterMs: 60_000 });
  });
  it.each(['offline', 'server-error', 'certificate-untrusted', 'store-full', 'constructor'])('%s passes', (code) => {
    expect(verdict(code, 1_000)).toEqual({ kind: 'again', afterMs: 30_000, everywhere: false });
  });
  it.each(['encryption-failed', 'internal'])('%s is tried five times', (code) => {
    expect([verdict(code, 4).kind, verdict(code, 5).kind]).toEqual(['again', 'final']);
  });
  it('takes the wait of the server, or one of its own', () => {
    expect(verdict('rate-limited', 1, 90_000)).toEqual({ kind: 'again', afterMs: 90_000, everywhere: true });
    expect(verdict('rate-limited', 2)).toEqual({ kind: 'again', afterMs: 1_000, everywhere: true });
  });
  it('never waits longer than a minute, nor less than half a second', () => {
    for (let tries = 0; tries < 100; tries++) for (const chance of [0, 0.999]) {
      const { kind, ...rest } = verdictOn({ code: 'offline' }, tries, () => chance);
      const wait = 'afterMs' in rest ? rest.afterMs : NaN;
      expect([kind, wait >= 500 && wait <= 60_000]).toEqual(['again', true]);
    }
  });
});
