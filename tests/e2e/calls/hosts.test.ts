import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { until } from '../../servers/processes.ts';
import { startCanary, type Canary } from '../support/canary.ts';
import type { Caller } from '../support/calls/caller.ts';
import { openOffice, type Office } from '../support/calls/office.ts';
import { candidatesOf, gatheredBy } from '../support/calls/streams.ts';
import { readNetLog } from '../support/net-log.ts';

/*
 * Whom a program talks to for a call. Miriam's organisation lets media go through its relay only, Holger's does not:
 * each is the other's control. Everything stands in the net log of the whole program, sign-in and chat included.
 */

let office: Office;
let canary: Canary;
let miriam: Caller;
let holger: Caller;

const netLog = (user: string): string => join(office.desktop.home, `net-${user}.json`);

beforeAll(async () => {
  [office, canary] = await Promise.all([openOffice({ miriam: 'Miriam Brandt', holger: 'Holger Steinbach' }), startCanary()]);
  miriam = await office.start('miriam', { policies: { 'calls.relayOnly': true }, args: [`--log-net-log=${netLog('miriam')}`] });
  holger = await office.start('holger', { args: [`--log-net-log=${netLog('holger')}`] });
  await miriam.startChat('Holger Steinbach');
  await holger.accept('Miriam Brandt');
});

afterAll(async () => {
  await office.dispose();
  await canary.stop();
});

beforeEach(({ onTestFailed }) => onTestFailed(() => office.tell()));

test('where the policy asks for it media go through the relay alone, and go directly where it does not', async () => {
  await miriam.call('video');
  await holger.answer(true);
  await Promise.all([miriam.seesAndHears(), holger.seesAndHears()]);
  expect(new Set(await candidatesOf(miriam))).toEqual(new Set(['relay']));
  expect(await gatheredBy(miriam)).toEqual(['relay']);
  // Which pair answers first is chance, and his relay may; the connection then goes over to the better one.
  await until('his end is none of the relay', async () => !(await candidatesOf(holger)).includes('relay'), { timeoutMs: 20_000 });
  expect(await gatheredBy(holger)).toContain('host');
  await miriam.hangUp();
  await until('the relay has seen them go', () => office.jitsi.relayed().openAllocations === 0);
  // Pictures and sound of some seconds, however slow the machine: the relay's own messages are some hundred bytes.
  expect(office.jitsi.relayed().receivedBytes).toBeGreaterThan(10_000);
});

/** What the code of the page could send past its own wrapper: the net log has to show it. */
const strayFrom = async (caller: Caller): Promise<void> => {
  await (await caller.callPage()).evaluate(async (urls) => {
    const { unguarded } = window as unknown as { readonly unguarded: typeof RTCPeerConnection };
    const connection = new unguarded({ iceServers: [{ urls }] });
    connection.createDataChannel('stray');
    await connection.setLocalDescription(await connection.createOffer());
  }, `stun:${canary.address}`);
};

test('a call adds the deployment to the hosts of a program, and nobody else', async () => {
  await holger.call('audio');
  await miriam.answer(false);
  await until('they talk', async () => (await miriam.heard(1)) > 0.005);
  expect(canary.contacts()).toEqual([]);
  await strayFrom(holger);
  await canary.reached('(datagram)');
  await Promise.all([miriam.close(), holger.close()]);

  const { synapse, jitsi } = office;
  const servers = [new URL(synapse.url).host, `127.0.0.1:${jitsi.port}`];
  const nowhere = '127.0.0.1:1'; // where the workspace's peer connections end (main/walls/peer-connections.ts)
  const [hers, his] = await Promise.all([readNetLog(netLog('miriam')), readNetLog(netLog('holger'))]);
  for (const log of [hers, his]) {
    expect(log.requested).toEqual([synapse.url, jitsi.url, jitsi.url.replace('https:', 'wss:')]);
    expect(log.resolved).toEqual([]);
    for (const address of log.connected) expect([...servers, jitsi.relay, nowhere]).toContain(address);
  }
  // Relayed media go over TCP to the relay.
  expect(hers.connected).toContain(jitsi.relay);
  expect(hers.datagrams).toEqual([]);
  // The two programs stand on one machine: whatever else gets a datagram is somebody else.
  const own = new Set(Object.values(networkInterfaces()).flatMap((each) => each ?? []).map(({ address }) => address));
  const addressOf = (place: string): string => new URL(`udp://${place}`).hostname.replace(/^\[|\]$/g, '');
  const others = his.datagrams.filter((place) => !own.has(addressOf(place)));
  expect(his.datagrams.length).toBeGreaterThan(others.length);
  expect(others).toEqual([canary.address]);
});
