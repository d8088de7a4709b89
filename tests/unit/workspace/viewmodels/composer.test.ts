import { describe, expect, it } from 'vitest';
import { createComposerModel, longestMessage } from '../../../../renderer/workspace/viewmodels/composer/composer.ts';
import { createHandClock } from '../support/clock.ts';
import { createFakeEngine } from '../support/engine.ts';

async function open(stored = '') {
  const engine = createFakeEngine();
  const clock = createHandClock();
  let made = 0;
  const model = createComposerModel({ engine, roomId: '!r', clock, newTxnId: () => `txn-${(++made).toString()}` });
  const read = () => engine.asked('draft.read')[0]?.answer({ text: stored });
  const drafts = () => engine.args('draft.write').map(({ text }) => text);
  return { engine, clock, model, read, drafts };
}

describe('sending', () => {
  it('empties the composer only when the engine has the message safe', async () => {
    const { engine, model, read } = await open();
    await read();
    model.input('Guten Morgen');
    model.send.value?.();
    expect(model.text.value).toBe('Guten Morgen');
    expect(engine.args('message.send')).toEqual([{ txnId: 'txn-1', roomId: '!r', text: 'Guten Morgen' }]);
    await engine.asked('message.send')[0]?.answer(null);
    expect(model.text.value).toBe('');
  });

  it('keeps the text after a failure and tries again with the same transaction ID', async () => {
    const { engine, model, read } = await open();
    await read();
    model.input('Wichtig');
    model.send.value?.();
    await engine.asked('message.send')[0]?.refuse('store-full');
    expect([model.text.value, model.failure.value?.code]).toEqual(['Wichtig', 'store-full']);
    model.send.value?.();
    expect(engine.args('message.send').map(({ txnId }) => txnId)).toEqual(['txn-1', 'txn-1']);
    await engine.asked('message.send')[1]?.answer(null);
    model.input('Wichtig');
    model.send.value?.();
    expect(engine.args('message.send')[2]?.txnId).toBe('txn-2');
  });

  it('repeats the same command where the engine went away before it answered', async () => {
    const { engine, model, read } = await open();
    await read();
    model.input('Hält');
    model.send.value?.();
    await engine.asked('message.send')[0]?.refuse('engine-restarted');
    expect(engine.args('message.send').map(({ txnId }) => txnId)).toEqual(['txn-1', 'txn-1']);
    await engine.asked('message.send')[1]?.answer(null);
    expect([model.text.value, model.failure.value]).toEqual(['', undefined]);
  });

  it('keeps what was typed while the message was under way, and sends it when Enter came again', async () => {
    const { engine, model, read } = await open();
    await read();
    model.input('eins');
    model.send.value?.();
    model.send.value?.();
    model.input('einszwei');
    model.send.value?.();
    await engine.asked('message.send')[0]?.answer(null);
    expect(engine.args('message.send').map(({ text }) => text)).toEqual(['eins', 'zwei']);
    await engine.asked('message.send')[1]?.answer(null);
    expect(model.text.value).toBe('');
  });

  it('has nothing to send while the text is blank or too long', async () => {
    const { model } = await open();
    model.input('  \n ');
    expect(model.send.value).toBeUndefined();
    model.input('x'.repeat(longestMessage + 7));
    expect([model.send.value, model.tooLong.value]).toEqual([undefined, 7]);
  });
});

describe('the draft', () => {
  it('is there when the room is opened, is written while somebody types, and is emptied by sending', async () => {
    const { engine, model, read, clock, drafts } = await open('Entwurf');
    await read();
    expect(model.text.value).toBe('Entwurf');
    model.input('Entwurf, w');
    clock.advance(300);
    model.input('Entwurf, weiter');
    clock.advance(99);
    expect(drafts()).toEqual([]);
    clock.advance(1);
    expect(drafts()).toEqual(['Entwurf, weiter']);
    model.send.value?.();
    await engine.asked('message.send')[0]?.answer(null);
    expect(drafts()).toEqual(['Entwurf, weiter', '']);
  });

  it('is written at once when the room or the window goes', async () => {
    const { model, read, drafts, clock } = await open();
    await read();
    model.input('Noch da');
    model.flush();
    model.dispose();
    expect([drafts(), clock.timers]).toEqual([['Noch da'], 0]);
  });

  it('is never written over before it was read: both texts stay', async () => {
    const { model, read, drafts, clock } = await open('Gestern');
    model.input('Heute');
    clock.advance(1_000);
    expect(drafts()).toEqual([]);
    await read();
    model.flush();
    expect(model.text.value).toBe('Gestern\nHeute');
    expect(drafts().at(-1)).toBe('Gestern\nHeute');
  });
});
