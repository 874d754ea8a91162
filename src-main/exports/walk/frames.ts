import type { LatentFacts } from '../../contract/latent';
import { blankCanvas, drawDisc, drawPixels, type Canvas } from '../../images/canvas';
import { rgbOf, runColor, type Rgb } from '../../presentation/palette';
import type { DecodedWalk } from './decoded-walk';

/** Side of a frame of points before it is enlarged; that of the most common images. */
const POINT_SIDE = 28;
const PAPER: Rgb = [255, 255, 255];
const DATA: Rgb = [205, 205, 205];
/** Radii in pixels: of a data point, of the line of the path, and of the current point. */
const [DATA_RADIUS, LINE_RADIUS, DOT_RADIUS] = [1, 0.6, 4];
/** The most pixels of a frame's side. */
const MAX_SIDE = 1024;

type ImageItem = Extract<LatentFacts['item'], { kind: 'images' }>;
type PointItem = Extract<LatentFacts['item'], { kind: 'points' }>;

/** Decodes all frames; they are small before they are enlarged. @param onProgress takes the fraction decoded */
function decoded<Values extends Uint8Array | Float32Array>(
  { blocks, latents }: DecodedWalk,
  perItem: number,
  onProgress: (fraction: number) => void,
): Values[] {
  const items: Values[] = [];
  for (const block of blocks) {
    for (let from = 0; from < block.length; from += perItem)
      items.push(block.subarray(from, from + perItem) as Values);
    onProgress(items.length / latents.length);
  }
  return items;
}

/** The frames of a walk, each drawn when it is requested. */
export interface WalkPictures {
  readonly count: number;
  /** Pictures with all colours of the frames. */
  readonly samples: () => readonly Canvas[];
  readonly large: () => Generator<Canvas, void, void>;
}

/** Draws a frame for each item: an image, or a point with the path up to it over points of the data. */
export function walkPictures(
  walk: DecodedWalk,
  { scale, color }: { readonly scale: number; readonly color: number },
  onProgress: (fraction: number) => void,
): WalkPictures {
  const { item, data } = walk;
  if (item.kind === 'images') return imagePictures(item, walk, scale, onProgress);
  const points = decoded<Float32Array>(walk, 2, onProgress).map(([x = 0, y = 0]): Point => [x, y]);
  const style = { color: rgbOf(runColor(color).light), scale, data: data ?? new Float32Array(0) };
  return {
    count: points.length,
    samples() {
      // The last frame has all of the path.
      let last: Canvas | null = null;
      for (const frame of pointFrames(item, points, style)) last = frame;
      return last === null ? [] : [last];
    },
    large: () => pointFrames(item, points, style),
  };
}

function imagePictures(
  { width, height, channels }: ImageItem,
  walk: DecodedWalk,
  scale: number,
  onProgress: (fraction: number) => void,
): WalkPictures {
  const factor = Math.max(1, Math.min(scale, Math.floor(MAX_SIDE / Math.max(width, height))));
  const images = decoded<Uint8Array>(walk, width * height * channels, onProgress);
  const small = images.map((data): Canvas => ({ data, width, height, channels: channels === 1 ? 1 : 3 }));
  return {
    count: small.length,
    samples: () => small,
    *large() {
      for (const image of small) {
        const canvas = blankCanvas(width * factor, height * factor, image.channels, PAPER);
        drawPixels(canvas, image, 0, 0, factor);
        yield canvas;
      }
    },
  };
}

type Point = readonly [x: number, y: number];

interface PointStyle {
  readonly color: Rgb;
  readonly scale: number;
  readonly data: Float32Array;
}

function* pointFrames(
  { view }: PointItem,
  points: readonly Point[],
  { color, scale, data }: PointStyle,
): Generator<Canvas, void, void> {
  const side = Math.min(MAX_SIDE, POINT_SIDE * scale);
  const placeOf = ([x, y]: Point): Point => [
    ((x - view.x + view.reach) / (2 * view.reach)) * side,
    ((view.y + view.reach - y) / (2 * view.reach)) * side,
  ];
  const behind = blankCanvas(side, side, 3, PAPER);
  for (let i = 0; i + 1 < data.length; i += 2) {
    const [x, y] = placeOf([data[i] ?? 0, data[i + 1] ?? 0]);
    drawDisc(behind, { x, y, radius: DATA_RADIUS }, DATA);
  }
  let last: Point | null = null;
  for (const point of points) {
    const place = placeOf(point);
    drawLine(behind, last ?? place, place, color);
    last = place;
    const frame = { ...behind, data: behind.data.slice() };
    drawDisc(frame, { x: place[0], y: place[1], radius: DOT_RADIUS }, color);
    yield frame;
  }
}

/** Draws a line as a row of discs, half a pixel apart. */
function drawLine(canvas: Canvas, [fromX, fromY]: Point, [toX, toY]: Point, color: Rgb): void {
  // A model may decode a point far from the data, or one that is not a number: no line leads there.
  const length = Math.hypot(toX - fromX, toY - fromY);
  if (!(length <= 8 * canvas.width)) return;
  const count = Math.max(1, Math.ceil(2 * length));
  for (let i = 0; i <= count; i++) {
    const [x, y] = [fromX + ((toX - fromX) * i) / count, fromY + ((toY - fromY) * i) / count];
    drawDisc(canvas, { x, y, radius: LINE_RADIUS }, color);
  }
}

/** Arranges frames in rows, a pixel of the images between them. */
export function strip(pictures: WalkPictures, columns: number, gap: number): Canvas {
  const frames = [...pictures.large()];
  const [first] = frames;
  if (first === undefined) return blankCanvas(1, 1, 1, PAPER);
  const { width, height, channels } = first;
  const inRow = Math.min(columns, frames.length);
  const rows = Math.ceil(frames.length / inRow);
  const canvas = blankCanvas(inRow * (width + gap) - gap, rows * (height + gap) - gap, channels, PAPER);
  frames.forEach((frame, i) => {
    drawPixels(canvas, frame, (i % inRow) * (width + gap), Math.floor(i / inRow) * (height + gap), 1);
  });
  return canvas;
}
