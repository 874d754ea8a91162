import type { LatentFacts } from '../../../src-main/contract/latent';
import type { DecodedItem } from '../../pure/decoded-item';
import type { DecodedGrid } from '../../state/latent-model.svelte';

type Images = Extract<LatentFacts['item'], { kind: 'images' }>;
type Points = Extract<LatentFacts['item'], { kind: 'points' }>;

/**
 * Draws images [count, height · width · channels] of bytes as a sheet of `columns` columns, one canvas pixel per image
 * pixel.
 */
export function drawImages(
  canvas: HTMLCanvasElement,
  { width, height, channels }: Images,
  values: DecodedItem['values'],
  columns: number,
): void {
  const size = width * height * channels;
  const count = values.length / size;
  canvas.width = width * columns;
  canvas.height = height * Math.ceil(count / columns);
  const context = canvas.getContext('2d');
  if (context === null || count === 0) return;
  const pixels = context.createImageData(canvas.width, canvas.height);
  for (let tile = 0; tile < count; tile++) {
    const left = (tile % columns) * width;
    const top = Math.floor(tile / columns) * height;
    for (let i = 0; i < width * height; i++) {
      const to = 4 * ((top + Math.floor(i / width)) * canvas.width + left + (i % width));
      for (let color = 0; color < 3; color++)
        pixels.data[to + color] = values[tile * size + i * channels + (channels === 1 ? 0 : color)] ?? 0;
      pixels.data[to + 3] = 255;
    }
  }
  context.putImageData(pixels, 0, 0);
}

/** Draws the positions that a grid of latents is decoded to in the plane of the data, and the current point. */
export function drawPointItem(
  canvas: HTMLCanvasElement,
  { view }: Points,
  grid: DecodedGrid | null,
  item: DecodedItem | null,
  color: string,
): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const size = canvas.clientWidth;
  canvas.width = canvas.height = Math.round(size * devicePixelRatio);
  context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
  const scale = size / (2 * view.reach);
  const place = (x: number, y: number): [number, number] => [
    (x - view.x + view.reach) * scale,
    (view.y + view.reach - y) * scale,
  ];
  const style = getComputedStyle(canvas);
  if (grid !== null) {
    context.strokeStyle = style.getPropertyValue('--text-faint');
    context.lineWidth = 0.6;
    const { values: points } = grid;
    const at = (row: number, column: number) => 2 * (row * grid.side + column);
    const line = (indices: readonly number[]) => {
      context.beginPath();
      for (const i of indices) context.lineTo(...place(points[i] ?? 0, points[i + 1] ?? 0));
      context.stroke();
    };
    const along = Array.from({ length: grid.side }, (_, i) => i);
    for (const i of along) {
      line(along.map((j) => at(i, j)));
      line(along.map((j) => at(j, i)));
    }
  }
  if (item === null) return;
  const [x = 0, y = 0] = item.values;
  context.beginPath();
  context.arc(...place(x, y), 5, 0, 2 * Math.PI);
  context.fillStyle = color;
  context.fill();
  context.lineWidth = 2;
  context.strokeStyle = style.getPropertyValue('--surface');
  context.stroke();
}

/** Draws rows of points over the plane of the data, each row joined by a line. */
export function drawPointPath(
  canvas: HTMLCanvasElement,
  { view }: Points,
  values: DecodedItem['values'],
  columns: number,
  color: string,
): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const size = canvas.clientWidth;
  canvas.width = canvas.height = Math.round(size * devicePixelRatio);
  context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
  const scale = size / (2 * view.reach);
  context.strokeStyle = context.fillStyle = color;
  for (let row = 0; row * columns * 2 < values.length; row++) {
    context.beginPath();
    for (let i = 2 * row * columns; i < Math.min(values.length, 2 * (row + 1) * columns); i += 2) {
      const x = ((values[i] ?? 0) - view.x + view.reach) * scale;
      const y = (view.y + view.reach - (values[i + 1] ?? 0)) * scale;
      context.lineTo(x, y);
      context.fillRect(x - 2, y - 2, 4, 4);
    }
    context.stroke();
  }
}
