import type { LibraryConference } from './library/api.ts';
import { reactions } from './model.ts';

/*
 * What participants say to each other besides media, as JSON over the conference: reactions in the form that Jitsi
 * Meet's clients understand too, real-time text (EN 301 549, 6.2), of which the whole field goes each time, and the
 * password of a conference that is locked while they are in it.
 */

type Reaction = (typeof reactions)[number];

/** Jitsi Meet's names. */
const names: Readonly<Partial<Record<Reaction, string>>> = { '👍': 'like', '👏': 'clap', '❤️': 'love', '😂': 'laugh', '😮': 'surprised' };

export type Said =
  | { readonly kind: 'reaction'; readonly emoji: Reaction }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'password'; readonly password: string };

const liveText = 'de.einklang.live-text';
const lockPassword = 'de.einklang.password';
const textLimit = 2_000;

export const sayReaction = (conference: LibraryConference, emoji: string): void => {
  const name = names[emoji as Reaction];
  conference.sendMessage({ name: 'endpoint-reaction', reactions: name === undefined ? [] : [name], emoji, timestamp: Date.now() });
};

export const sayText = (conference: LibraryConference, text: string): void =>
  conference.sendMessage({ name: liveText, text: text.slice(0, textLimit) });

export const sayPassword = (conference: LibraryConference, to: string, password: string): void =>
  conference.sendMessage({ name: lockPassword, password }, to);

const isReaction = (emoji: unknown): emoji is Reaction => (reactions as readonly unknown[]).includes(emoji);

/** Anybody's message; undefined for what is none of these. */
export function readSaid(payload: unknown): Said | undefined {
  if (typeof payload !== 'object' || payload === null || !('name' in payload)) return undefined;
  if (payload.name === liveText && 'text' in payload && typeof payload.text === 'string') {
    return { kind: 'text', text: payload.text.slice(0, textLimit) };
  }
  if (payload.name === lockPassword && 'password' in payload && typeof payload.password === 'string') {
    return { kind: 'password', password: payload.password.slice(0, textLimit) };
  }
  if (payload.name !== 'endpoint-reaction') return undefined;
  if ('emoji' in payload && isReaction(payload.emoji)) return { kind: 'reaction', emoji: payload.emoji };
  const first: unknown = 'reactions' in payload && Array.isArray(payload.reactions) ? payload.reactions[0] : undefined;
  const found = reactions.find((emoji) => names[emoji] !== undefined && names[emoji] === first);
  return found === undefined ? undefined : { kind: 'reaction', emoji: found };
}
