import { describe, expect, it } from 'vitest';
import { createConsents } from '../../../../main/walls/consent.ts';
import { grantCapture, mayCapture } from '../../../../main/walls/granted.ts';

const choice = { id: 'window:7:0', name: 'Tabelle', audio: false };

function begin(camera = false) {
  let time = 0;
  const consents = createConsents<string>(() => time);
  return { consents, consent: consents.begin('call', camera), pass: (ms: number) => void (time += ms) };
}

describe('what a person has agreed to in a call', () => {
  it('is nothing without a call, and nothing after it', () => {
    const { consents } = begin();
    expect(mayCapture(consents.of('another'), ['audio'])).toBe(false);
    expect(mayCapture(consents.of('call'), ['audio'])).toBe(true);
    consents.end('call');
    expect(mayCapture(consents.of('call'), ['audio'])).toBe(false);
  });

  it('is the microphone in every call, the camera where it began with it or was asked for', () => {
    const { consent } = begin();
    expect(mayCapture(consent, ['audio'])).toBe(true);
    expect(mayCapture(consent, ['audio', 'video'])).toBe(false);
    consent.allowCamera();
    expect(mayCapture(consent, ['audio', 'video'])).toBe(true);
    expect(mayCapture(begin(true).consent, ['video'])).toBe(true);
  });

  it('is the camera for a page that asks within five seconds of a key or a click, and then for good', () => {
    const { consent, pass } = begin();
    consent.touched();
    pass(5_001);
    expect(consent.camera()).toBe(false);
    consent.touched();
    pass(5_000);
    expect(mayCapture(consent, ['video'])).toBe(true);
    pass(1);
    expect(mayCapture(consent, ['video']), 'who has only asked whether they may has nothing').toBe(false);
    consent.touched();
    expect(grantCapture(consent, ['video'])).toBe(true);
    pass(60_000);
    expect(consent.camera()).toBe(true);
  });

  it('is no medium without a name, and none that is unknown', () => {
    const { consent } = begin(true);
    expect(mayCapture(consent, [])).toBe(false);
    expect(mayCapture(consent, ['unknown'])).toBe(false);
  });

  it('is a screen once for each choice, and for ten seconds', () => {
    const { consent, pass } = begin();
    expect(consent.takeScreen()).toBe(undefined);
    consent.offerScreen(choice);
    expect(consent.hasScreen()).toBe(true);
    expect(consent.takeScreen()).toEqual(choice);
    expect(consent.takeScreen()).toBe(undefined);
    consent.offerScreen(choice);
    pass(10_001);
    expect(consent.hasScreen()).toBe(false);
    expect(consent.takeScreen()).toBe(undefined);
  });

  it('is the picker after a touch or after the word of a trusted window', () => {
    const { consent, pass } = begin();
    expect(consent.picker()).toBe(false);
    consent.allowPicker();
    expect(consent.picker()).toBe(true);
    expect(consent.bidden()).toBe(false);
    pass(10_001);
    expect(consent.picker()).toBe(false);
    consent.touched();
    expect(consent.picker()).toBe(true);
  });
});
