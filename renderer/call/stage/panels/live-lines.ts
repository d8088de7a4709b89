import type { ConferenceState } from '../../conference/model.ts';

/** A line of real-time text; `isOpen` while it is being typed. */
export interface LiveLine {
  readonly key: number;
  readonly from: string;
  readonly name: string;
  readonly text: string;
  readonly isOpen: boolean;
}

/** What everybody types just now, oneself as `self`. */
export type Typed = readonly { readonly from: string; readonly name: string; readonly text: string }[];

export const typedIn = ({ participants }: ConferenceState): Typed =>
  participants.map(({ id, name, liveText }) => ({ from: id, name, text: liveText }));

/** A line that goes away letter by letter was taken back; one that goes at once was finished. A letter has up to two units. */
const takenBack = 2;

const kept = 200;

/** The lines after this moment: open ones change, one whose text is gone is finished and stays, new ones come last. */
export function linesAfter(lines: readonly LiveLine[], typed: Typed): readonly LiveLine[] {
  const now = new Map(typed.map((entry) => [entry.from, entry]));
  const next = lines.flatMap((line): readonly LiveLine[] => {
    if (!line.isOpen) return [line];
    const text = now.get(line.from)?.text ?? '';
    if (text !== '') return [text === line.text ? line : { ...line, text }];
    return line.text.length <= takenBack ? [] : [{ ...line, isOpen: false }];
  });
  let key = lines.at(-1)?.key ?? 0;
  for (const { from, name, text } of typed) {
    if (text === '' || next.some((line) => line.isOpen && line.from === from)) continue;
    next.push({ key: ++key, from, name, text, isOpen: true });
  }
  return next.length === lines.length && next.every((line, index) => line === lines[index]) ? lines : next.slice(-kept);
}
