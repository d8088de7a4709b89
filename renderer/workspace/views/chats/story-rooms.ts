import type { CallOutcome, Member, Person, RoomDetails, RoomSummary } from '../../../engine/contract.ts';

/* The rooms of the stories: those of a Landesamt on 14 October 2026, as in the reference design. */

export const person = (name: string, id: string): Person => ({ userId: `@${id}:land.example`, name, avatar: undefined });

export const miriam = person('Miriam Brandt', 'miriam.brandt');
export const emre = person('Emre Toprak', 'emre.toprak');
export const katharina = person('Katharina Vollmer', 'katharina.vollmer');
export const holger = person('Holger Steinbach', 'holger.steinbach');
export const deniz = person('Deniz Aydın', 'deniz.aydin');
export const sabine = person('Sabine Kettler', 'sabine.kettler');
export const lukas = person('Lukas Behrend', 'lukas.behrend');
export const friederike = person('Friederike Nolte', 'friederike.nolte');

/** German summer time on a day of October 2026. */
export const at = (day: number, hour: number, minute: number): number => Date.UTC(2026, 9, day, hour - 2, minute);

export const summary = (roomId: string, more: Partial<RoomSummary>): RoomSummary => ({
  key: roomId,
  roomId,
  name: { kind: 'named', text: roomId },
  kind: 'room',
  membership: 'join',
  avatar: undefined,
  peer: undefined,
  presence: 'unknown',
  inviter: undefined,
  encrypted: true,
  unread: 0,
  mentions: 0,
  lastTs: at(14, 9, 38),
  preview: undefined,
  draft: undefined,
  queued: 0,
  failed: 0,
  ...more,
});

const named = (text: string) => ({ kind: 'named', text }) as const;
const said = (sender: Person, text: string) => ({ kind: 'text', sender: sender.name, own: sender === miriam, text }) as const;
const called = (sender: Person, outcome: CallOutcome, durationMs?: number) =>
  ({ kind: 'call', sender: sender.name, own: sender === miriam, outcome, durationMs }) as const;
const direct = (peer: Person, more: Partial<RoomSummary>): RoomSummary =>
  summary(`!${peer.userId}`, { kind: 'direct', peer, name: { kind: 'people', names: [peer.name], others: 0 }, ...more });

export const rooms: readonly RoomSummary[] = [
  summary('!klausur', { name: named('Haushaltsklausur 2027'), membership: 'invite', inviter: katharina, lastTs: at(14, 9, 20) }),
  summary('!haushalt', { name: named('Referat 23 – Haushalt'), preview: said(emre, '@Miriam Brandt, passt der Ansatz?') }),
  direct(holger, { presence: 'in-call', unread: 1, lastTs: at(14, 9, 31), preview: called(holger, 'missed') }),
  summary('!eakte', { name: named('Projekt E-Akte'), unread: 2, lastTs: at(14, 9, 4), preview: said(sabine, 'Termin für die Schulung steht') }),
  direct(katharina, { presence: 'unavailable', lastTs: at(14, 8, 56), draft: 'Anmerkung zu Titel 547 69: bitte prüfen' }),
  direct(deniz, { presence: 'online', lastTs: at(14, 8, 40), preview: said(miriam, 'Danke, das hilft mir weiter.') }),
  direct(lukas, { presence: 'presenting', lastTs: at(13, 15, 19), preview: called(miriam, 'answered', 240_000) }),
  summary('!stab', { name: named('Stab Hochwasserschutz'), unread: 12, mentions: 1, lastTs: at(14, 7, 42), preview: said(emre, 'Lagebild 07:30 ist eingestellt') }),
  direct(sabine, { presence: 'offline', lastTs: at(13, 16, 2), preview: { kind: 'attachment', sender: sabine.name, own: false, name: 'Reisekosten.pdf' } }),
  summary('!it', { name: named('IT-Servicedesk'), encrypted: false, lastTs: at(13, 15, 0), preview: said(deniz, 'Wartung am Samstag, 18:00 Uhr') }),
  direct(friederike, { lastTs: at(9, 14, 0), failed: 1, preview: said(miriam, 'Bis nächste Woche.') }),
  summary('!pr', { name: named('Personalrat – Info'), lastTs: at(12, 11, 0), queued: 1, preview: said(miriam, 'Protokoll der Sitzung') }),
  summary('!alt', { name: { kind: 'people', names: [emre.name, holger.name], others: 3 }, lastTs: Date.UTC(2026, 8, 28, 9), preview: { kind: 'undecryptable', sender: emre.name, own: false } }),
  summary('!leer', { name: { kind: 'empty' }, lastTs: Date.UTC(2025, 8, 28, 9), preview: { kind: 'left', sender: holger.name, own: false } }),
];

export const details = (more: Partial<RoomDetails> = {}): RoomDetails => ({
  roomId: '!haushalt',
  name: named('Referat 23 – Haushalt'),
  topic: 'Haushaltsanmeldung 2027',
  kind: 'room',
  membership: 'join',
  avatar: undefined,
  peer: undefined,
  presence: 'unknown',
  inviter: undefined,
  encrypted: true,
  memberCount: 7,
  canSend: true,
  canInvite: true,
  conference: undefined,
  canSetConference: true,
  ...more,
});

const member = (who: Person, more: Partial<Member> = {}): Member => ({
  ...who,
  key: who.userId,
  membership: 'join',
  role: 'member',
  presence: 'online',
  ...more,
});

export const members: readonly Member[] = [
  member(katharina, { role: 'admin', presence: 'unavailable' }),
  member(miriam),
  member(holger, { role: 'moderator', presence: 'busy' }),
  member(emre),
  member(deniz, { presence: 'unknown' }),
  member(sabine, { presence: 'offline' }),
  member(friederike, { membership: 'invite', presence: 'unknown' }),
];
