import { expect, test } from 'vitest';
import { createSignOutModel, losesSomething } from '../../../../renderer/workspace/viewmodels/sign-out/sign-out.ts';
import { createFakeEngine } from '../support/engine.ts';

function setUp() {
  const engine = createFakeEngine();
  return { engine, model: createSignOutModel({ engine }) };
}

test('counts first, then asks, then leaves', async () => {
  const { engine, model } = setUp();
  expect(model.step.value).toEqual({ step: 'counting' });
  const cost = { unsent: 2, drafts: 1, keysBackedUp: true };
  await engine.asked('session.signOutCost')[0]?.answer(cost);
  expect(model.step.value).toEqual({ step: 'asking', cost });
  expect(losesSomething(cost)).toBe(true);
  model.confirm();
  model.confirm();
  expect(model.step.value).toEqual({ step: 'leaving' });
  expect(engine.args('session.signOut')).toEqual([{ force: false }]);
});

test('where nobody can count, the worst is assumed', async () => {
  const { engine, model } = setUp();
  await engine.asked('session.signOutCost')[0]?.refuse('offline');
  expect(model.step.value).toEqual({ step: 'asking', cost: { unsent: 0, drafts: 0, keysBackedUp: false } });
});

test('a server that does not confirm leaves everything here; going without it is a second question', async () => {
  const { engine, model } = setUp();
  await engine.asked('session.signOutCost')[0]?.answer({ unsent: 0, drafts: 0, keysBackedUp: true });
  model.confirm();
  await engine.asked('session.signOut')[0]?.refuse('unreachable');
  expect(model.step.value).toEqual({ step: 'refused', failure: { code: 'unreachable' } });
  model.force();
  expect(engine.args('session.signOut')).toEqual([{ force: false }, { force: true }]);
});

test('nothing waits, nothing is lost', () => {
  expect(losesSomething({ unsent: 0, drafts: 0, keysBackedUp: true })).toBe(false);
});
