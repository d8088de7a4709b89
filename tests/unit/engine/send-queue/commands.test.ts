import { describe, expect, it } from 'vitest';
import { createSendQueue } from '../../../../renderer/engine/send-queue/send-queue.ts';
import { openStoresFast } from '../stores.ts';
import { handClock, me, postOffice, settle, type Weather } from './post-office.ts';

const roomId = '!amt:musterstadt.example';

async function begin(...weather: Weather[]) {
  const clock = handClock(Date.UTC(2026, 10, 24, 9));
  const office = postOffice(clock);
  office.weather.push(...weather);
  const { queue, chat: openChat } = await openStoresFast();
  const chat = openChat();
  chat.putOwnUser(me);
  const commands = createSendQueue({ chat, queue, transport: office.transport(), history: office.history(chat), own: me, clock, random: () => 0.5 });
  return { clock, office, queue, chat, commands };
}

describe('message.send', () => {
  it('has the message in the database when it answers, and the draft that it was is gone', async () => {
    const { commands, queue, office } = await begin('hangs');
    commands.writeDraft({ roomId, text: '**Hallo** ' });
    expect(commands.send({ txnId: 'txn-00001', roomId, text: '**Hallo**' })).toBeNull();
    expect(queue.message('txn-00001')).toMatchObject({ text: '**Hallo**', content: { body: '**Hallo**', formatted_body: '<p><strong>Hallo</strong></p>' } });
    expect(commands.readDraft({ roomId })).toEqual({ text: '' });
    expect(office.requests).toHaveLength(1);
  });
  it('leaves a draft alone that says something else', async () => {
    const { commands } = await begin();
    commands.writeDraft({ roomId, text: 'etwas anderes' });
    commands.send({ txnId: 'txn-00001', roomId, text: 'Hallo' });
    expect(commands.readDraft({ roomId })).toEqual({ text: 'etwas anderes' });
  });
  it('takes the same message once, also long after it has arrived', async () => {
    const { commands, office, chat, queue } = await begin();
    commands.send({ txnId: 'txn-00001', roomId, text: 'Hallo' });
    commands.send({ txnId: 'txn-00001', roomId, text: 'Hallo' });
    await settle();
    office.sync(chat);
    await settle();
    expect(queue.messages()).toEqual([]);
    commands.send({ txnId: 'txn-00001', roomId, text: 'Hallo' });
    await settle();
    expect(office.requests).toHaveLength(1);
  });
  it('does not take nothing', async () => {
    const { commands } = await begin();
    expect(() => commands.send({ txnId: 'txn-00001', roomId, text: ' \n' })).toThrow('empty-message');
  });
});

describe('message.retry and message.discard', () => {
  it('send a refused message after all, or give its text back', async () => {
    const { commands, office, queue } = await begin('refused', 'refused');
    commands.send({ txnId: 'txn-00001', roomId, text: 'eins' });
    commands.send({ txnId: 'txn-00002', roomId, text: '*zwei*' });
    await settle();
    expect(queue.messages().map((message) => message.state)).toEqual(['failed', 'failed']);
    commands.retry({ txnId: 'txn-00001' });
    expect(commands.discard({ txnId: 'txn-00002' })).toEqual({ text: '*zwei*' });
    await settle();
    expect(office.bodies(roomId)).toEqual(['eins']);
  });
  it('do not wait out a back-off that a person has no patience for', async () => {
    const { commands, office } = await begin('busy');
    commands.send({ txnId: 'txn-00001', roomId, text: 'eins' });
    await settle();
    commands.retry({ txnId: 'txn-00001' });
    await settle();
    expect(office.bodies(roomId)).toEqual(['eins']);
  });
  it('say what cannot be done', async () => {
    const { commands } = await begin('fine', 'hangs');
    commands.send({ txnId: 'txn-00001', roomId, text: 'eins' });
    commands.send({ txnId: 'txn-00002', roomId, text: 'zwei' });
    await settle();
    expect(() => commands.discard({ txnId: 'txn-00001' })).toThrow('already-sent');
    expect(() => commands.discard({ txnId: 'txn-00002' })).toThrow('sending-now');
    expect(() => commands.discard({ txnId: 'txn-none' })).toThrow('unknown-message');
    expect(() => commands.retry({ txnId: 'txn-none' })).toThrow('unknown-message');
  });
  it('take back what waits while offline', async () => {
    const { commands, office, clock } = await begin('offline');
    commands.send({ txnId: 'txn-00001', roomId, text: 'eins' });
    commands.send({ txnId: 'txn-00002', roomId, text: 'zwei' });
    await settle();
    expect(commands.discard({ txnId: 'txn-00001' })).toEqual({ text: 'eins' });
    clock.pass(60_000);
    await settle();
    expect(office.bodies(roomId)).toEqual(['zwei']);
  });
});
