import { afterAll, beforeAll, expect, test } from 'vitest';
import { startEngineFarm, type EngineFarm } from '../support/headless-engine.ts';
import { directChat, hasEncryption, newPerson, signedIn, texts, write } from '../support/people.ts';

let farm: EngineFarm;
beforeAll(async () => void (farm = await startEngineFarm()));
afterAll(() => farm.stop());

test('a second device reads the old messages with the recovery key, and not without', async () => {
  const [anna, ben] = [await newPerson('Anna'), await newPerson('Ben')];
  const [a, b] = await Promise.all([signedIn(farm, anna), signedIn(farm, ben)]);
  await Promise.all([a.session(hasEncryption('ready')), b.session(hasEncryption('ready'))]);
  const roomId = await directChat(a, b, ben.userId);
  await write(a, roomId, 'von Anna');
  await write(b, roomId, 'von Ben');
  await a.when('timeline', { roomId }, ({ items }) => texts(items).includes('von Ben'));
  await expect.poll(async () => (await a.request('session.signOutCost', {})).keysBackedUp, { timeout: 20_000 }).toBe(true);

  const second = await signedIn(farm, anna);
  await second.session(hasEncryption('locked'));
  const locked = await second.when('timeline', { roomId }, ({ items }) => items.filter(({ kind }) => kind === 'undecryptable').length === 2);
  const problems = locked.items.flatMap((item) => (item.kind === 'undecryptable' ? [item.problem] : []));
  expect(problems).toEqual(['before-this-device', 'before-this-device']);

  const recover = (recoveryKey: string): Promise<null> => second.request('encryption.recover', { recoveryKey });
  await expect(recover('nicht richtig')).rejects.toMatchObject({ failure: { code: 'recovery-key-invalid' } });
  await expect(recover(b.desktop.secrets.get('recovery-key') ?? '')).rejects.toMatchObject({ failure: { code: 'recovery-key-wrong' } });
  await recover(a.desktop.secrets.get('recovery-key') ?? '');
  await second.session(hasEncryption('ready'));
  const { items } = await second.when('timeline', { roomId }, (state) => texts(state.items).length === 2);
  expect(texts(items)).toEqual(['von Anna', 'von Ben']);
  expect(second.desktop.secrets.get('recovery-key')).toBe(a.desktop.secrets.get('recovery-key'));

  await write(second, roomId, 'vom zweiten Gerät');
  await b.when('timeline', { roomId }, (state) => texts(state.items).includes('vom zweiten Gerät'));
  await a.when('timeline', { roomId }, (state) => texts(state.items).includes('vom zweiten Gerät'));
});
