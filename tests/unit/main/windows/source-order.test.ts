import { expect, it } from 'vitest';
import { inOrder } from '../../../../main/windows/source-order.ts';

const sources = (ids: readonly string[]) => ids.map((id) => ({ id, name: id, kind: 'window' as const, picture: new Uint8Array() }));

it.each([
  [[], ['a', 'b', 'c'], ['a', 'b', 'c']],
  [['a', 'b', 'c'], ['c', 'a', 'b'], ['a', 'b', 'c']],
  [['a', 'b', 'c'], ['c', 'a'], ['a', 'c']],
  [['a', 'b', 'c'], ['x', 'c', 'y', 'a', 'b'], ['a', 'b', 'c', 'x', 'y']],
])('what was %j and is %j now stands as %j', (before, now, expected) =>
  expect(inOrder(sources(before), sources(now)).map(({ id }) => id)).toEqual(expected));
