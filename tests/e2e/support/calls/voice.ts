import { writeFile } from 'node:fs/promises';

const rate = 48_000;
/** Hertz between two voices, and between a voice and its next tone: room for five. */
const apart = 250;
const toneApart = 5 * apart;
const tones = [0, 1, 2];

/**
 * A file for Chromium's fake microphone: syllables of tones that no other voice has (`nth` from 0 on), mono, 16 bit. A
 * syllable has a pause of half its time; the file lasts two of them and is played in a loop.
 * Two people with Chromium's own beep have one and the same sound, and the echo canceller of whoever beeps at the same
 * time as the other takes it for an echo: it sends silence.
 */
export async function writeVoice(file: string, nth: number, syllableSeconds = 0.5): Promise<void> {
  const samples = 2 * syllableSeconds * rate;
  const bytes = Buffer.alloc(44 + 2 * samples);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(36 + 2 * samples, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20); // PCM
  bytes.writeUInt16LE(1, 22); // mono
  bytes.writeUInt32LE(rate, 24);
  bytes.writeUInt32LE(2 * rate, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(2 * samples, 40);
  const lowest = apart + (nth % 5) * apart;
  for (let sample = 0; sample < samples; sample++) {
    const seconds = sample / rate;
    const spoken = Math.max(0, Math.sin((2 * Math.PI * seconds) / syllableSeconds));
    const sound = tones.reduce((sum, tone) => sum + Math.sin(2 * Math.PI * (lowest + tone * toneApart) * seconds), 0);
    bytes.writeInt16LE(Math.round((0.6 * 32_767 * spoken * sound) / tones.length), 44 + 2 * sample);
  }
  await writeFile(file, bytes);
}
