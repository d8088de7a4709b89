import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import type { TimelineItem } from '../../../../renderer/engine/contract.ts';
import { createTexts, type UiLanguage } from '../../../../renderer/ui/index.ts';
import { announcementText } from '../../../../renderer/workspace/views/timeline/announcement-words.ts';
import { call, message } from '../support/items.ts';

const spoken = (item: TimelineItem, language: UiLanguage = 'de'): string =>
  announcementText({ id: 1, kind: 'item', item }, createTexts(signal(language), signal('Europe/Berlin')).value);

describe('what is read aloud of something new in the open chat', () => {
  it('is a message with its sender', () => {
    expect(spoken(message('a'))).toBe('Emre: Text a');
  });

  it('is who calls, and whose call was missed', () => {
    expect(spoken(call('c'))).toBe('Emre ruft an');
    expect(spoken(call('c'), 'en')).toBe('Emre is calling');
    expect(spoken(call('c', { outcome: 'missed' }))).toBe('Verpasster Anruf von Emre');
    expect(spoken(call('c', { outcome: 'missed' }), 'en')).toBe('Missed call from Emre');
  });

  it('is who begins a meeting in a room', () => {
    expect(spoken(call('c', { kind: 'room', outcome: 'running' }))).toBe('Emre beginnt eine Besprechung');
    expect(spoken(call('c', { kind: 'room', outcome: 'missed' }), 'en')).toBe('Missed meeting, started by Emre');
  });

  it('is the title of the card for a call that is over by then', () => {
    expect(spoken(call('c', { outcome: 'declined' }))).toBe('Emre: Anruf abgelehnt');
  });
});
