import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFailed } from 'vitest';
import { startJitsi, type Jitsi } from '../../servers/jitsi/jitsi.ts';
import { until } from '../../servers/processes.ts';
import { startSynapse, type Synapse } from '../../servers/synapse.ts';
import { allSeeAndHear, openParty, type Guest, type Party } from './party.ts';

/** Shows with a bare page and the deployment's library that the stand-ins carry a conference: whatever fails elsewhere is ours. */
describe('a conference on the deployment under the tests', () => {
  let synapse: Synapse;
  let jitsi: Jitsi;
  let party: Party;
  let leftOver: number;

  beforeAll(async () => {
    synapse = await startSynapse();
    jitsi = await startJitsi({ synapse });
  });
  afterAll(async () => {
    await jitsi.dispose();
    await synapse.dispose();
  });
  beforeEach(async () => {
    leftOver = jitsi.relayed().openAllocations; // of those who went without a word
    party = await openParty(synapse, jitsi);
    onTestFailed(async () => console.error(await jitsi.log()));
  });
  afterEach(() => party.dispose());

  /** Everything that the relay got until both hung up. */
  const relayedUntilLeft = async (...guests: readonly Guest[]): Promise<number> => {
    await Promise.all(guests.map((guest) => guest.leave()));
    await until('coturn has ended all allocations', () => jitsi.relayed().openAllocations <= leftOver);
    return jitsi.relayed().receivedBytes;
  };
  const channels = (): number => jitsi.requests.filter(({ path }) => path.startsWith('/colibri-ws/')).length;
  const hasHeard = (guest: Guest, event: string): Promise<boolean> =>
    guest.tell((probe, name) => probe.heard.some(([heard]) => heard === name), event);

  it('connects two directly, without bridge and relay, and keeps them when the network fails for a moment', async () => {
    const channelsBefore = channels();
    const [anna, bert] = [await party.enter(), await party.enter()];
    await allSeeAndHear([anna, bert]);
    expect(await bert.tell((probe) => probe.isDirect())).toBe(true);
    expect(channels()).toBe(channelsBefore);
    const { firstFrame = Infinity } = await bert.tell((probe) => probe.marks);
    console.log(`two, directly: the second one's first frame ${Math.round(firstFrame)} ms after its join`);
    expect(firstFrame).toBeLessThan(5000);

    const openings = (): number => jitsi.requests.filter(({ path }) => path.startsWith('/xmpp-websocket')).length;
    const before = openings();
    jitsi.cut('/xmpp-websocket');
    await until('both have connected again', () => openings() >= before + 2);
    const locks = (): Promise<boolean> => anna.tell((probe) => probe.conference().lock('geheim').then(() => true));
    await until('the first one is back', () => locks().catch(() => false));
    await until('they are in the same session', () => hasHeard(bert, 'LOCK_STATE_CHANGED'));
    expect(await hasHeard(anna, 'USER_LEFT')).toBe(false);
    expect(await relayedUntilLeft(anna, bert)).toBeLessThan(20_000); // what the two tried, and did not need
  });

  it('leads two through the relay where they ask for nothing else', async () => {
    const [anna, bert] = [await party.enter({ relayOnly: true }), await party.enter({ relayOnly: true })];
    const before = jitsi.relayed().receivedBytes;
    await allSeeAndHear([anna, bert]);
    expect(await relayedUntilLeft(anna, bert)).toBeGreaterThan(before + 50_000);
  });

  it('brings three together over the bridge, and again over a new one', async () => {
    const guests = [await party.enter(), await party.enter(), await party.enter()];
    await allSeeAndHear(guests);
    const [anna, bert, clara] = guests as [Guest, Guest, Guest];
    expect(await clara.tell((probe) => probe.isDirect())).toBe(false);
    const { firstFrame = Infinity } = await clara.tell((probe) => probe.marks);
    console.log(`three over the bridge: the third one's first frame ${Math.round(firstFrame)} ms after its join`);

    await until('somebody is the dominant speaker', () => hasHeard(clara, 'DOMINANT_SPEAKER_CHANGED'));
    await anna.tell((probe) => probe.conference().sendMessage({ type: 'greeting' }, '', true));
    await until('a message came over the bridge', () => hasHeard(clara, 'ENDPOINT_MESSAGE_RECEIVED'));

    await jitsi.restartBridge('SIGKILL');
    await allSeeAndHear(guests);

    const seesScreen = (guest: Guest): Promise<boolean> =>
      guest.tell(async (probe) => {
        const tracks = probe.conference().getParticipants().flatMap((participant) => participant.getTracks());
        const isShared = tracks.some((track) => (track.getVideoType?.() ?? track.videoType) === 'desktop');
        return isShared && (await probe.inbound()).some(({ width }) => width > 640);
      });
    expect(await seesScreen(clara)).toBe(false);
    await anna.tell((probe) => probe.shareScreen());
    await until('the others see the screen', async () => (await seesScreen(bert)) && seesScreen(clara));
  });

  it('keeps the bridge’s sessions of two who stay when a third leaves and comes back', async () => {
    const stay = [await party.enter(), await party.enter()];
    const third = await party.enter();
    await allSeeAndHear([...stay, third]);
    await third.leave();
    await until('the two are direct', async () => (await Promise.all(stay.map((guest) => guest.tell((probe) => probe.isDirect())))).every(Boolean));
    await allSeeAndHear(stay);
    const invitations = async (): Promise<number> => (await jitsi.log()).split(' invites ').length;
    const before = await invitations();
    await party.enter();
    await until('the focus has invited the third one', async () => (await invitations()) > before);
    // The control of what our page mends: the library of 2021 alone describes the streams of both once more.
    const refused = (guest: Guest): Promise<boolean> =>
      guest.tell((probe) => probe.heard.some(([heard, ...why]) => heard === 'CONFERENCE_FAILED' && why.join().includes('Duplicate a=msid')));
    for (const guest of stay) await until('Chromium has refused it', () => refused(guest));
    expect(await invitations()).toBe(before + 1);
  });

  it('keeps the media through a crash of Prosody, and takes everybody in again', async () => {
    const guests = [await party.enter(), await party.enter(), await party.enter()];
    await allSeeAndHear(guests);
    await jitsi.restartProsody('SIGKILL');
    await allSeeAndHear(guests);
    for (const guest of guests) await until('the library has noticed', () => hasHeard(guest, 'CONNECTION_FAILED'));
    await Promise.all(guests.map(({ page }) => page.close()));
    await allSeeAndHear([await party.enter(), await party.enter()]);
  });

  it('lets the first one in moderate: mute, lock, remove', async () => {
    const [anna, bert] = [await party.enter(), await party.enter()];
    await allSeeAndHear([anna, bert]);
    expect(await bert.tell((probe) => probe.conference().isModerator())).toBe(false);
    const isMuted = (guest: Guest): Promise<boolean> => guest.tell((probe) => probe.localTrack('audio').isMuted());
    const ids = { anna: await anna.tell((probe) => probe.conference().myUserId()), bert: await bert.tell((probe) => probe.conference().myUserId()) };
    await bert.tell((probe, id) => probe.conference().muteParticipant(id, 'audio'), ids.anna);
    await anna.tell((probe, id) => probe.conference().muteParticipant(id, 'audio'), ids.bert);
    await until('the moderator has muted the other', () => isMuted(bert));
    expect(await isMuted(anna)).toBe(false); // asked for earlier, by one who may not

    await anna.tell((probe) => probe.conference().lock('geheim'));
    await expect(party.enter()).rejects.toThrow(/conference failed.*password/i);
    await expect(party.enter({ password: 'falsch' })).rejects.toThrow(/conference failed.*password/i);
    const clara = await party.enter({ password: 'geheim' });
    await anna.tell((probe, id) => probe.conference().kickParticipant(id), ids.bert);
    await until('the other was put out', () => hasHeard(bert, 'KICKED'));
    await allSeeAndHear([anna, clara]);

    await anna.leave();
    await until('who stays moderates', () => clara.tell((probe) => probe.conference().isModerator()));
  });
});
