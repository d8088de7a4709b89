import { describe, expect, it } from 'vitest';
import { fail } from '../../../../renderer/base/failure.ts';
import { createConferences } from '../../../../renderer/engine/calls/conference.ts';
import { conferenceOf, newConferenceId, widgetContent } from '../../../../renderer/engine/calls/widget.ts';
import type { JsonObject } from '../../../../renderer/engine/store/api.ts';
import { anna, member, room, roomSync, state, sync } from '../store/matrix-samples.ts';
import { openStoresFast } from '../stores.ts';

const widget = (data: unknown, more: JsonObject = {}, ts = 1) =>
  ({ type: 'im.vector.modular.widgets', origin_server_ts: ts, content: { type: 'jitsi', url: 'https://x.example/', data, ...more } });
const there = { domain: 'meet.example', conferenceId: 'abc' };
const random = (bytes: Uint8Array): Uint8Array => bytes.map((_, index) => (index * 37) % 256);

describe('a Jitsi widget', () => {
  it('names the conference by its data, whichever of both types it has; of several the newest', () => {
    expect(conferenceOf([widget({ ...there, auth: 'openidtoken-jwt' })])).toEqual({ domain: 'meet.example', id: 'abc', auth: 'openidtoken-jwt' });
    expect(conferenceOf([widget(there, { type: 'm.jitsi' })])).toEqual({ domain: 'meet.example', id: 'abc', auth: undefined });
    expect(conferenceOf([widget(there, {}, 1), widget({ ...there, domain: 'Neu.example:8443' }, {}, 2)])).toMatchObject({ domain: 'neu.example:8443' });
  });

  it.each([
    [widget(undefined)], [widget({})], [widget({ ...there, domain: 'a b' })], [widget({ ...there, domain: 'x.example/pfad' })], [widget({ ...there, domain: 7 })],
    [widget({ ...there, conferenceId: '../x' })], [widget({ ...there, conferenceId: { a: 1 } })], [widget(there, { type: 'etherpad' })], [widget(there, { url: 4 })],
    [{ ...widget(there), content: {} }], [widget({ ...there, domain: 'u:p@x.example' })], [widget({ ...there, domain: '-.example' })],
  ])('that is malformed, removed or another is none: %j', (odd) => {
    expect(conferenceOf([odd])).toBeUndefined();
    expect(conferenceOf([odd, widget(there, {}, 0)]), 'and does not hide another').toBeDefined();
  });

  it('is written as others look for it', () => {
    const content = widgetContent({ conference: { domain: 'meet.example', id: 'abc', auth: 'openidtoken-jwt' }, creator: anna, roomName: 'Amt', lasting: false });
    expect(content).toMatchObject({ id: 'de.einklang.jitsi', type: 'jitsi', creatorUserId: anna, data: { conferenceId: 'abc', domain: 'meet.example', auth: 'openidtoken-jwt', roomName: 'Amt' } });
    expect(content['url']).toMatch(/^https:\/\/meet\.example\/jitsi\.html\?confId=abc#.*&auth=openidtoken-jwt$/);
    expect(conferenceOf([{ type: 'im.vector.modular.widgets', content }])).toEqual({ domain: 'meet.example', id: 'abc', auth: 'openidtoken-jwt' });
  });

  it('has a name that the token check can compare, or one that nobody guesses', () => {
    expect(newConferenceId('!Ab:x.y', 'openidtoken-jwt', random)).toBe('efaweotyfz4q');
    const name = newConferenceId('!Ab:x.y', undefined, random);
    expect([name, newConferenceId('!Ab:x.y', undefined, (bytes) => random(bytes).map((byte) => byte + 1))]).toEqual([expect.stringMatching(/^Jitsi[A-Za-z]{24}$/), expect.not.stringMatching(name)]);
  });
});

describe('the conference of a room', () => {
  const begin = async (levels: JsonObject, wellKnown: JsonObject = {}) => {
    const chat = (await openStoresFast()).chat();
    chat.putOwnUser(anna);
    chat.applySync(sync([roomSync([state('$c', 'm.room.create', {}), member('$m', anna, 'Anna'), state('$p', 'm.room.power_levels', levels)], { limited: true })]));
    const requests: string[] = [];
    const written: (readonly [widgetId: string, content: JsonObject])[] = [];
    let refuse = false;
    const conferences = createConferences({
      chat, own: anna,
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      request: async (method, path, { body } = {}) => {
        requests.push(`${method} ${path}`);
        if (method === 'PUT') written.push([decodeURIComponent(path.split('/').at(-1) ?? ''), body as JsonObject]);
        if (refuse) throw fail('forbidden');
        return path.includes('well-known') ? wellKnown : {};
      },
    });
    const has = (widgetId: string, content: JsonObject): void =>
      chat.applySync(sync([roomSync([{ ...state(`$w${requests.length}${widgetId}`, 'im.vector.modular.widgets', content), state_key: widgetId }])]));
    return { ...conferences, ask: conferences.of, has, requests, written, refuse: () => (refuse = true) };
  };
  const mine = { users: { [anna]: 100 } };

  it('is made once and announced where the account may', async () => {
    const { ask, requests } = await begin(mine);
    const asked = { roomId: room, preferredDomain: 'Meet.example', preferredAuth: 'openidtoken-jwt' };
    const both = await Promise.all([ask(asked), ask(asked)]);
    expect(both[0]).toMatchObject({ domain: 'meet.example', auth: 'openidtoken-jwt', announced: true });
    expect([both[1], requests.length]).toEqual([both[0], 1]);
  });

  it('is made without a widget where the account may not, or the server refuses', async () => {
    const member = await begin({ users: { [anna]: 0 } });
    expect([await member.ask({ roomId: room, preferredDomain: 'm.example' }), member.requests]).toMatchObject([{ announced: false }, []]);
    const refused = await begin({ users: { [anna]: 0 }, events: { 'im.vector.modular.widgets': 0 } });
    refused.refuse();
    expect(await refused.ask({ roomId: room, preferredDomain: 'm.example' })).toMatchObject({ announced: false });
    expect(refused.requests).toHaveLength(1);
  });

  it('lies where the homeserver says, if nobody else does; without that there is none', async () => {
    expect(await (await begin(mine, { 'io.element.jitsi': { preferredDomain: 'hs.example' } })).ask({ roomId: room })).toMatchObject({ domain: 'hs.example' });
    expect(await (await begin(mine, { 'im.vector.riot.jitsi': { preferredDomain: 'alt.example' } })).ask({ roomId: room })).toMatchObject({ domain: 'alt.example' });
    for (const odd of [{}, { 'io.element.jitsi': 'x' }, { 'io.element.jitsi': { preferredDomain: 'a/b' } }])
      await expect((await begin(mine, odd)).ask({ roomId: room })).rejects.toMatchObject({ failure: { code: 'call-no-server' } });
    await expect((await begin(mine)).ask({ roomId: '!fremd:x', preferredDomain: 'm.example' })).rejects.toMatchObject({ failure: { code: 'not-found' } });
  });

  const asked = { roomId: room, preferredDomain: 'meet.example' };
  const other = { type: 'jitsi', url: 'https://x.example/', data: { domain: 'element.example', conferenceId: 'Jitsi' } };

  it('can be set up to stay: a new one, or that of the call that runs', async () => {
    const { keep, has, written } = await begin(mine);
    await keep({ ...asked, keep: true });
    expect(written).toMatchObject([['de.einklang.jitsi', { 'de.einklang.lasting': true, data: { domain: 'meet.example' } }]]);
    has('de.einklang.jitsi', widgetContent({ conference: { domain: 'meet.example', id: 'runs', auth: undefined }, creator: anna, roomName: '', lasting: false }));
    await keep({ ...asked, keep: true });
    expect(written.at(-1)).toMatchObject(['de.einklang.jitsi', { 'de.einklang.lasting': true, data: { conferenceId: 'runs' } }]);
  });

  it('stays as it is where another client has set it up, and is taken away with all others', async () => {
    const { keep, has, written } = await begin(mine);
    has('jitsi_1', other);
    await keep({ ...asked, keep: true });
    expect(written).toEqual([]);
    has('de.einklang.jitsi', widgetContent({ conference: { domain: 'meet.example', id: 'runs', auth: undefined }, creator: anna, roomName: '', lasting: true }));
    await keep({ ...asked, keep: false });
    expect(new Map(written)).toEqual(new Map([['jitsi_1', {}], ['de.einklang.jitsi', {}]]));
  });

  it('is neither set up nor taken away by those who may not', async () => {
    const { keep, has, requests } = await begin({ users: { [anna]: 0 } });
    has('jitsi_1', other);
    for (const wanted of [true, false]) await expect(keep({ ...asked, keep: wanted })).rejects.toMatchObject({ failure: { code: 'forbidden' } });
    expect(requests).toEqual([]);
  });

  it('goes with the last one, unless it is to stay or is not ours', async () => {
    const { forget, has, written, refuse } = await begin(mine);
    await forget(room);
    has('jitsi_1', other);
    await forget(room);
    const content = (lasting: boolean) => widgetContent({ conference: { domain: 'meet.example', id: 'runs', auth: undefined }, creator: anna, roomName: '', lasting });
    has('de.einklang.jitsi', content(true));
    await forget(room);
    expect(written).toEqual([]);
    has('de.einklang.jitsi', content(false));
    await forget(room);
    expect(written).toEqual([['de.einklang.jitsi', {}]]);
    refuse();
    await forget(room);
  });
});
