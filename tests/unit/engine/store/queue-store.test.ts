import { describe, expect, it } from 'vitest';
import type { QueueChange } from '../../../../renderer/engine/store/api.ts';
import { prepareQueue } from '../../../../renderer/engine/store/queue/schema.ts';
import { createQueueStore } from '../../../../renderer/engine/store/queue/store.ts';
import { copyFiles, createMemoryFiles, openInMemory, type MemoryFiles } from './support.ts';

async function openQueue(files: MemoryFiles = createMemoryFiles()) {
  const database = await openInMemory(files);
  prepareQueue(database);
  return createQueueStore(database);
}

const outgoing = (txnId: string, roomId = '!a:x') =>
  ({ txnId, roomId, type: 'm.room.message', content: { body: txnId }, text: txnId, createdAt: 1 });

describe('the queue', () => {
  it('has a message on disk when it answers', async () => {
    const files = createMemoryFiles();
    const queue = await openQueue(files);
    queue.add(outgoing('t1'));
    queue.putDraft('!a:x', 'Entwurf', 2);
    queue.putSetting('last-room', '!a:x');
    const after = await openQueue(copyFiles(files));
    expect(after.messages().map(({ txnId }) => txnId)).toEqual(['t1']);
    expect([after.draft('!a:x'), after.setting('last-room')]).toEqual(['Entwurf', '!a:x']);
  });

  it('takes the draft that a message was made of along in one transaction', async () => {
    const database = await openInMemory(createMemoryFiles());
    prepareQueue(database);
    const queue = createQueueStore(database);
    queue.putDraft('!a:x', ' t1\n', 1);
    // A kill in mid-transaction, as far as a test without one can show it: the second half fails.
    database.run(`CREATE TRIGGER halt BEFORE DELETE ON drafts BEGIN SELECT RAISE(ABORT, 'halted'); END`);
    expect(() => queue.add(outgoing('t1'))).toThrow('halted');
    expect([queue.messages(), queue.draft('!a:x')]).toEqual([[], ' t1\n']);
    database.run('DROP TRIGGER halt');
    queue.add(outgoing('t1'));
    expect([queue.messages().length, queue.draft('!a:x')]).toEqual([1, '']);
  });

  it('keeps one transaction ID for life', async () => {
    const queue = await openQueue();
    const first = queue.add(outgoing('t1'));
    queue.markSending('t1', { deviceId: 'D1', at: 10 });
    expect(queue.add({ ...outgoing('t1'), text: 'anders' })).toMatchObject({ sequence: first.sequence, text: 't1', state: 'sending' });
    queue.markQueued('t1');
    queue.markSending('t1', { deviceId: 'D2', at: 20 });
    expect(queue.message('t1')).toMatchObject({ state: 'sending', attempts: 2, firstAttemptAt: 10, deviceId: 'D2' });
    queue.markFailed('t1', { code: 'forbidden', detail: 'M_FORBIDDEN' });
    expect(queue.message('t1')).toMatchObject({ state: 'failed', failure: { code: 'forbidden', detail: 'M_FORBIDDEN' } });
    queue.markQueued('t1');
    queue.markSent('t1', '$e');
    expect(queue.message('t1')).toMatchObject({ state: 'sent', eventId: '$e', failure: undefined });
  });

  it('keeps the order in which messages were written, also after some are gone', async () => {
    const queue = await openQueue();
    for (const txnId of ['t1', 't2', 't3']) queue.add(outgoing(txnId, txnId === 't2' ? '!b:x' : '!a:x'));
    const last = queue.message('t3')?.sequence ?? 0;
    queue.remove('t3');
    expect(queue.add(outgoing('t4')).sequence).toBeGreaterThan(last);
    expect(queue.messages({ roomId: '!a:x' }).map(({ txnId }) => txnId)).toEqual(['t1', 't4']);
    queue.markFailed('t1', { code: 'forbidden' });
    expect(queue.messages({ state: 'queued' }).map(({ txnId }) => txnId)).toEqual(['t2', 't4']);
    queue.removeRoom('!a:x');
    expect(queue.messages().map(({ txnId }) => txnId)).toEqual(['t2']);
  });

  it('tells what changed, and forgets an emptied draft', async () => {
    const queue = await openQueue();
    const heard: QueueChange[] = [];
    queue.listen((change) => heard.push(change));
    queue.add(outgoing('t1'));
    queue.add(outgoing('t1'));
    queue.markQueued('unknown');
    queue.putDraft('!b:x', 'x', 1);
    queue.putDraft('!b:x', '', 2);
    await Promise.resolve();
    expect(heard.map(({ messages, drafts }) => [[...messages], [...drafts]])).toEqual([[['!a:x'], []], [[], ['!b:x']], [[], ['!b:x']]]);
    expect([queue.draft('!b:x'), queue.drafts()]).toEqual(['', []]);
  });
});
