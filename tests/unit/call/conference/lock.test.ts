import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { person } from './fake-library.ts';
import { brief, openWorld, type World } from './world.ts';

const pass = (ms = 100): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** In a conference with others, of whom Matrix confirms Bert. */
async function among(...ids: readonly string[]): Promise<World> {
  const world = openWorld({ brief: { kind: 'room', known: { bert: { userId: '@bert:example.org', name: 'Bert' } } } });
  await pass();
  for (const id of ids) {
    world.fake.latest().people.set(id, person(id));
    world.fake.latest().emit('USER_JOINED', id);
  }
  await pass();
  return world;
}

/** The server wants this password of whoever comes from now on. */
function lock({ fake }: World, password: string): void {
  fake.onJoin = ({ emit, passwords }) => (passwords.at(-1) === password ? emit('CONFERENCE_JOINED') : emit('CONFERENCE_FAILED', 'PASSWORD_REQUIRED'));
  fake.latest().emit('LOCK_STATE_CHANGED', true);
}

async function loseConnection({ fake }: World): Promise<void> {
  fake.connections.at(-1)?.emit('CONNECTION_FAILED', 'CONNECTION_DROPPED_ERROR');
  await pass(2_000);
}

const whisper = (world: World, from: string, password: string): void =>
  world.fake.latest().emit('ENDPOINT_MESSAGE_RECEIVED', { getId: () => from }, { name: 'de.einklang.password', password });

function moderates(world: World, id: string): void {
  const one = world.fake.latest().people.get(id);
  if (one) one.moderator = true;
  world.fake.latest().emit('USER_ROLE_CHANGED');
}

const questions = ({ conference }: World) => conference.state().password;

describe('who locks a conference', () => {
  it('tells the password to those inside whom Matrix confirms, to each alone and once, and comes back with it', async () => {
    const world = await among('bert', 'guest');
    world.fake.latest().moderates = true;
    world.fake.latest().emit('USER_ROLE_CHANGED');
    world.conference.state().actions.lock?.('geheim');
    await pass();
    const told = ['bert', { name: 'de.einklang.password', password: 'geheim' }];
    expect(world.fake.latest().whispered).toEqual([told]);
    expect(world.fake.latest().said).toEqual([]);

    world.conference.update({ ...brief, known: { guest: { userId: '@guest:example.org', name: 'Guest' } } });
    await pass();
    expect(world.fake.latest().whispered).toEqual([told, ['guest', told[1]]]);

    lock(world, 'geheim');
    await loseConnection(world);
    expect(world.conference.state()).toMatchObject({ phase: 'joined', password: undefined });
  });

  it('tells nobody any more once it is open again', async () => {
    const world = await among();
    world.fake.latest().moderates = true;
    world.fake.latest().emit('USER_ROLE_CHANGED');
    world.conference.state().actions.lock?.('geheim');
    await pass();
    world.fake.latest().emit('LOCK_STATE_CHANGED', true);
    world.fake.latest().emit('LOCK_STATE_CHANGED', false); // by another moderator
    world.fake.latest().people.set('bert', person('bert'));
    world.fake.latest().emit('USER_JOINED', 'bert');
    await pass();
    expect(world.fake.latest().whispered).toEqual([]);
  });
});

describe('who was in before it was locked', () => {
  it('comes back without a question, by what the moderator’s client has told', async () => {
    const world = await among('bert');
    moderates(world, 'bert');
    whisper(world, 'bert', 'geheim');
    lock(world, 'geheim');
    await loseConnection(world);
    expect(world.conference.state()).toMatchObject({ phase: 'joined', password: undefined });
  });

  it('is asked with the reason where nobody could tell, and not blamed for a password that others had said', async () => {
    const world = await among('bert');
    moderates(world, 'bert');
    whisper(world, 'bert', 'veraltet');
    lock(world, 'geheim');
    await loseConnection(world);
    expect(questions(world)).toMatchObject({ wasWrong: false, lockedMeanwhile: true });
    questions(world)?.answer('falsch');
    await pass();
    expect(questions(world)).toMatchObject({ wasWrong: true });
    questions(world)?.answer('geheim');
    await pass(1_000);
    expect(world.conference.state()).toMatchObject({ phase: 'joined', password: undefined });
  });

  it('believes nobody who does not moderate, and nothing of a lock that is gone', async () => {
    const world = await among('bert');
    whisper(world, 'bert', 'geheim');
    lock(world, 'geheim');
    await loseConnection(world);
    expect(questions(world)).toMatchObject({ wasWrong: false });
    expect(world.fake.latest().passwords).toEqual([undefined]);

    const other = await among('bert');
    moderates(other, 'bert');
    whisper(other, 'bert', 'geheim');
    lock(other, 'geheim');
    other.fake.latest().emit('LOCK_STATE_CHANGED', false);
    await loseConnection(other);
    expect(other.fake.latest().passwords).toEqual([undefined]);
  });
});

describe('a page that comes after one that crashed', () => {
  /** The conference is locked with this password before the page comes. */
  async function comes(password: string, recalled?: string): Promise<World> {
    const world = openWorld({
      ...(recalled === undefined ? {} : { recalled }),
      prepare: (fake) => {
        fake.onJoin = ({ emit, passwords }) => (passwords.at(-1) === password ? emit('CONFERENCE_JOINED') : emit('CONFERENCE_FAILED', 'PASSWORD_REQUIRED'));
      },
    });
    await pass();
    return world;
  }

  it('asks main for the password and nobody else; where there is none it asks the person', async () => {
    const world = await comes('geheim', 'geheim');
    expect(world.conference.state()).toMatchObject({ phase: 'joined', isLocked: true, password: undefined });
    expect(world.fake.latest().passwords).toEqual([undefined, 'geheim']);
    expect(questions(await comes('geheim')), 'control').toMatchObject({ wasWrong: false });
  });

  it('asks the person where it has been changed meanwhile, without blame', async () => {
    const world = await comes('neu', 'veraltet');
    expect(questions(world)).toMatchObject({ wasWrong: false });
    expect(world.fake.latest().passwords).toEqual([undefined, 'veraltet']);
  });

  it('finds there what let in the page before: typed and right, set, or told; and nothing once it is open', async () => {
    const kept = (world: World): unknown => world.argsOf('password.keep').at(-1);
    const typed = await comes('geheim');
    questions(typed)?.answer('falsch');
    await pass();
    expect(typed.argsOf('password.keep')).toEqual([]);
    questions(typed)?.answer('geheim');
    await pass();
    expect(kept(typed)).toEqual({ password: 'geheim' });
    const told = await among('bert');
    moderates(told, 'bert');
    whisper(told, 'bert', 'erzählt');
    expect(kept(told)).toEqual({ password: 'erzählt' });
    lock(told, 'erzählt');
    told.fake.latest().emit('LOCK_STATE_CHANGED', false);
    expect(kept(told)).toEqual({});
  });

  it('is not in its brief, which is told again with every change', async () => {
    expect(JSON.stringify((await comes('geheim', 'geheim')).conference.state().brief)).not.toContain('geheim');
  });
});
