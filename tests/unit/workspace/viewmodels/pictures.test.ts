import { expect, test } from 'vitest';
import { createPictures, type UrlMaker } from '../../../../renderer/workspace/viewmodels/pictures.ts';
import { createHandClock } from '../support/clock.ts';
import { createFakeEngine } from '../support/engine.ts';

function setUp(capacity = 2) {
  const engine = createFakeEngine();
  const clock = createHandClock();
  const live = new Set<string>();
  let made = 0;
  const urls: UrlMaker = {
    create: () => {
      const url = `blob:${++made}`;
      live.add(url);
      return url;
    },
    revoke: (url) => void live.delete(url),
  };
  const pictures = createPictures(engine, urls, capacity, clock.now);
  const answer = { data: new ArrayBuffer(4), type: 'image/png' };
  return { engine, clock, live, pictures, answer };
}

test('a picture is asked for once, in device pixels, and then held', async () => {
  const { engine, pictures, answer } = setUp();
  const url = pictures.open('mxc://land.example/a', 36);
  expect(pictures.open('mxc://land.example/a', 36)).toBe(url);
  expect(pictures.open('mxc://land.example/a', 40)).toBe(url);
  expect(engine.args('media.open')).toEqual([{ mxc: 'mxc://land.example/a', size: 96 }]);
  await engine.asked('media.open')[0]?.answer(answer);
  expect(url.value).toBe('blob:1');
});

test('the picture that was not used for longest makes room', async () => {
  const { engine, pictures, answer, live } = setUp();
  for (const name of ['a', 'b']) pictures.open(`mxc://land.example/${name}`, 36);
  for (const asked of engine.asked('media.open')) await asked.answer(answer);
  pictures.open('mxc://land.example/a', 36);
  pictures.open('mxc://land.example/c', 36);
  expect([...live]).toEqual(['blob:1']);
  pictures.open('mxc://land.example/b', 36);
  expect(engine.asked('media.open')).toHaveLength(4);
  pictures.dispose();
  expect(live.size).toBe(0);
});

test('a picture that cannot be had leaves the initials and is tried again after a minute', async () => {
  const { engine, clock, pictures } = setUp();
  const url = pictures.open('mxc://land.example/a', 36);
  await engine.asked('media.open')[0]?.refuse('offline');
  pictures.open('mxc://land.example/a', 36);
  expect(engine.asked('media.open')).toHaveLength(1);
  expect(url.value).toBeUndefined();
  clock.advance(61_000);
  pictures.open('mxc://land.example/a', 36);
  expect(engine.asked('media.open')).toHaveLength(2);
});

test('what comes after it was dropped is not kept', async () => {
  const { engine, pictures, answer, live } = setUp(1);
  pictures.open('mxc://land.example/a', 36);
  pictures.open('mxc://land.example/b', 36);
  await engine.asked('media.open')[0]?.answer(answer);
  expect(live.size).toBe(0);
});
