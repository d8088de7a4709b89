import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeTrack, person } from './fake-library.ts';
import { fakeStream } from './fake-media.ts';
import { openWorld, type World } from './world.ts';

const pass = (ms = 100): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

async function withBert(options: Parameters<typeof openWorld>[0] = {}): Promise<{ readonly world: World; readonly bert: ReturnType<typeof person> }> {
  const world = openWorld(options);
  await pass();
  const bert = person('Bert', fakeTrack(fakeStream('audio'), 'microphone', 'bert'), fakeTrack(fakeStream('video'), 'camera', 'bert'));
  world.fake.latest().people.set('bert', bert);
  world.fake.latest().emit('USER_JOINED', 'bert');
  await pass();
  return { world, bert };
}

it('shows who somebody is by Matrix instead of what they claim', async () => {
  const { world } = await withBert();
  expect(world.conference.state().participants[0]).toMatchObject({ name: 'Bert', known: undefined, muted: false, role: 'participant' });
  const known = { bert: { userId: '@bert:example.org', name: 'Bert Brandt' } };
  world.conference.update({ ...world.conference.state().brief, known });
  expect(world.conference.state().participants[0]).toMatchObject({ name: 'Bert Brandt', known: known.bert });
});

it('keeps what has not changed the same object', async () => {
  const { world, bert } = await withBert();
  const before = world.conference.state();
  world.fake.latest().emit('DISPLAY_NAME_CHANGED', 'bert');
  expect(world.conference.state().participants).toBe(before.participants);
  bert.name = 'Berta';
  world.fake.latest().emit('DISPLAY_NAME_CHANGED', 'bert');
  expect(world.conference.state().participants[0]?.name).toBe('Berta');
  expect(world.conference.state().participants[0]?.videos).toBe(before.participants[0]?.videos);
});

it('tells of hands, screens, speakers, locks, reactions and text', async () => {
  const { world, bert } = await withBert();
  const { emit } = world.fake.latest();
  bert.properties.set('raisedHand', '1700000000000');
  bert.tracks.push(fakeTrack(fakeStream('video'), 'desktop', 'bert'));
  emit('PARTICIPANT_PROPERTY_CHANGED');
  emit('DOMINANT_SPEAKER_CHANGED', 'bert');
  emit('LOCK_STATE_CHANGED', true);
  emit('P2P_STATUS', {}, true);
  const from = { getId: () => 'bert' };
  emit('ENDPOINT_MESSAGE_RECEIVED', from, { name: 'endpoint-reaction', reactions: ['clap'] });
  emit('ENDPOINT_MESSAGE_RECEIVED', from, { name: 'de.einklang.live-text', text: 'Gut' });
  emit('ENDPOINT_MESSAGE_RECEIVED', from, { name: 'something else' });
  await pass();
  expect(world.conference.state()).toMatchObject({
    isLocked: true,
    isDirect: true,
    participants: [{ handRaisedTs: 1_700_000_000_000, isDominantSpeaker: true, liveText: 'Gut', videos: [{ kind: 'camera' }, { kind: 'desktop' }] }],
  });
  expect(world.happened.map(({ kind }) => kind)).toEqual(['came', 'hand-raised', 'sharing', 'locked', 'reaction']);
  world.fake.latest().people.clear();
  emit('USER_LEFT', 'bert');
  expect(world.happened.at(-1)).toEqual({ kind: 'went', participantId: 'bert', name: 'Bert' });
});

it('lets moderators do to others what the others may not do', async () => {
  const { world } = await withBert();
  const bert = () => world.conference.state().participants[0];
  expect(bert()?.mute).toBeUndefined();
  expect(world.conference.state().actions.lock).toBeUndefined();
  world.fake.latest().moderates = true;
  world.fake.latest().emit('USER_ROLE_CHANGED');
  bert()?.mute?.();
  bert()?.remove?.();
  world.conference.state().actions.lock?.('geheim');
  await pass();
  expect(world.fake.latest().commands).toEqual(expect.arrayContaining(['mute bert', 'lock=geheim']));
  expect(world.fake.latest().kicked).toEqual(['bert']);
  expect(world.happened.at(-1)).toEqual({ kind: 'now-moderator' });
});

it.each(['room', 'direct'] as const)('tells main whether one moderates others: never in a call of two (%s)', async (kind) => {
  const { world } = await withBert({ brief: { kind } });
  expect(world.report()?.moderates).toBe(false);
  world.fake.latest().moderates = true;
  world.fake.latest().emit('USER_ROLE_CHANGED');
  await pass();
  expect(world.report()?.moderates).toBe(kind === 'room');
  world.fake.latest().people.clear();
  world.fake.latest().emit('USER_LEFT', 'bert');
  await pass();
  expect(world.report()?.moderates).toBe(false);
});

it('takes note when a moderator mutes one, and says by whom', async () => {
  const { world } = await withBert();
  const [own] = world.fake.latest().sent;
  await own?.mute();
  world.fake.latest().emit('TRACK_MUTE_CHANGED', own, { getId: () => 'bert' });
  await pass();
  expect(world.report()?.muted).toBe(true);
  expect(world.happened.at(-1)).toEqual({ kind: 'muted-by', name: 'Bert' });
  world.conference.command('unmute');
  await pass();
  expect(own?.isMuted()).toBe(false);
});

it('raises the hand again after a reconnection', async () => {
  const { world } = await withBert();
  world.conference.command('raise-hand');
  await pass();
  expect(world.report()?.handRaised).toBe(true);
  world.fake.latest().emit('CONFERENCE_FAILED', 'CONNECTION_ERROR');
  await pass(1_000);
  expect(world.fake.latest().commands.some((command) => command.startsWith('raisedHand=1'))).toBe(true);
});

it('says that media are blocked when others are there and nothing comes through', async () => {
  const { world } = await withBert();
  await pass(5_000);
  expect(world.report()?.failure).toEqual({ code: 'call-media-blocked' });
  world.connections = [{ connectionState: 'connected', getStats: async () => new Map() } as unknown as RTCPeerConnection];
  await pass(1_100);
  expect(world.report()?.failure).toBeUndefined();
});

it('calls a call direct only while no relay is between the two', async () => {
  const pair = { type: 'candidate-pair', nominated: true, localCandidateId: 'l', remoteCandidateId: 'r' };
  const over = (candidateType: string) => {
    const entries = [pair, { type: 'remote-candidate', id: 'r', candidateType: 'host' }, { type: 'local-candidate', id: 'l', candidateType }];
    return [{ connectionState: 'connected', getStats: async () => new Map(entries.entries()) } as unknown as RTCPeerConnection];
  };
  const directAfter = async (candidateType: string, relayOnly = false): Promise<boolean | undefined> => {
    const { world } = await withBert({ brief: { relayOnly } });
    world.connections = over(candidateType);
    world.fake.latest().emit('P2P_STATUS', {}, true);
    await pass(2_100);
    return world.report()?.direct;
  };
  expect(await directAfter('srflx'), 'control').toBe(true);
  expect(await directAfter('relay')).toBe(false);
  expect(await directAfter('srflx', true), 'by policy').toBe(false);
});

it('takes nobody for confirmed who calls themself like something that every object has', async () => {
  const { world } = await withBert();
  const { emit, people } = world.fake.latest();
  people.set('constructor', person('Der Chef'));
  emit('USER_JOINED', 'constructor');
  await pass();
  expect(world.conference.state().participants.at(-1)).toMatchObject({ id: 'constructor', name: 'Der Chef', known: undefined });
});
