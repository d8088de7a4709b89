/* Moving pictures for stories: drawn people before a wall, and a drawn table, as streams of a canvas. */

export interface Looks {
  readonly wall: readonly [string, string];
  readonly skin: string;
  readonly hair: string;
  readonly clothes: string;
}

const size = { width: 640, height: 360 };
const everyMs = 400;

type Draw = (context: CanvasRenderingContext2D) => void;

/** A canvas that is drawn again and again, as a stream sends frames only when something is drawn. */
function streamOf(draw: Draw): MediaStream {
  const canvas = Object.assign(document.createElement('canvas'), size);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('No canvas');
  draw(context);
  setInterval(() => draw(context), everyMs);
  return canvas.captureStream();
}

const ellipse = (context: CanvasRenderingContext2D, fill: string, x: number, y: number, rx: number, ry: number): void => {
  context.fillStyle = fill;
  context.beginPath();
  context.ellipse(x, y, rx, ry, 0, 0, 2 * Math.PI);
  context.fill();
};

const person = ({ wall, skin, hair, clothes }: Looks): Draw => (context) => {
  const { width, height } = size;
  const ground = context.createLinearGradient(0, 0, width, height);
  ground.addColorStop(0, wall[0]);
  ground.addColorStop(1, wall[1]);
  context.fillStyle = ground;
  context.fillRect(0, 0, width, height);
  context.fillStyle = 'rgb(255 255 255 / .12)';
  context.fillRect(width * 0.74, height * 0.1, width * 0.2, height * 0.5);
  ellipse(context, hair, width / 2, height * 0.42, 78, 96);
  ellipse(context, clothes, width / 2, height * 1.16, 190, 160);
  context.fillStyle = skin;
  context.fillRect(width / 2 - 26, height * 0.55, 52, 80);
  ellipse(context, clothes, width / 2, height * 1.2, 120, 140);
  ellipse(context, skin, width / 2, height * 0.46, 58, 78);
  ellipse(context, hair, width / 2, height * 0.27, 62, 34);
};

const table: Draw = (context) => {
  const { width, height } = size;
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, width, height);
  context.fillStyle = '#e8e4da';
  context.fillRect(0, 0, width, 28);
  context.fillStyle = '#182328';
  context.font = '600 12px sans-serif';
  context.fillText('Anmeldung_2027_Kap03.xlsx', 16, 19);
  context.font = '12px sans-serif';
  const rows = ['422 01  Bezüge', '428 01  Entgelte', '511 01  Geschäftsbedarf', '517 01  Bewirtschaftung', '525 01  Fortbildung', '547 69  Verpflichtungsermächtigung IT'];
  rows.forEach((row, index) => {
    const y = 64 + index * 44;
    context.fillStyle = '#ddd7cc';
    context.fillRect(16, y + 14, width - 32, 1);
    context.fillStyle = '#182328';
    context.fillText(row, 24, y);
    context.fillText((2410 - index * 371.5).toFixed(1), width - 90, y);
  });
};

export type StoryPicture = Looks | 'table';

/** One stream for each picture, made when it is first shown. */
export function createPictureStreams(): (picture: StoryPicture) => MediaStream {
  const streams = new Map<StoryPicture, MediaStream>();
  return (picture) => {
    const stream = streams.get(picture) ?? streamOf(picture === 'table' ? table : person(picture));
    streams.set(picture, stream);
    return stream;
  };
}
