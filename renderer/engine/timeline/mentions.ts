import type { JsonObject } from '../store/api.ts';
import { isObject, listAt } from '../session/json.ts';

/** Who reads, for the question whether a message is meant for them. */
export interface Reader {
  readonly userId: string;
  readonly displayName: string | undefined;
}

const letter = String.raw`[\p{L}\p{N}_]`;

const contains = (text: string, word: string): boolean => {
  const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`(?<!${letter})${escaped}(?!${letter})`, 'iu').test(text);
};

/**
 * Whether a message mentions the reader: by `m.mentions` where the event has it (MSC3952), otherwise as older clients
 * meant it, by display name or user ID in the text. `mayNotifyRoom`: the sender has the power for "@room".
 */
export function mentions(content: JsonObject, text: string, reader: Reader, mayNotifyRoom: () => boolean): boolean {
  const intended = content['m.mentions'];
  if (isObject(intended))
    return listAt(intended, 'user_ids').includes(reader.userId) || (intended['room'] === true && mayNotifyRoom());
  if (text.includes(reader.userId)) return true;
  const name = reader.displayName?.trim();
  return name !== undefined && name.length > 1 && contains(text, name);
}
