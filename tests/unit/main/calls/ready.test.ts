import { describe, expect, it } from 'vitest';
import { drive, openLink, ring, petra, member } from './support.ts';
import { callWorld } from './world.ts';

const readyFor = (calls: ReturnType<typeof drive>): readonly (string | undefined)[] => calls.done('ready').map(({ call }) => call?.subject.callId);

describe('what is fetched before a call is answered', () => {
  it('is fetched while it rings, kept when one answers, and let go of once one is in', () => {
    const calls = drive();
    calls.calls(ring());
    expect(readyFor(calls)).toEqual(['call-petra']);
    calls.send({ type: 'answer', callId: 'call-petra', camera: false });
    calls.prepared();
    calls.report('connecting');
    expect(readyFor(calls)).toEqual(['call-petra']);
    calls.report('joined', { others: 1 });
    expect(readyFor(calls)).toEqual(['call-petra', undefined]);
  });

  it.each([
    ['is declined', (calls: ReturnType<typeof drive>) => calls.send({ type: 'decline', callId: 'call-petra', message: undefined })],
    ['is not answered', (calls: ReturnType<typeof drive>) => calls.pass(30_000)],
    ['is answered elsewhere', (calls: ReturnType<typeof drive>) => calls.calls(ring({ answer: 'joined-elsewhere' }))],
    ['is over', (calls: ReturnType<typeof drive>) => calls.calls(ring({ over: true }))],
  ])('is dropped where it %s', (_how, happens) => {
    const calls = drive();
    calls.calls(ring());
    happens(calls);
    expect(readyFor(calls)).toEqual(['call-petra', undefined]);
  });

  it('is nothing where nothing rings: not to be disturbed, in a call, without a conference', () => {
    const calls = drive();
    calls.send({ type: 'quiet', quiet: true });
    calls.calls(ring());
    calls.send({ type: 'quiet', quiet: false });
    calls.calls(ring({ callId: 'call-2', conference: undefined, startedTs: 1 }));
    expect(readyFor(calls)).toEqual([]);
    const busy = drive();
    busy.connected();
    busy.calls(ring({ callId: 'call-own', own: true, peerAnswer: 'joined', members: [member(petra)] }), ring({ roomId: '!other:land.example' }));
    expect(busy.snapshot().waiting).toBeDefined();
    expect(readyFor(busy)).toEqual([]);
  });

  it('is the token of a link, too, while devices are chosen', () => {
    const calls = drive();
    calls.send({ type: 'begin', plan: openLink });
    expect(readyFor(calls)).toEqual(['call-link']);
  });
});

describe('making ready', () => {
  it('asks the deployment, opens its page and fetches the token, of which the page hears when there is a call', async () => {
    const world = callWorld();
    world.engineSide.tell(ring());
    await world.settle();
    expect(world.page.readied).toEqual(['meet.land.example']);
    expect(world.netAsked).toContain('https://meet.land.example/.well-known/element/jitsi');
    expect(world.asked('call.openIdToken')).toHaveLength(1);
    expect(world.page.did).toEqual([]);
    const answered = world.handlers['call.answer']({ callId: 'call-petra', camera: false });
    await world.settle();
    await answered;
    expect(world.page.did).toEqual(['open']);
    expect(await world.page.events()?.token()).toMatch(/^ey/);
    expect(world.asked('call.openIdToken')).toHaveLength(1);
    const again = world.page.events()?.token();
    await world.settle();
    expect(await again).toMatch(/^ey/);
    expect(world.asked('call.openIdToken')).toHaveLength(2); // each later connection has a fresh one
  });

  it('asks no deployment that is not allowed', async () => {
    const world = callWorld({ policies: { 'calls.hosts': ['meet.other.example'], 'calls.domain': 'meet.other.example' } });
    world.engineSide.tell(ring());
    await world.settle();
    expect(world.shown.at(-1)?.ringing).toBeDefined();
    expect([...world.page.readied, ...world.netAsked, ...world.asked('call.openIdToken')]).toEqual([]);
  });

  it('that failed is done again when there is a call; a token that has become old is not used', async () => {
    let refuses = true;
    const world = callWorld({
      answers: {
        'call.openIdToken': () => {
          if (refuses) throw new Error('not now');
          return { accessToken: 'late', serverName: 'land.example', userId: '@me:land.example', displayName: 'Ich', avatar: undefined, expiresTs: 9e9 };
        },
      },
    });
    world.engineSide.tell(ring());
    await world.settle();
    refuses = false;
    void world.handlers['call.answer']({ callId: 'call-petra', camera: false });
    await world.settle();
    const token = world.page.events()?.token();
    await world.settle();
    expect(await token).toMatch(/^ey/);
  });

  it('ends with the ringing', async () => {
    const world = callWorld();
    world.engineSide.tell(ring());
    await world.settle();
    world.engineSide.tell(ring({ over: true }));
    await world.settle();
    expect(world.page.readied).toEqual(['meet.land.example', undefined]);
  });
});
