import { describe, expect, it } from 'vitest';
import { readCallEvent } from '../../../../renderer/engine/calls/read-event.ts';
import { noteArrival, sentTsKey } from '../../../../renderer/engine/sync/arrival.ts';
import { itemOf } from '../../../../renderer/engine/timeline/item.ts';
import { asAnna } from '../timeline/events.ts';
import { at, bernd, callId, conference, decline, join, leave, ring, t0 } from './events.ts';

describe('an event about a call', () => {
  it('is read', () => {
    expect(readCallEvent(ring())).toMatchObject({ kind: 'ring', callId, media: 'video', notification: 'ring', startedTs: t0, lifetimeMs: 30_000, conference, confirmed: true });
    expect(readCallEvent(join(0, bernd, 'B1', 'e'))).toMatchObject({ kind: 'join', deviceId: 'B1', endpointId: 'e' });
    expect(readCallEvent(leave(0, bernd, 'B1'))).toMatchObject({ kind: 'leave', deviceId: 'B1' });
    expect(readCallEvent(decline(0, bernd, 'busy'))).toMatchObject({ kind: 'decline', reason: 'busy' });
  });

  it('is confirmed only by an encryption without a warning', () => {
    const shields = [at(0, bernd, 'ring', ring().content, { shield: 'unverified-device' }), at(0, bernd, 'ring', ring().content, { encryption: 'none' })];
    expect(shields.map((event) => readCallEvent(event))).toMatchObject([{ confirmed: false }, { confirmed: false }]);
  });

  it('rings no longer than a minute, whatever it says', () => {
    expect(readCallEvent(ring({ lifetime: 1e12 }))).toMatchObject({ lifetimeMs: 60_000 });
  });

  it('begins by this machine’s clock, where that is wrong', () => {
    const heard = (sent: number) => {
      const event = ring();
      return readCallEvent({ ...event, raw: { ...event.raw, unsigned: { [sentTsKey]: t0 + sent } } });
    };
    expect([-120_000, -19_000, 19_000, 120_000].map((sent) => heard(sent))).toMatchObject(
      [-120_000, 0, 0, 120_000].map((offset) => ({ startedTs: t0 + offset })));
  });

  const malformed = [
    ring({ call_id: 5 }), ring({ call_id: 'kurz' }), ring({ call_id: '../../../weg' }), ring({ intent: 'laut' }), ring({ intent: ['video'] }),
    ring({ notification_type: null }), ring({ sender_ts: 'jetzt' }), ring({ sender_ts: 1e300 }), ring({ lifetime: -1 }), ring({ lifetime: {} }),
    ring({ 'm.mentions': 'alle' }), ring({ 'm.mentions': { user_ids: [1] } }), ring({ conference: 'dort' }),
    ring({ conference: { domain: 'host/weg', id: 'x' } }), ring({ conference: { domain: 'a.b', id: 'x?y' } }), ring({ conference: { domain: 'a.b', id: '' } }),
    join(0, bernd, ''), at(0, bernd, 'join'), at(0, bernd, 'leave', { device_id: 3 }), at(0, bernd, 'decline', { reason: 'keine Lust' }), at(0, bernd, 'decline'),
    at(0, bernd, 'anderes'),
  ];
  it.each(malformed.map((event) => [JSON.stringify(event.content).slice(0, 60), event] as const))('that is malformed is shown as unsupported: %s', (_name, event) => {
    expect(readCallEvent(event)).toBeUndefined();
    expect(itemOf(event, asAnna())?.kind).toBe('unsupported');
  });

  it('has one card, where the call began', () => {
    const record = { callId } as never;
    const begun = ring();
    const context = asAnna({ call: (event) => (event.eventId === begun.eventId ? record : undefined) });
    expect(itemOf(begun, context)).toMatchObject({ kind: 'call', call: { callId } });
    expect([ring(), join(0, bernd, 'B1'), leave(0, bernd, 'B1'), decline(0, bernd)].map((event) => itemOf(event, context))).toEqual([undefined, undefined, undefined, undefined]);
  });
});

it('when an event was sent is told by its age at its arrival, and by nobody else', () => {
  const event = (unsigned?: object) => ({ ...ring().raw, ...(unsigned ? { unsigned: { ...unsigned } } : {}) });
  const [room] = noteArrival(
    [{ roomId: '!r:x', membership: 'join', timeline: { limited: false, prevBatch: undefined, events: [event({ age: 500, transaction_id: 't' }), event({ age: -1, [sentTsKey]: 1 }), event({ age: 'alt' }), event()] } }],
    t0,
  );
  expect(room?.timeline?.events.map(({ unsigned }) => unsigned)).toEqual([{ age: 500, transaction_id: 't', [sentTsKey]: t0 - 500 }, { age: -1 }, { age: 'alt' }, undefined]);
});
