import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import { Script } from 'node:vm';
import { afterAll, beforeAll, describe, expect, inject, it, onTestFailed } from 'vitest';
import type { TestUser } from '../../servers/client.ts';
import { startJitsi, type Jitsi } from '../../servers/jitsi/jitsi.ts';
import { admission, conferenceJwt, conferenceOf, openIdToken } from '../../servers/jitsi/token.ts';
import { registerOn } from '../../servers/synapse.ts';
import { authenticate, bind, openXmppSocket } from './xmpp-socket.ts';

interface WebAnswer {
  readonly status: number | undefined;
  readonly body: string;
}

describe('the Jitsi deployment under the tests', () => {
  const synapse = inject('synapse');
  let jitsi: Jitsi;
  let anna: TestUser;
  let roomId: string;

  beforeAll(async () => {
    [jitsi, anna] = await Promise.all([startJitsi({ synapse }), registerOn(synapse, `anna-${randomUUID().slice(0, 8)}`)]);
    roomId = await anna.createRoom();
  });
  afterAll(() => jitsi.dispose());

  const get = async (path: string): Promise<WebAnswer> => {
    const ca = await readFile(jitsi.authority.caFile, 'utf8');
    return new Promise((resolve, reject) => {
      const asked = request({ host: '127.0.0.1', port: jitsi.port, servername: jitsi.host, path, ca, headers: { host: jitsi.host } });
      asked.on('error', reject).on('response', (answer) => {
        text(answer).then((body) => resolve({ status: answer.statusCode, body }), reject);
      });
      asked.end();
    });
  };

  const logOnFailure = (): void => onTestFailed(async () => console.error(await jitsi.log()));

  /** What Prosody says to somebody who connects so. */
  const knock = async (conference: string, token: string | undefined): Promise<string> => {
    const socket = await openXmppSocket(jitsi, { room: conference, ...(token === undefined ? {} : { token }) });
    return authenticate(socket, jitsi.host).finally(() => socket.close());
  };

  it('lets a member of the room in, hands out relays and answers for its conference', async () => {
    logOnFailure();
    const { conference, jwt } = await admission(anna, roomId, jitsi.host);
    const socket = await openXmppSocket(jitsi, { room: conference, token: jwt });
    expect(await authenticate(socket, jitsi.host)).toContain('<success');
    expect(await bind(socket, jitsi.host)).toMatch(/@jitsi\.einklang\.test\//);
    const services = `<iq type="get" id="services" to="${jitsi.host}" xmlns="jabber:client"><services xmlns="urn:xmpp:extdisco:2"/></iq>`;
    const relays = await socket.ask(services, /id=['"]services/);
    expect(relays.match(/type=['"](?:stun|turn)['"]/g)).toHaveLength(3);
    expect(relays).toMatch(/password=['"][^'"]+/);
    const room = `${conference}@conference.${jitsi.host}`;
    const ask = `<iq type="set" id="conference" to="focus.${jitsi.host}" xmlns="jabber:client"><conference xmlns="http://jitsi.org/protocol/focus" room="${room}"/></iq>`;
    expect(await socket.ask(ask, /id=['"]conference/)).toMatch(/ready=['"]true/);
    socket.close();
  });

  it('asks by an account that nobody finds among the people', async () => {
    const service = await registerOn(synapse, `service-${randomUUID().slice(0, 8)}`, { displayName: 'Jitsina' });
    const found = (): Promise<{ results: { user_id: string }[] }> =>
      anna.request('POST', 'v3/user_directory/search', { search_term: 'Jitsi', limit: 50 });
    // Control: somebody of nearly the same name, registered later, is found.
    await expect.poll(async () => (await found()).results.map(({ user_id }) => user_id), { timeout: 20_000 }).toContain(service.userId);
    expect((await found()).results.map(({ user_id }) => user_id)).not.toContain(`@jitsi:${synapse.serverName}`);
  });

  it('refuses who is not in the room, who made a token up, who asks for another room, and who has none', async () => {
    logOnFailure();
    const stranger = await registerOn(synapse, `bert-${randomUUID().slice(0, 8)}`);
    const { conference, jwt } = await admission(anna, roomId, jitsi.host);
    const bySomebody = await admission(stranger, roomId, jitsi.host);
    const madeUp = conferenceJwt(jitsi.host, { token: 'made-up', room_id: roomId, server_name: synapse.serverName }, 'Anna');
    const otherServer = conferenceJwt(jitsi.host, { token: await openIdToken(anna), room_id: roomId, server_name: 'evil.test' }, 'Anna');
    const answers = await Promise.all([
      knock(conference, bySomebody.jwt),
      knock(conference, madeUp),
      knock(conference, otherServer),
      knock(conferenceOf('!another:room'), jwt),
      knock(conference, undefined),
      knock(conference, 'no.jwt.at-all'),
    ]);
    for (const answer of answers) expect(answer).toContain('not-authorized');
    expect(await knock(conference, jwt)).toContain('<success'); // the control: it is the token that decides
  });

  it('takes no token while it is told so', async () => {
    const { conference, jwt } = await admission(anna, roomId, jitsi.host);
    await jitsi.acceptTokens(false);
    expect(await knock(conference, jwt)).toContain('not-authorized');
    await jitsi.acceptTokens(true);
    expect(await knock(conference, jwt)).toContain('<success');
  });

  it('takes WebSockets of its own origin only', async () => {
    const { conference, jwt } = await admission(anna, roomId, jitsi.host);
    for (const origin of ['https://evil.test', `http://${jitsi.host}`, 'app://call', 'null']) {
      await expect(openXmppSocket(jitsi, { room: conference, token: jwt }, origin)).rejects.toThrow('403');
    }
    (await openXmppSocket(jitsi, { room: conference, token: jwt }, jitsi.url)).close();
  });

  it('serves what deployments serve, remembers who asked, and serves worse when told', async () => {
    expect(await get('/.well-known/element/jitsi')).toEqual({ status: 200, body: '{"auth":"openidtoken-jwt"}' });
    expect((await get('/config.js')).body).toContain(`wss://${jitsi.host}/xmpp-websocket`);
    expect(await get('/besprechung')).toMatchObject({ status: 200, body: expect.stringContaining('/libs/lib-jitsi-meet.min.js') as string });
    expect((await get('/nichts.js')).status).toBe(404);
    expect(jitsi.requests.map(({ path }) => path)).toContain('/config.js');

    const library = '/libs/lib-jitsi-meet.min.js';
    const parses = async (): Promise<boolean> => {
      const { body } = await get(library);
      try {
        new Script(body);
        return true;
      } catch {
        return false;
      }
    };
    expect((await get(library)).body).toContain('JitsiMeetJS');
    expect(await parses()).toBe(true);
    jitsi.serveLibrary('broken');
    expect(await parses()).toBe(false);
    jitsi.serveLibrary('missing');
    expect((await get(library)).status).toBe(404);
    jitsi.serveLibrary({ script: 'hostile()' });
    expect((await get(library)).body).toBe('hostile()');
    jitsi.serveLibrary('deployed');
  });

  it('comes back after a restart of Prosody, with its focus', async () => {
    logOnFailure();
    await jitsi.restartProsody();
    const { conference, jwt } = await admission(anna, roomId, jitsi.host);
    const socket = await openXmppSocket(jitsi, { room: conference, token: jwt });
    await authenticate(socket, jitsi.host);
    await bind(socket, jitsi.host);
    const ask = `<iq type="set" id="again" to="focus.${jitsi.host}" xmlns="jabber:client"><conference xmlns="http://jitsi.org/protocol/focus" room="a@conference.${jitsi.host}"/></iq>`;
    expect(await socket.ask(ask, /id=['"]again/)).toMatch(/ready=['"]true/);
    socket.close();
  });
});
