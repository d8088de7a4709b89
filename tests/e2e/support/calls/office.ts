import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDesktop, type Desktop } from '../../../servers/desktop.ts';
import { startJitsi, type Jitsi } from '../../../servers/jitsi/jitsi.ts';
import { startSynapse, type Synapse } from '../../../servers/synapse.ts';
import { noisyPicture } from '../picture.ts';
import { tellWhatIsShown } from '../person.ts';
import { pictureSwitch, writeSmallCamera } from './camera.ts';
import { startCaller, type Caller } from './caller.ts';

/** An organisation with a homeserver and a deployment, and a desktop on which its people start their programs. */
export interface Office {
  readonly synapse: Synapse;
  readonly jitsi: Jitsi;
  readonly desktop: Desktop;
  /** One more program of this account, signed in; a device of its own. */
  start(user: string, options?: OfficeStart): Promise<Caller>;
  /** What all programs show and have logged, for the report of a failed test. */
  tell(): Promise<void>;
  dispose(): Promise<void>;
}

export interface OfficeStart {
  /** The account's own name unless given. */
  readonly profile?: string;
  readonly policies?: Readonly<Record<string, unknown>>;
  /** Chromium's own arguments. */
  readonly args?: readonly string[];
  /** Of the voice; 0.5 unless given. */
  readonly syllableSeconds?: number;
  /** The profile has been signed in before, by a program that has ended. */
  readonly again?: boolean;
  /** Called as soon as the program runs, before anybody has signed in. */
  readonly started?: (caller: Caller) => Promise<void>;
}

export interface OfficeOptions {
  /** Three and more programs on two cores: their cameras give small pictures (`camera.ts`). Chromium's own otherwise. */
  readonly smallPictures?: boolean;
}

/** `people` by account name, with the name they are called by. */
export async function openOffice(people: Readonly<Record<string, string>>, { smallPictures = false }: OfficeOptions = {}): Promise<Office> {
  const folder = await mkdtemp(join(tmpdir(), 'einklang-calls-'));
  const [synapse, desktop] = await Promise.all([startSynapse(), startDesktop({ width: 1900, height: 1000 })]);
  const jitsi = await startJitsi({ synapse });
  await jitsi.authority.trustIn(desktop.home);
  const cameras = smallPictures ? [pictureSwitch(await writeSmallCamera(desktop.home))] : [];
  for (const [user, displayName] of Object.entries(people)) {
    const account = await synapse.register(user, { displayName });
    const avatar = await account.upload(noisyPicture(96), 'image/png');
    await account.request('PUT', `v3/profile/${encodeURIComponent(account.userId)}/avatar_url`, { avatar_url: avatar });
    await account.logout();
  }
  const callers: Caller[] = [];
  return {
    synapse,
    jitsi,
    desktop,
    async start(user, { profile = user, policies = {}, args = [], syllableSeconds, again = false, started } = {}) {
      const voice = Object.keys(people).indexOf(user);
      const own = ['--profile', profile, ...cameras, ...args];
      const caller = await startCaller({ desktop, jitsi, profileDir: join(folder, profile), voice, syllableSeconds, args: own, policies });
      callers.push(caller);
      await started?.(caller);
      if (again) await caller.signedIn();
      else await caller.signIn({ server: synapse.url, user, password: `${user}-password` });
      return caller;
    },
    async tell() {
      for (const caller of callers) {
        await tellWhatIsShown(caller);
        console.log(await caller.callStory());
      }
    },
    async dispose() {
      for (const caller of callers) await caller.close().catch(() => undefined);
      await jitsi.dispose();
      await desktop.dispose();
      await synapse.dispose();
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}
