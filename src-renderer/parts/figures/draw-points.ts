import { fieldColor, type Rgb } from '../../../src-main/presentation/palette';
import type { PointCloud, PointField } from '../../../src-main/contract/point-cloud';
import {
  arrowLines,
  gridLines,
  type PointLayer,
  type Polyline,
} from '../../../src-main/presentation/point-inside';
import { classColor } from './draw-scatter';

export interface PointsLook {
  readonly dark: boolean;
  /** The run's colour, for points generated without a class. */
  readonly color: string;
  readonly layers: readonly PointLayer[];
}

/**
 * Draws the discriminator's output, the data over it in grey, the latent grid, the generated points and their gradients
 * on top.
 */
export function drawPoints(canvas: HTMLCanvasElement, cloud: PointCloud, look: PointsLook): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const size = canvas.clientWidth;
  const ratio = devicePixelRatio;
  if (canvas.width !== Math.round(size * ratio)) canvas.width = canvas.height = Math.round(size * ratio);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, size, size);
  const { view, data, generated, field, grid, arrows } = cloud;
  const scale = size / (2 * view.reach);
  const left = (x: number) => (x - view.x + view.reach) * scale;
  const top = (y: number) => (view.y + view.reach - y) * scale;
  if (field !== null) {
    context.imageSmoothingEnabled = true;
    context.imageSmoothingQuality = 'high';
    context.drawImage(fieldImage(field, look.dark), 0, 0, size, size);
  }

  const style = getComputedStyle(canvas);
  const dot = size > 380 ? 3 : 2;
  const put = (x: number, y: number, side: number) => {
    context.fillRect(left(x) - side / 2, top(y) - side / 2, side, side);
  };
  // Larger than the generated points, which would otherwise cover matching data.
  context.globalAlpha = 0.45;
  context.fillStyle = style.getPropertyValue('--text-faint');
  for (let i = 0; i < data.length; i += 2) put(data[i] ?? 0, data[i + 1] ?? 0, dot + 3);
  if (grid !== undefined && look.layers.includes('grid')) {
    context.globalAlpha = 0.5;
    context.strokeStyle = style.getPropertyValue('--text-soft');
    context.lineWidth = 0.75;
    strokeLines(context, gridLines(grid), left, top);
  }
  // An outline around the points, so that every colour stands out from the background and the data.
  context.globalAlpha = 0.7;
  context.fillStyle = style.getPropertyValue('--surface');
  for (let i = 0; i < generated.length; i += 3) put(generated[i] ?? 0, generated[i + 1] ?? 0, dot + 1.5);
  context.globalAlpha = 1;
  for (let i = 0; i < generated.length; i += 3) {
    const label = generated[i + 2] ?? -1;
    context.fillStyle = label < 0 ? look.color : classColor(label, look.dark);
    put(generated[i] ?? 0, generated[i + 1] ?? 0, dot);
  }
  if (arrows !== undefined && look.layers.includes('arrows')) {
    const lines = arrowLines(arrows, view.reach);
    context.lineCap = 'round';
    // The wider line beneath keeps an arrow readable over points and any colour of the background.
    for (const [width, color] of [
      [3, '--surface'],
      [1.25, '--text'],
    ] as const) {
      context.lineWidth = width;
      context.strokeStyle = style.getPropertyValue(color);
      strokeLines(context, lines, left, top);
    }
  }
}

type Scale = (value: number) => number;

function strokeLines(
  context: CanvasRenderingContext2D,
  lines: readonly Polyline[],
  left: Scale,
  top: Scale,
): void {
  context.beginPath();
  for (const line of lines)
    for (let i = 0; i + 1 < line.length; i += 2)
      context[i === 0 ? 'moveTo' : 'lineTo'](left(line[i] ?? 0), top(line[i + 1] ?? 0));
  context.stroke();
}

/** One pixel per cell; it is drawn enlarged and smoothed. */
function fieldImage({ side, values, low, high }: PointField, dark: boolean): HTMLCanvasElement {
  const image = document.createElement('canvas');
  image.width = image.height = side;
  const context = image.getContext('2d');
  const pixels = context?.createImageData(side, side);
  if (!context || !pixels) return image;
  const extent = high - low || 1;
  for (let i = 0; i < values.length; i++) {
    const [red, green, blue]: Rgb = fieldColor(((values[i] ?? 0) - low) / extent, dark);
    pixels.data.set([red, green, blue, 255], 4 * i);
  }
  context.putImageData(pixels, 0, 0);
  return image;
}
