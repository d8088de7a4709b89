import { expect, test } from 'vitest';
import type { RingBridge } from '../../../preload/contract.ts';
import type { CallPicture } from '../../../renderer/call/contract.ts';
import { createGivenPictures } from '../../../renderer/call/stage/given-pictures.ts';
import { createRingPictures } from '../../../renderer/ring/ring-pictures.ts';

const picture = (key: string): CallPicture => ({ key, type: 'image/png', data: new Uint8Array([1, 2]) });
const named = (blob: Blob): string => `blob:${blob.type}:${blob.size}`;

test('a picture that main gives is shown wherever its key stands, before it came or after', () => {
  let say: ((items: readonly CallPicture[]) => void) | undefined;
  const made: string[] = [];
  const pictures = createGivenPictures(
    {
      follow: (_name: never, _params: never, { state }: { state: (state: never) => void }) => {
        say = (items) => state({ head: null, items } as never);
        return () => undefined;
      },
    } as never,
    (blob) => {
      made.push(named(blob));
      return made.at(-1) ?? '';
    },
  );
  const early = pictures.open('picture-1', 36);
  expect(early.value).toBeUndefined();
  say?.([picture('picture-1')]);
  say?.([picture('picture-1'), picture('picture-2')]);
  expect([early.value, pictures.open('picture-2', 88).value]).toEqual(['blob:image/png:2', 'blob:image/png:2']);
  expect(made).toHaveLength(2);
});

test('the ringing window asks main once for the picture of whoever rings, and for nothing while nobody does', async () => {
  const asked: unknown[] = [];
  let ringing = undefined as string | undefined;
  const request = ((name: string, args: unknown) => {
    asked.push([name, args]);
    return Promise.resolve({ ok: true, result: { picture: picture('x') } });
  }) as RingBridge['request'];
  const pictures = createRingPictures({ request }, () => ringing, named);
  expect(pictures.open('mxc://land.example/nobody', 48).value).toBeUndefined();
  ringing = 'call-petra';
  const url = pictures.open('mxc://land.example/petra', 48);
  expect(pictures.open('mxc://land.example/petra', 48)).toBe(url);
  await Promise.resolve();
  expect(url.value).toBe('blob:image/png:2');
  expect(asked).toEqual([['call.picture', { callId: 'call-petra' }]]);
});
