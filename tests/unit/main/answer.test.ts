import { describe, expect, it } from 'vitest';
import { answer, type WorkspaceHandlers } from '../../../main/answer.ts';
import { schemas, senders } from '../../../main/walls/messages.ts';
import type { IncomingMessage, Wall } from '../../../main/walls/wall.ts';
import { fail } from '../../../renderer/base/failure.ts';
import { memoryLog } from './fakes.ts';

function setUp(walls: readonly Wall[] = [senders, schemas]) {
  const calls: unknown[] = [];
  const record = (args: unknown) => {
    calls.push(args);
    return null;
  };
  const handlers = {
    'environment.read': () => {
      throw new Error('secret place');
    },
    'settings.write': record,
    'discovery.resolve': () => Promise.reject(fail('offline', 'why')),
    'link.open': record,
    'clipboard.write': record,
    'engine.restart': record,
    'program.quit': record,
    'call.start': record,
    'call.decline': record,
  } as unknown as WorkspaceHandlers;
  const log = memoryLog();
  const send = (message: Partial<IncomingMessage>) =>
    answer(
      walls,
      handlers,
      {
        kind: 'request',
        role: 'workspace',
        mainFrame: true,
        origin: 'app://workspace',
        name: 'link.open',
        args: { url: 'x' },
        ...message,
      },
      log,
    );
  return { calls, log, send };
}

describe('a request of a page', () => {
  it('is answered', async () => {
    const { send, calls } = setUp();
    expect(await send({})).toEqual({ ok: true, result: null });
    expect(calls).toEqual([{ url: 'x' }]);
  });

  it('gets a failure as what it is, and any other error as internal', async () => {
    const { send } = setUp();
    expect(await send({ name: 'discovery.resolve', args: { server: ' example.org ' } })).toEqual({
      ok: false,
      failure: { code: 'offline', detail: 'why' },
    });
    expect(await send({ name: 'environment.read', args: {} })).toMatchObject({
      ok: false,
      failure: { code: 'internal' },
    });
  });

  const strangers: readonly Partial<IncomingMessage>[] = [
    { role: undefined },
    { role: 'engine' },
    { mainFrame: false },
    { origin: 'https://evil.example' },
    { origin: 'app://engine' },
    { origin: 'null' },
    { origin: undefined },
  ];

  it.each(strangers)('is refused where its sender is %j; without that wall it would get through', async (sender) => {
    const closed = setUp();
    expect(await closed.send(sender)).toMatchObject({ ok: false, failure: { code: 'sender-refused' } });
    expect(closed.calls).toEqual([]);
    const open = setUp([]);
    await open.send(sender);
    expect(open.calls).toHaveLength(1);
  });

  it.each([{}, { url: 1 }, { url: 'x', more: true }, null, 'x', { url: 'x'.repeat(10_000) }])(
    'is refused with the arguments %j; without that wall they would get through',
    async (args) => {
      const closed = setUp();
      expect(await closed.send({ args })).toMatchObject({ ok: false, failure: { code: 'bad-arguments' } });
      expect(closed.calls).toEqual([]);
      const open = setUp([senders]);
      await open.send({ args });
      expect(open.calls).toEqual([args]);
    },
  );

  const decline = { name: 'call.decline', args: { callId: 'call-petra' } };
  const start = { name: 'call.start', args: { roomId: '!room:land.example', media: 'audio' } };
  const small = { role: 'ring', origin: 'app://ring' } as const;

  it('is answered to a small window of a call for what its role may ask', async () => {
    const { send, calls } = setUp();
    expect(await send({ ...small, ...decline })).toMatchObject({ ok: true });
    expect(calls).toEqual([decline.args]);
  });

  it.each([
    [small, start],
    [small, { name: 'link.open', args: { url: 'https://land.example' } }],
    [{ role: 'call', origin: 'https://meet.land.example' }, decline],
    [{ role: 'call', origin: 'https://meet.land.example' }, start],
  ] as const)('is refused to %j for %j; without that wall it would get through', async (sender, asked) => {
    const closed = setUp();
    expect(await closed.send({ ...sender, ...asked })).toMatchObject({ ok: false, failure: { code: 'unknown-name' } });
    expect(closed.calls).toEqual([]);
    const open = setUp([senders]);
    await open.send({ ...sender, ...asked });
    expect(open.calls).toEqual([asked.args]);
  });

  it.each(['constructor', '__proto__', 'toString', 'credentials.read', '', 7, null])(
    'is refused with the name %j',
    async (name) => {
      const { send, log } = setUp();
      expect(await send({ name, args: {} })).toMatchObject({ ok: false, failure: { code: 'unknown-name' } });
      expect(log.lines).toHaveLength(1);
    },
  );
});
