import { describe, expect, test } from 'vitest';
import { arrange, peopleFaces, raisedHands, selfFace, speakerAfter, type Choice } from '../../../../../renderer/call/stage/tiles/arrange.ts';
import { camera, participant, screen, stateOf } from '../states.ts';

const speaker: Choice = { view: 'speaker', pinned: undefined, lastSpeaker: undefined };
const [anna, ben, cem] = [participant('anna', { videos: [camera('a')] }), participant('ben'), participant('cem')];
const keys = (faces: readonly { readonly key: string }[]): readonly string[] => faces.map(({ key }) => key);

describe('who is large', () => {
  test('alone, one sees oneself', () => {
    expect(arrange(stateOf([]), speaker)).toMatchObject({ kind: 'alone', self: { key: 'self' } });
    expect(arrange(stateOf([]), { ...speaker, view: 'tiles' }).kind).toBe('alone');
  });

  test('of two, the other, whoever speaks', () => {
    expect(arrange(stateOf([anna]), { ...speaker, lastSpeaker: 'nobody' })).toMatchObject({ kind: 'pair', big: { key: 'anna' } });
  });

  test('of many, whoever speaks; else the first', () => {
    const state = stateOf([anna, ben, cem]);
    expect(arrange(state, { ...speaker, lastSpeaker: 'ben' })).toMatchObject({ kind: 'speaker', big: { key: 'ben' } });
    const first = arrange(state, speaker);
    expect(first).toMatchObject({ kind: 'speaker', big: { key: 'anna' } });
    if (first.kind === 'speaker') expect(keys(first.strip)).toEqual(['self', 'ben', 'cem']);
  });

  test('whom the person wants large goes before whoever speaks, and is forgotten once gone', () => {
    expect(arrange(stateOf([anna, ben, cem]), { ...speaker, pinned: 'cem', lastSpeaker: 'ben' })).toMatchObject({ big: { key: 'cem' } });
    expect(arrange(stateOf([anna, ben]), { ...speaker, pinned: 'cem', lastSpeaker: 'ben' })).toMatchObject({ big: { key: 'ben' } });
  });

  test('a screen goes before faces, with everybody beside it', () => {
    const sharing = participant('ben', { videos: [camera('b'), screen('s')] });
    const shown = arrange(stateOf([anna, sharing, cem]), speaker);
    expect(shown).toMatchObject({ kind: 'screen', big: { key: 's', watch: 's', isScreen: true } });
    if (shown.kind === 'screen') expect(keys(shown.strip)).toEqual(['anna', 'ben', 'cem', 'self']);
  });

  test('of two screens the one that is wanted; a wanted face goes before both', () => {
    const two = stateOf([participant('anna', { videos: [screen('s1')] }), participant('ben', { videos: [screen('s2')] }), cem]);
    expect(arrange(two, { ...speaker, pinned: 's2' })).toMatchObject({ kind: 'screen', big: { key: 's2' } });
    expect(arrange(two, { ...speaker, pinned: 'cem' })).toMatchObject({ kind: 'speaker', big: { key: 'cem' } });
  });

  test('in the tile view all are there: screens first, oneself last', () => {
    const shown = arrange(stateOf([anna, participant('ben', { videos: [screen('s')] })]), { ...speaker, view: 'tiles' });
    expect(shown.kind === 'tiles' && keys(shown.faces)).toEqual(['s', 'anna', 'ben', 'self']);
  });
});

describe('who spoke last', () => {
  test('stays while nobody speaks, and goes when they go', () => {
    const speaking = [anna, participant('ben', { isDominantSpeaker: true })];
    expect(speakerAfter(undefined, speaking)).toBe('ben');
    expect(speakerAfter('ben', [anna, ben])).toBe('ben');
    expect(speakerAfter('ben', [anna])).toBeUndefined();
  });
});

describe('raised hands', () => {
  const people = [participant('late', { handRaisedTs: 30 }), anna, participant('early', { handRaisedTs: 10 })];

  test('have turns in the order in which they went up', () => {
    expect(raisedHands(people).map(({ id }) => id)).toEqual(['early', 'late']);
    expect(peopleFaces(stateOf(people)).map(({ hand }) => hand)).toEqual([2, undefined, 1]);
  });

  test("one's own has no turn that others would see the same", () => {
    expect(selfFace(stateOf([], { handRaised: true })).hand).toBe(0);
    expect(selfFace(stateOf([])).hand).toBeUndefined();
  });
});

test('a person is who they say only where their Matrix device says so', () => {
  const known = participant('x', { known: { userId: '@anna:land.example', name: 'Anna' } });
  expect(peopleFaces(stateOf([known, ben])).map(({ isKnown, id }) => [isKnown, id])).toEqual([
    [true, '@anna:land.example'],
    [false, 'ben'],
  ]);
});
