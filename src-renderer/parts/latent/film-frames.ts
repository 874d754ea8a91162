import type { LatentFacts } from '../../../src-main/contract/latent';
import type { DecodedItem } from '../../pure/decoded-item';
import type { FilmFrames } from '../../pure/gif';
import { drawImages } from './draw-items';

/** Frames have about this side, in pixels. */
const SIDE = 224;
const DOT = 5;

/** Draws one frame for each item: an image, enlarged by a whole factor, or a point with the path up to it. */
export function filmFrames(
  kind: LatentFacts['item'],
  values: DecodedItem['values'],
  color: string,
): FilmFrames {
  return kind.kind === 'images' ? imageFrames(kind, values) : pointFrames(kind, values, color);
}

function imageFrames(
  kind: Extract<LatentFacts['item'], { kind: 'images' }>,
  values: DecodedItem['values'],
): FilmFrames {
  const scale = Math.max(1, Math.round(SIDE / Math.max(kind.width, kind.height)));
  const [width, height] = [kind.width * scale, kind.height * scale];
  const size = kind.width * kind.height * kind.channels;
  const small = document.createElement('canvas');
  const { context } = drawingOf(width, height);
  context.imageSmoothingEnabled = false;
  const frames = Array.from({ length: values.length / size }, (_, i) => {
    drawImages(small, kind, [values.subarray(i * size, (i + 1) * size)], 1);
    context.drawImage(small, 0, 0, width, height);
    return context.getImageData(0, 0, width, height).data;
  });
  return { width, height, frames };
}

function pointFrames(
  { view }: Extract<LatentFacts['item'], { kind: 'points' }>,
  values: DecodedItem['values'],
  color: string,
): FilmFrames {
  const { context } = drawingOf(SIDE, SIDE);
  const scale = SIDE / (2 * view.reach);
  const points = Array.from({ length: values.length / 2 }, (_, i): [number, number] => [
    ((values[2 * i] ?? 0) - view.x + view.reach) * scale,
    (view.y + view.reach - (values[2 * i + 1] ?? 0)) * scale,
  ]);
  context.strokeStyle = color;
  const frames = points.map(([x, y], frame) => {
    context.fillStyle = '#fff';
    context.fillRect(0, 0, SIDE, SIDE);
    context.beginPath();
    for (const point of points.slice(0, frame + 1)) context.lineTo(...point);
    context.stroke();
    context.fillStyle = color;
    context.beginPath();
    context.arc(x, y, DOT, 0, 2 * Math.PI);
    context.fill();
    return context.getImageData(0, 0, SIDE, SIDE).data;
  });
  return { width: SIDE, height: SIDE, frames };
}

function drawingOf(width: number, height: number): { context: CanvasRenderingContext2D } {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width, height];
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('The page cannot draw.');
  return { context };
}
