import type { CredentialAnswer, CredentialCall } from './messages.ts';

/** The three functions of keytar that are used. */
export interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

/**
 * An answer that took longer had a person in front of it. Whoever declines faster is asked a second time; a machine so
 * busy that it is slower by itself has its person press "try again". Neither loses anything.
 */
const personMs = 2_000;
/** Not one of the contract's names: written and removed at once. */
const probeAccount = 'probe';

/**
 * What libsecret and GDBus say where nobody answers: no bus, no service on it, one that died in between.
 * (GDBus puts the D-Bus error name into its messages; the texts are those of GLib 2.74 and libsecret 0.20 in English,
 * which the process that runs this is started with.)
 */
const nobodyThere =
  /autolaunch|ServiceUnknown|not provided by any \.service|NoReply|NameHasNoOwner|Could not connect|Cannot spawn|Spawn\.|No such file or directory|Connection refused|connection is closed|message bus|Unknown or unsupported transport|Error sending credentials|does not exist|keytar native addon/i;

const failed = (error: unknown): CredentialAnswer => {
  const detail = error instanceof Error ? error.message : String(error);
  return { state: nobodyThere.test(detail) ? 'missing' : 'refused', detail };
};

/**
 * Reads. keytar answers `null` both where there is nothing and where a person declined to unlock (libsecret
 * gives no error then). A slow `null` is taken for declined; after a fast one a write shows whether the keychain is open,
 * and only from an open one is "nothing there" believed: a key must never be made anew because it could not be read.
 */
async function read(keytar: Keytar, service: string, account: string, now: () => number): Promise<CredentialAnswer> {
  const start = now();
  const value = await keytar.getPassword(service, account);
  if (value !== null) return { state: 'done', value };
  if (now() - start > personMs) return { state: 'refused', detail: 'nothing came of a question to the person' };
  await keytar.setPassword(service, probeAccount, 'probe');
  await keytar.deletePassword(service, probeAccount);
  return { state: 'done', value: (await keytar.getPassword(service, account)) ?? undefined };
}

/** Makes one call and sorts what came of it; never rejects. `now` in milliseconds. */
export async function callKeychain(
  keytar: Keytar,
  call: CredentialCall,
  now: () => number = () => performance.now(),
): Promise<CredentialAnswer> {
  const { op, service, account } = call;
  try {
    if (op === 'read') return await read(keytar, service, account, now);
    if (op === 'write') await keytar.setPassword(service, account, call.value);
    else await keytar.deletePassword(service, account);
    return { state: 'done', value: undefined };
  } catch (error) {
    return failed(error);
  }
}
