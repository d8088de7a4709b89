import { expect, it } from 'vitest';
import { callWorld, startCall } from './world.ts';

it('calls go on after something that listens to them has failed', async () => {
  const world = callWorld();
  await startCall(world);
  const stop = world.runner.watch(() => {
    throw new Error('not drawn');
  });
  expect(() => world.runner.send({ type: 'command', command: 'mute' })).toThrow('not drawn');
  stop();
  world.runner.send({ type: 'command', command: 'unmute' });
  expect(world.page.did).toEqual(['open', 'mute', 'unmute']);
});
