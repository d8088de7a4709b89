import { signal } from '@preact/signals';
import { describe, expect, test } from 'vitest';
import type { Happening } from '../../../../renderer/call/conference/model.ts';
import { tell } from '../../../../renderer/call/stage/frame/happening-words.ts';
import { filledSegments } from '../../../../renderer/call/stage/between/level-meter.tsx';
import { leavingDirection } from '../../../../renderer/call/stage/keyboard/use-focus-leave.ts';
import { ringNotes } from '../../../../renderer/ring/ring-tone.ts';
import { createTexts } from '../../../../renderer/ui/index.ts';

const { t } = createTexts(signal('de' as const), signal('Europe/Berlin')).value;

describe('what is told', () => {
  const came: Happening = { kind: 'came', participantId: 'x', name: 'Holger Steinbach' };

  test('comings and goings among few, not among many', () => {
    expect(tell(came, 8, t)?.text).toBe('Holger Steinbach ist beigetreten');
    expect(tell(came, 9, t)).toBeUndefined();
    expect(tell({ ...came, kind: 'went' }, 9, t)).toBeUndefined();
  });

  test('what cannot wait is read at once', () => {
    const urgent: readonly Happening[] = [{ kind: 'reconnecting' }, { kind: 'muted-by', name: '' }, { ...came, kind: 'sharing' }];
    expect(urgent.map((happening) => tell(happening, 30, t)?.isUrgent)).toEqual([true, true, true]);
    expect(tell({ ...came, kind: 'hand-raised' }, 30, t)?.isUrgent).toBeUndefined();
  });

  test('whoever has no name is told of all the same, and others’ reactions by their word', () => {
    expect(tell({ ...came, name: ' ' }, 2, t)?.text).toBe('Ohne Namen ist beigetreten');
    expect(tell({ kind: 'reaction', participantId: 'x', name: 'Deniz Aydın', emoji: '👍' }, 2, t)?.text).toBe('Deniz Aydın: Zustimmung');
    expect(tell({ kind: 'reaction', participantId: 'x', name: 'Deniz Aydın', emoji: '🦊' }, 2, t)?.text).toBe('Deniz Aydın: 🦊');
    expect(tell({ kind: 'reaction', participantId: undefined, name: '', emoji: '👍' }, 2, t)).toBeUndefined();
  });
});

describe('where the focus leaves the stage', () => {
  test('past the last and before the first, nowhere else', () => {
    expect(leavingDirection('Tab', false, 4, 5)).toBe('forward');
    expect(leavingDirection('Tab', true, 0, 5)).toBe('backward');
    expect(leavingDirection('Tab', false, 2, 5)).toBeUndefined();
    expect(leavingDirection('Tab', true, 2, 5)).toBeUndefined();
    expect(leavingDirection('F6', false, 3, 4)).toBe('forward');
    expect(leavingDirection('Enter', false, 4, 5)).toBeUndefined();
  });

  test('from nowhere it comes in forward and goes out backward', () => {
    expect(leavingDirection('Tab', false, -1, 5)).toBeUndefined();
    expect(leavingDirection('Tab', true, -1, 5)).toBe('backward');
    expect(leavingDirection('Tab', false, -1, 0)).toBe('forward');
  });
});

test('the meter shows a quiet voice and stays in its frame', () => {
  expect([0, 0.05, 0.25, 1, 7, -1].map(filledSegments)).toEqual([0, 4, 8, 16, 16, 0]);
});

test('the ring comes again until its time is over, and not after', () => {
  const notes = ringNotes(30);
  expect(notes.every(({ at }) => at < 30)).toBe(true);
  expect(notes.at(-1)?.at).toBeGreaterThan(27);
  expect(ringNotes(0)).toEqual([]);
  expect(ringNotes(-5)).toEqual([]);
});
