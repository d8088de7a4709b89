import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const [width, height, framesPerSecond] = [160, 120, 5];
const frames = 2 * framesPerSecond;
const bar = width / frames;

/**
 * A file for Chromium's fake camera: a light bar goes through a small picture, five times a second, in a loop. The camera
 * that Chromium has of its own gives 1280 × 720, which five programs on two cores can hardly encode and decode. Returns
 * its path in this folder.
 */
export async function writeSmallCamera(folder: string): Promise<string> {
  const file = join(folder, 'camera.y4m');
  const parts = [Buffer.from(`YUV4MPEG2 W${width} H${height} F${framesPerSecond}:1 Ip A1:1 C420mpeg2\n`)];
  for (let frame = 0; frame < frames; frame++) {
    const row = Buffer.alloc(width, 60).fill(220, frame * bar, (frame + 1) * bar);
    const luma = Buffer.concat(Array.from({ length: height }, () => row));
    parts.push(Buffer.from('FRAME\n'), luma, Buffer.alloc((width * height) / 2, 128)); // without colour
  }
  await writeFile(file, Buffer.concat(parts));
  return file;
}

/** Has Chromium take such a file for its camera. */
export const pictureSwitch = (file: string): string => `--use-file-for-fake-video-capture=${file}`;
