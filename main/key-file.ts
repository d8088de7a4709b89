import { readFile } from 'node:fs/promises';
import { createTurns, removeFile, writeFileAtomically } from './atomic-file.ts';

/** `keys.json` of a profile: the engine's wrapped keys and its mark that a store exists. Its text is the engine's. */
export interface KeyFile {
  /** `undefined` where there is none; any other trouble rejects, so that nobody takes "unreadable" for "new". */
  read(): Promise<string | undefined>;
  write(text: string): Promise<void>;
  remove(): Promise<void>;
}

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

export function createKeyFile(path: string): KeyFile {
  const inTurn = createTurns();
  return {
    read: () =>
      inTurn(() =>
        readFile(path, 'utf8').catch((error: unknown) => {
          if (isMissing(error)) return undefined;
          throw error;
        }),
      ),
    write: (text) => inTurn(() => writeFileAtomically(path, text)),
    remove: () => inTurn(() => removeFile(path)),
  };
}
